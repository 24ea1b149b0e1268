//! A seller at work, by the API and by the forms.

use axum::body::{Body, Bytes};
use axum::http::{Method, StatusCode};
use prosets::db::entities::{asset, file, seller, version};
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::builders::catalog;
use crate::ports::http;
use crate::support::app::TestApp;
use crate::support::client::{Answer, Client};

pub const STL: &[u8] = b"solid gear\nfacet normal 0 0 1\nendfacet\nendsolid gear\n";
/// What every field must hold harmlessly.
pub const HOSTILE: &str = "</textarea><script>alert(1)</script>\"'&";

pub struct Shop {
    pub app: TestApp,
    pub seller: seller::Model,
    pub client: Client,
}

pub struct Begun {
    pub id: Uuid,
    pub url: url::Url,
    pub headers: Vec<(String, String)>,
}

impl Shop {
    pub async fn open(db: DatabaseConnection) -> Self {
        Self::with(db, &[]).await
    }

    pub async fn with(db: DatabaseConnection, vars: &[(&str, &str)]) -> Self {
        let app = TestApp::with(db, vars).await;
        let seller = catalog::seller(&app.state.db, "ada").await;
        catalog::category(&app.state.db, "gears").await;
        let client = app.client().signed_in(seller.id).await;
        Self { app, seller, client }
    }

    pub fn db(&self) -> &DatabaseConnection {
        &self.app.state.db
    }

    /// Another seller in the same house.
    pub async fn rival(&self) -> Client {
        let rival = catalog::seller(self.db(), "mallory").await;
        self.app.client().signed_in(rival.id).await
    }

    pub async fn draft(&mut self, kind: &str) -> Uuid {
        let body = json!({ "kind": kind, "title": "Gear" });
        id(&self.client.post_json("/api/v1/assets", body).await.expect(201).json()["data"]["id"])
    }

    /// Words, category and a personal licence; no file and no picture.
    pub async fn described(&mut self, kind: &str, price_minor: i64) -> Uuid {
        let draft = self.draft(kind).await;
        let body = json!({
            "summary": "A gear that turns.", "category": "gears", "tags": ["brass"],
            "licences": [{ "code": "personal", "price_minor": price_minor }],
        });
        self.patch(draft, body).await.expect(200);
        draft
    }

    /// Everything publishing asks.
    pub async fn whole(&mut self) -> Uuid {
        let draft = self.described("model", 1200).await;
        self.upload(draft, "gear.stl", STL).await.expect(200);
        self.picture(draft, "A gear").await.expect(201);
        draft
    }

    pub async fn published(&mut self) -> Uuid {
        let draft = self.whole().await;
        self.submit(draft).await.expect(200);
        draft
    }

    pub async fn patch(&mut self, asset: Uuid, body: Value) -> Answer {
        self.client.json(Method::PATCH, &format!("/api/v1/assets/{asset}"), &[], body).await
    }

    pub async fn submit(&mut self, asset: Uuid) -> Answer {
        self.client.post_json(&format!("/api/v1/assets/{asset}/submit"), json!({})).await
    }

    pub async fn announce(&mut self, asset: Uuid, name: &str, size: u64, sha256: &str) -> Answer {
        let body =
            json!({ "asset_id": asset, "name": name, "size": size, "sha256": sha256, "content_type": "x/y" });
        self.client.post_json("/api/v1/uploads", body).await
    }

    pub async fn begin(&mut self, asset: Uuid, name: &str, bytes: &[u8]) -> Begun {
        let answer = self.announce(asset, name, bytes.len() as u64, &sha256(bytes)).await.expect(201);
        let data = &answer.json()["data"];
        let headers = data["headers"].as_object().unwrap().iter();
        Begun {
            id: id(&data["id"]),
            url: data["upload_url"].as_str().unwrap().parse().unwrap(),
            headers: headers
                .map(|(name, value)| (name.clone(), value.as_str().unwrap().to_owned()))
                .collect(),
        }
    }

