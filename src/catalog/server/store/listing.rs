//! One listing with everything that hangs on it, by one statement: the children come as JSON beside their parent.

use sea_orm::prelude::{DateTimeUtc, Uuid};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, FromQueryResult, JoinType, QueryFilter,
    QuerySelect, RelationTrait, Select,
};

use super::standing::{self, Standing};
use crate::catalog::rules::history::History;
use crate::db::dialect::json_rows;
use crate::db::entities::asset::{AssetKind, AssetStatus};
use crate::db::entities::{asset, category, pick, seller, showcase, user};

#[derive(Debug, FromQueryResult)]
pub struct ListingRow {
    pub id: Uuid,
    pub slug: String,
    pub title: String,
    pub kind: AssetKind,
    pub summary: String,
    pub description: String,
    pub status: AssetStatus,
    pub currency: String,
    pub price_from_minor: i64,
    pub published_at: Option<DateTimeUtc>,
    pub updated_at: DateTimeUtc,
    pub sales_count: i64,
    pub rating_sum: i64,
    pub rating_count: i64,
    pub seller_id: Uuid,
    pub seller_handle: String,
    pub seller_name: String,
    pub seller_about: String,
    pub seller_avatar: Option<String>,
    pub seller_closed_at: Option<DateTimeUtc>,
    pub category_id: Option<Uuid>,
    pub category_slug: Option<String>,
    pub category_name: Option<String>,
    pub current_version_id: Option<Uuid>,
    /// What staff say of it, where they picked it.
    pub pick: Option<String>,
    pub demo_url: Option<String>,
    pub stack: Option<String>,
    pub frames: Option<bool>,
    /// How many versions were released at all.
    pub releases: i64,
    /// JSON from here on.
    pub licences: String,
    pub previews: String,
    pub files: String,
    pub versions: String,
    pub tags: String,
    pub stars: String,
}

/// How a listing is named in an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    Id(Uuid),
    Slug(String),
}

const LICENCES: &str = "licences WHERE asset_id = assets.id AND active";
const PREVIEWS: &str = "previews WHERE asset_id = assets.id AND kind IN ('image', 'code')";
const FILES: &str = "(SELECT * FROM files LEFT JOIN meshes ON meshes.file_id = files.id
    LEFT JOIN peeks ON peeks.file_id = files.id WHERE version_id = assets.current_version_id AND status = 'ready') AS boxed";
const FILE_COLUMNS: [&str; 21] = [
    "name",
    "size_bytes",
    "sha256",
    "content_type",
    "problem",
    "unit",
    "triangles",
    "vertices",
    "width_mm",
    "depth_mm",
    "height_mm",
    "surface_mm2",
    "volume_mm3",
    "open_edges",
    "crowded_edges",
    "turned_edges",
    "preview_key",
    "lines",
    "contents",
    "manifest",
    "page_key",
];
const RELEASED: &str = "versions WHERE asset_id = assets.id AND status <> 'draft'";
const TAGS: &str = "tags WHERE id IN (SELECT tag_id FROM asset_tags WHERE asset_id = assets.id)";
const STARS: &str = "(SELECT stars, COUNT(*) AS given FROM reviews
    WHERE asset_id = assets.id AND hidden_at IS NULL GROUP BY stars) AS counted";

/// A listing, and what the one who looks has to do with it.
#[derive(Debug, FromQueryResult)]
pub struct Seen {
    #[sea_orm(nested)]
    pub listing: ListingRow,
    #[sea_orm(nested)]
    pub standing: Standing,
}

/// `viewer` is None for strangers, who have nothing to do with it and are not asked about.
pub async fn find(
    db: &impl ConnectionTrait,
    name: &Name,
    history: History,
    viewer: Option<Uuid>,
) -> Result<Option<Seen>, DbErr> {
    let select = select(db.get_database_backend(), name, history);
    match viewer {
        Some(viewer) => standing::beside(select, viewer).into_model::<Seen>().one(db).await,
        None => {
            let listing = select.into_model::<ListingRow>().one(db).await?;
            Ok(listing.map(|listing| Seen { listing, standing: Standing::default() }))
        }
    }
}

fn select(backend: DbBackend, name: &Name, history: History) -> Select<asset::Entity> {
    let json = |ids: &[&str], columns: &[&str], from: &str, order: &str| {
        json_rows(backend, ids, columns, from, order)
    };
    let versions = format!(
        "(SELECT id, number, notes, status, released_at FROM {RELEASED}
          ORDER BY released_at DESC, id DESC LIMIT {}) AS released",
        history.most()
    );
    let picked = asset::Entity::belongs_to(pick::Entity).from(asset::Column::Id).to(pick::Column::AssetId);
    let select = asset::Entity::find()
        .select_only()
        .columns([
            asset::Column::Id,
            asset::Column::Slug,
            asset::Column::Title,
            asset::Column::Kind,
            asset::Column::Summary,
            asset::Column::Description,
            asset::Column::Status,
            asset::Column::Currency,
            asset::Column::PriceFromMinor,
            asset::Column::PublishedAt,
            asset::Column::UpdatedAt,
            asset::Column::SalesCount,
            asset::Column::RatingSum,
            asset::Column::RatingCount,
            asset::Column::SellerId,
            asset::Column::CategoryId,
            asset::Column::CurrentVersionId,
        ])
        .column_as(seller::Column::Handle, "seller_handle")
        .column_as(seller::Column::DisplayName, "seller_name")
        .column_as(seller::Column::About, "seller_about")
        .column_as(user::Column::Avatar, "seller_avatar")
        .column_as(seller::Column::ClosedAt, "seller_closed_at")
        .column_as(pick::Column::Reason, "pick")
        .column_as(category::Column::Slug, "category_slug")
        .column_as(category::Column::Name, "category_name")
        .columns([showcase::Column::DemoUrl, showcase::Column::Stack, showcase::Column::Frames])
        .expr_as(
            json(&["id"], &["code", "name", "terms", "price_minor"], LICENCES, "position, price_minor, id"),
            "licences",
        )
        .expr_as(
            json(
                &["id"],
                &["kind", "storage_key", "width", "height", "alt", "colour", "language", "text"],
                PREVIEWS,
                "position, id",
            ),
            "previews",
        )
        .expr_as(json(&["id"], &FILE_COLUMNS, FILES, "position, name"), "files")
        .expr_as(
            json(
                &["id"],
                &["number", "notes", "status", "released_at"],
                &versions,
                "released_at DESC, id DESC",
            ),
            "versions",
        )
        .expr_as(Expr::cust(format!("(SELECT COUNT(*) FROM {RELEASED})")), "releases")
        .expr_as(json(&[], &["slug", "name"], TAGS, "name, slug"), "tags")
        .expr_as(json(&[], &["stars", "given"], STARS, "stars"), "stars")
        .join(JoinType::InnerJoin, asset::Relation::Seller.def())
        .join(JoinType::InnerJoin, seller::Relation::User.def())
        .join(JoinType::LeftJoin, asset::Relation::Category.def())
        .join(JoinType::LeftJoin, picked.into())
        .join(JoinType::LeftJoin, showcase::Relation::Asset.def().rev());
    match name {
        Name::Id(id) => select.filter(asset::Column::Id.eq(*id)),
        Name::Slug(slug) => select.filter(asset::Column::Slug.eq(slug)),
    }
}
