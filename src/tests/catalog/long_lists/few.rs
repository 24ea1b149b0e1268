//! Where few of very many fit: only the newest ten thousand are looked at, and the list still holds all.

use prosets::catalog::rules::sort::{Mark, Sort};
use prosets::db::entities::asset;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseConnection, DbBackend, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::shop::mark;
use super::{backward, forward};
use crate::builders::catalog::{Listing, save_all, seller};
use crate::support::app::TestApp;

const DEAR: i64 = 9_000;

/// 10,320 listings, of which one in thirty costs much; many stand at the same place in each order.
async fn many(db: &DatabaseConnection) {
    let ada = seller(db, "ada").await;
    let listing = |n: i64| {
        let price = if n % 30 == 7 { DEAR + n } else { n * 10 };
        let listing =
            Listing::of(&ada).title(&format!("No {n}")).price(price).file("gear.stl", b"solid gear");
        listing.days_ago(n % 3).sold(n % 4).rated(&[n % 5 + 1])
    };
    save_all(db, &(0..60).map(listing).collect::<Vec<_>>()).await;
    let (id, line, columns, tokens) = match db.get_database_backend() {
        DbBackend::Postgres => (
            "gen_random_uuid()",
            "concat_ws(E'\\t', id, title, 'ada', 'k_model s_ada')",
            "asset_id, line, tokens",
            ", CAST('' AS tsvector)",
        ),
        _ => (
            "randomblob(16)",
            "concat_ws(char(9), lower(hex(id)), title, 'ada', 'k_model s_ada')",
            "asset_id, line",
            "",
        ),
    };
    let same = "seller_id, current_version_id, title, kind, status, price_from_minor, currency, published_at,
        sales_count, rating_sum, rating_count, created_at, updated_at";
    let copies = format!(
        "INSERT INTO assets (id, slug, {same}) SELECT {id}, slug || '-' || i, {same} FROM assets CROSS JOIN (
             WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 171) SELECT i FROM n
         ) AS copies"
    );
    db.execute_unprepared(&copies).await.unwrap();
    let known = format!("INSERT INTO search_docs ({columns}) SELECT id, {line}{tokens} FROM assets");
    db.execute_unprepared(&known).await.unwrap();
}

on_both!(what_few_of_very_many_fit_is_listed_whole, |db| async move {
    many(&db).await;
    let app = TestApp::start(db.clone()).await;
    let dear = asset::Entity::find().filter(asset::Column::PriceFromMinor.gte(DEAR)).all(&db).await.unwrap();
    assert_eq!(dear.len(), 344);
    for sort in Sort::offered(false) {
        let mut marks: Vec<Mark> = dear.iter().map(|asset| mark(asset, sort)).collect();
        marks.sort_by_key(|mark| (mark.key, mark.id));
        if sort != Sort::Price {
            marks.reverse();
        }
        let expected: Vec<Uuid> = marks.iter().map(|mark| mark.id).collect();
        let query = format!("price_min={DEAR}&sort={}", sort.code());
        assert!(forward(&app, &query, dear.len()).await == expected, "{sort:?} forward");
        assert!(backward(&app, &query, &marks).await == expected[..343], "{sort:?} backward");
    }
    let page = app.client().get(&format!("/assets?price_min={DEAR}")).await.expect(200).text();
    let count = page.split_once("browse-count\">").unwrap().1.split_once("+ listings<").unwrap().0;
    assert!((300..=344).contains(&count.parse::<usize>().unwrap()), "{count} of those that were looked at");
    // A list that fits one page was read whole, and is counted so.
    let page = app.client().get(&format!("/assets?price_min={}", DEAR + 1_000)).await.expect(200).text();
    assert!(page.contains("browse-count\">0 listings<"), "{page}");
});