    pub async fn complete(&mut self, upload: Uuid) -> Answer {
        self.client.post_json(&format!("/api/v1/uploads/{upload}/complete"), json!({})).await
    }

    /// As a browser does it: announce, send to storage, complete.
    pub async fn upload(&mut self, asset: Uuid, name: &str, bytes: &[u8]) -> Answer {
        let begun = self.begin(asset, name, bytes).await;
        assert_eq!(put(&begun, bytes).await, StatusCode::OK);
        self.complete(begun.id).await
    }

    pub async fn picture(&mut self, asset: Uuid, alt: &str) -> Answer {
        let asset = asset.to_string();
        let fields = [
            ("asset_id", None, asset.as_bytes()),
            ("alt", None, alt.as_bytes()),
            ("file", Some("a.png"), &png()),
        ];
        multipart(&mut self.client, "/api/v1/uploads/image", &fields).await
    }

    pub async fn asset(&self, id: Uuid) -> asset::Model {
        asset::Entity::find_by_id(id).one(self.db()).await.unwrap().unwrap()
    }

    /// The first is the earliest.
    pub async fn versions(&self, asset: Uuid) -> Vec<version::Model> {
        let all = version::Entity::find().filter(version::Column::AssetId.eq(asset));
        all.order_by_asc(version::Column::Id).all(self.db()).await.unwrap()
    }

    pub async fn files(&self, version: Uuid) -> Vec<file::Model> {
        let all = file::Entity::find().filter(file::Column::VersionId.eq(version));
        all.order_by_asc(file::Column::Position).all(self.db()).await.unwrap()
    }

    pub async fn draft_files(&self, asset: Uuid) -> Vec<file::Model> {
        self.files(self.versions(asset).await.last().unwrap().id).await
    }

    pub async fn is_stored(&self, key: &str) -> bool {
        self.app.state.storage.head(key).await.unwrap().is_some()
    }

    pub async fn editor(&mut self, asset: Uuid) -> String {
        self.client.get(&format!("/sell/{asset}")).await.expect(200).text()
    }
}

pub async fn put(begun: &Begun, bytes: &[u8]) -> StatusCode {
    let headers: Vec<_> = begun.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    http::send(Method::PUT, &begun.url, &headers, Bytes::copy_from_slice(bytes)).await.status
}

/// A form with files: name, file name, content.
pub async fn multipart(client: &mut Client, path: &str, fields: &[(&str, Option<&str>, &[u8])]) -> Answer {
    let mut body = Vec::new();
    for (name, file_name, content) in fields {
        let file_name = file_name.map(|name| format!("; filename=\"{name}\"")).unwrap_or_default();
        body.extend(
            format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"{file_name}\r\n\r\n").bytes(),
        );
        body.extend(*content);
        body.extend(b"\r\n");
    }
    body.extend(b"--edge--\r\n");
    send_multipart(client, path, Body::from(body)).await
}

pub async fn send_multipart(client: &mut Client, path: &str, body: Body) -> Answer {
    let headers = [
        ("accept", "text/html,application/xhtml+xml"),
        ("content-type", "multipart/form-data; boundary=edge"),
        ("sec-fetch-site", "same-origin"),
    ];
    client.send(Method::POST, path, &headers, body).await
}

pub fn png() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let picture = image::RgbImage::from_fn(64, 48, |x, y| image::Rgb([x as u8, y as u8, 90]));
    picture.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

pub fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

pub fn id(value: &Value) -> Uuid {
    value.as_str().unwrap_or_else(|| panic!("no id: {value}")).parse().unwrap()
}

/// The words at a field of a refused API call.
pub fn fault(answer: &Answer, field: &str) -> String {
    let details = &answer.json()["error"]["details"][field];
    details[0].as_str().unwrap_or_else(|| panic!("no fault of {field}: {}", answer.text())).to_owned()
}
