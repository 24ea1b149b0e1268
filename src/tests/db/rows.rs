//! The smallest rows that stand on each other: a listing with a released version, and its sale.

use prosets::db::entities::*;
use prosets::db::tx;
use sea_orm::prelude::DateTimeUtc;
use sea_orm::{ActiveModelTrait, ActiveValue::NotSet, DatabaseConnection, IntoActiveModel, Set};
use uuid::Uuid;

pub fn now() -> DateTimeUtc {
    "2026-11-21T12:00:00.123456Z".parse().unwrap()
}

pub fn hash() -> String {
    let half = || Uuid::now_v7().simple().to_string();
    half() + &half()
}

pub async fn user(db: &DatabaseConnection) -> user::Model {
    let id = Uuid::now_v7();
    let name = format!("u{}", id.simple());
    user::ActiveModel {
        id: Set(id),
        email: Set(format!("{name}@example.test")),
        email_key: Set(format!("{name}@example.test")),
        username: Set(name.clone()),
        username_key: Set(name),
        display_name: Set("Ada".into()),
        staff_role: Set(Some(user::StaffRole::Moderator)),
        created_at: Set(now()),
        updated_at: Set(now()),
        ..Default::default()
    }
    .insert(db)
    .await
    .unwrap()
}

pub async fn seller(db: &DatabaseConnection) -> seller::Model {
    let user = user(db).await;
    seller::ActiveModel {
        id: Set(user.id),
        handle: Set(user.username.clone()),
        handle_key: Set(user.username_key),
        display_name: Set(user.display_name),
        created_at: Set(now()),
        updated_at: Set(now()),
        ..Default::default()
    }
    .insert(db)
    .await
    .unwrap()
}

pub struct Listing {
    pub asset: asset::Model,
    pub version: version::Model,
    pub file: file::Model,
    pub licence: licence::Model,
}

/// A published listing, written before the version it points at: that reference is checked at commit.
pub async fn listing(db: &DatabaseConnection) -> Listing {
    let seller = seller(db).await;
    let (asset_id, version_id) = (Uuid::now_v7(), Uuid::now_v7());
    let tx = tx(db).await.unwrap();
    let asset = asset::ActiveModel {
        id: Set(asset_id),
        seller_id: Set(seller.id),
        current_version_id: Set(Some(version_id)),
        slug: Set(asset_id.to_string()),
        title: Set("Gear".into()),
        kind: Set(asset::AssetKind::Model),
        status: Set(asset::AssetStatus::Published),
        currency: Set("USD".into()),
        published_at: Set(Some(now())),
        created_at: Set(now()),
        updated_at: Set(now()),
        ..Default::default()
    };
    let asset = asset.insert(&tx).await.unwrap();
    let version = version::ActiveModel {
        id: Set(version_id),
        asset_id: Set(asset_id),
        number: Set("1.0.0".into()),
        status: Set(version::VersionStatus::Draft),
        created_at: Set(now()),
        ..Default::default()
    };
    let mut version = version.insert(&tx).await.unwrap().into_active_model();
    let file = file(version_id).insert(&tx).await.unwrap();
    version.status = Set(version::VersionStatus::Ready);
    version.content_hash = Set(Some(hash()));
    version.released_at = Set(Some(now()));
    let version = version.update(&tx).await.unwrap();
    let licence = licence::ActiveModel {
        id: Set(Uuid::now_v7()),
        asset_id: Set(asset_id),
        code: Set("personal".into()),
        name: Set("Personal".into()),
        terms: Set("For yourself.".into()),
        price_minor: Set(1200),
        currency: Set("USD".into()),
        active: Set(true),
        created_at: Set(now()),
        position: NotSet,
    };
    let licence = licence.insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
    Listing { asset, version, file, licence }
}

pub fn file(version_id: Uuid) -> file::ActiveModel {
    let id = Uuid::now_v7();
    file::ActiveModel {
        id: Set(id),
        version_id: Set(version_id),
        name: Set(format!("{id}.stl")),
        size_bytes: Set(42),
        sha256: Set(hash()),
        content_type: Set("model/stl".into()),
        storage_key: Set(format!("files/{id}")),
        status: Set(file::FileStatus::Ready),
        created_at: Set(now()),
        ..Default::default()
    }
}

pub fn order(buyer_id: Uuid) -> order::ActiveModel {
    order::ActiveModel {
        id: Set(Uuid::now_v7()),
        buyer_id: Set(buyer_id),
        status: Set(order::OrderStatus::PaymentPending),
        subtotal_minor: Set(1200),
        total_minor: Set(1200),
        currency: Set("USD".into()),
        idempotency_key: Set(Uuid::now_v7().to_string()),
        request_hash: Set(hash()),
        refund_policy: Set("14 days".into()),
        expires_at: Set(now()),
        created_at: Set(now()),
        updated_at: Set(now()),
        ..Default::default()
    }
}

pub fn order_line(order_id: Uuid, of: &Listing) -> order_line::ActiveModel {
    order_line::ActiveModel {
        id: Set(Uuid::now_v7()),
        order_id: Set(order_id),
        asset_id: Set(of.asset.id),
        version_id: Set(of.version.id),
        seller_id: Set(of.asset.seller_id),
        licence_id: Set(of.licence.id),
        title: Set(of.asset.title.clone()),
        licence_code: Set(of.licence.code.clone()),
        licence_name: Set(of.licence.name.clone()),
        licence_terms: Set(of.licence.terms.clone()),
        version_number: Set(of.version.number.clone()),
        unit_minor: Set(1200),
        total_minor: Set(1200),
        fee_bps: Set(1000),
        position: Set(0),
        created_at: Set(now()),
        ..Default::default()
    }
}

pub struct Sale {
    pub listing: Listing,
    pub order: order::Model,
    pub line: order_line::Model,
    pub entitlement: entitlement::Model,
}

pub async fn sale(db: &DatabaseConnection) -> Sale {
    let listing = listing(db).await;
    let order = order(user(db).await.id).insert(db).await.unwrap();
    let line = order_line(order.id, &listing).insert(db).await.unwrap();
    let entitlement = entitlement::ActiveModel {
        id: Set(Uuid::now_v7()),
        order_line_id: Set(line.id),
        user_id: Set(order.buyer_id),
        asset_id: Set(listing.asset.id),
        licence_key: Set(Uuid::now_v7().to_string()),
        granted_at: Set(now()),
        revoked_at: Set(None),
    };
    let entitlement = entitlement.insert(db).await.unwrap();
    Sale { listing, order, line, entitlement }
}

pub fn ledger_entry(
    sale: &Sale,
    account: ledger_entry::LedgerAccount,
    source: Uuid,
) -> ledger_entry::ActiveModel {
    ledger_entry::ActiveModel {
        id: Set(Uuid::now_v7()),
        transaction_id: Set(source),
        account: Set(account),
        seller_id: Set(Some(sale.line.seller_id)),
        order_id: Set(Some(sale.order.id)),
        amount_minor: Set(-1080),
        currency: Set("USD".into()),
        source_kind: Set(ledger_entry::LedgerSource::Charge),
        source_id: Set(source),
        created_at: Set(now()),
    }
}

pub fn download(sale: &Sale) -> download::ActiveModel {
    download::ActiveModel {
        id: Set(Uuid::now_v7()),
        entitlement_id: Set(sale.entitlement.id),
        file_id: Set(sale.listing.file.id),
        user_id: Set(sale.order.buyer_id),
        ip: Set(Some("127.0.0.1".into())),
        user_agent: Set(None),
        at: Set(now()),
    }
}

pub fn audit_event(seq: i64, prev_hash: String) -> audit_event::ActiveModel {
    audit_event::ActiveModel {
        id: Set(Uuid::now_v7()),
        seq: Set(seq),
        actor_role: Set(audit_event::ActorRole::System),
        action: Set("asset.unpublish".into()),
        entity: Set("asset".into()),
        entity_id: Set("1".into()),
        metadata: Set(serde_json::json!({ "reason": "spam" })),
        at: Set(now()),
        prev_hash: Set(prev_hash),
        hash: Set(hash()),
        ..Default::default()
    }
}

pub fn job(run_at: DateTimeUtc) -> job::ActiveModel {
    job::ActiveModel {
        id: Set(Uuid::now_v7()),
        kind: Set("send_mail".into()),
        payload: Set(serde_json::json!({ "to": "ada@example.test" })),
        run_at: Set(run_at),
        max_attempts: Set(5),
        created_at: Set(now()),
        ..Default::default()
    }
}
