//! What keeps the index of words true, and in order.

use prosets::db::dialect::search::{Wanted, matching};
use prosets::db::entities::asset::{self, AssetStatus};
use sea_orm::{ActiveModelTrait, ConnectionTrait, Set, Statement};

use super::search::found;
use crate::builders::catalog::{Listing, noon, seller};
use crate::support::app::TestApp;

on_both!(what_leaves_the_shelves_is_not_found, |db| async move {
    let ada = seller(&db, "Ada").await;
    let listed = Listing::of(&ada).title("Gear").save(&db).await;
    Listing::of(&ada).title("Gear draft").status(AssetStatus::Draft).save(&db).await;
    let app = TestApp::start(db.clone()).await;
    assert_eq!(found(&app, "q=gear").await, ["Gear"]);
    let mut row: asset::ActiveModel = listed.asset.into();
    row.status = Set(AssetStatus::Unpublished);
    row.update(&db).await.unwrap();
    assert!(found(&app, "q=gear").await.is_empty());
});

on_both!(what_search_does_not_know_yet_is_indexed_by_a_job, |db| async move {
    let ada = seller(&db, "Ada").await;
    Listing::of(&ada).title("Gear").save(&db).await;
    db.execute_unprepared("DELETE FROM search_docs").await.unwrap();
    let app = TestApp::start(db).await;
    assert!(found(&app, "q=gear").await.is_empty());
    prosets::catalog::index_missing(&app.state).await.unwrap();
    assert_eq!(found(&app, "q=gear").await, ["Gear"]);
    prosets::catalog::index_missing(&app.state).await.unwrap();
    assert_eq!(found(&app, "q=gear").await, ["Gear"], "once");
});

on_both!(an_edit_changes_what_is_found_but_not_the_place_in_time, |db| async move {
    let ada = seller(&db, "Ada").await;
    let old = Listing::of(&ada).title("Old gear").summary("").days_ago(9).save(&db).await;
    Listing::of(&ada).title("New gear").save(&db).await;
    let key = async || {
        let sql =
            "SELECT key FROM search_docs JOIN assets ON assets.id = asset_id WHERE assets.published_at = $1";
        let at = noon() - chrono::TimeDelta::days(9);
        let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [at.into()]);
        db.query_one_raw(statement).await.unwrap().unwrap().try_get::<i64>("", "key").unwrap()
    };
    let before = key().await;
    let app = TestApp::start(db.clone()).await;
    crate::builders::catalog::retitle(&db, old.asset.id, "Old sprocket").await;
    let tx = prosets::db::tx(&db).await.unwrap();
    prosets::catalog::renew_index(&tx, &[old.asset.id]).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(found(&app, "q=sprocket").await, ["Old sprocket"]);
    assert_eq!(found(&app, "q=old+gear").await, Vec::<String>::new());
    assert_eq!(key().await, before);
});

on_both!(what_is_searched_among_follows_what_a_listing_becomes, |db| async move {
    let ada = seller(&db, "Ada").await;
    let listed = Listing::of(&ada).title("Gear").price(900).save(&db).await;
    Listing::of(&ada).title("Other gear").price(800).days_ago(1).sold(3).save(&db).await;
    let app = TestApp::start(db.clone()).await;
    let id = listed.asset.id;
    let set = async |change: &dyn Fn(&mut asset::ActiveModel)| {
        let mut row = asset::ActiveModel { id: Set(id), ..Default::default() };
        change(&mut row);
        row.update(&db).await.unwrap();
    };
    assert_eq!(found(&app, "q=gear&price_max=500").await, Vec::<String>::new());
    assert_eq!(found(&app, "q=gear&sort=price").await, ["Other gear", "Gear"]);
    set(&|row| row.price_from_minor = Set(400)).await;
    assert_eq!(found(&app, "q=gear&price_max=500").await, ["Gear"]);
    assert_eq!(found(&app, "q=gear&sort=price").await, ["Gear", "Other gear"]);
    assert_eq!(found(&app, "q=gear&sort=best-selling").await, ["Other gear", "Gear"]);
    set(&|row| row.sales_count = Set(4)).await;
    assert_eq!(found(&app, "q=gear&sort=best-selling").await, ["Gear", "Other gear"]);
    assert_eq!(found(&app, "q=gear&rating=4").await, Vec::<String>::new());
    set(&|row| (row.rating_count, row.rating_sum) = (Set(2), Set(9))).await;
    assert_eq!(found(&app, "q=gear&rating=4").await, ["Gear"]);
    assert_eq!(found(&app, "q=gear&sort=top-rated").await, ["Gear", "Other gear"]);
    assert_eq!(found(&app, "q=gear&sort=newest").await, ["Gear", "Other gear"]);
    set(&|row| row.published_at = Set(Some(noon() - chrono::TimeDelta::days(60)))).await;
    assert_eq!(found(&app, "q=gear&new=1").await, ["Other gear"]);
    assert_eq!(found(&app, "q=gear&sort=newest").await, ["Other gear", "Gear"]);
    set(&|row| row.currency = Set("JPY".into())).await;
    assert_eq!(found(&app, "q=gear&price_max=500").await, Vec::<String>::new());
});

on_both!(what_is_old_is_found_after_what_is_new, |db| async move {
    let ada = seller(&db, "Ada").await;
    // PostgreSQL asks ever older parts of its index, each of some times 4,096 keys.
    let keys = [1, 4_096, 400_000, 1_300_000, 1_450_000, 1_480_000, 1_499_999, 1_500_000];
    for (n, key) in keys.into_iter().enumerate() {
        if db.get_database_backend() == sea_orm::DbBackend::Postgres {
            let sql = format!("SELECT setval('search_docs_key_seq', {key}, false)");
            db.execute_unprepared(&sql).await.unwrap();
        }
        Listing::of(&ada).title(&format!("Gear {n}")).days_ago(20 - n as i64).save(&db).await;
    }
    let app = TestApp::start(db.clone()).await;
    let all: Vec<_> = (0..keys.len()).rev().map(|n| format!("Gear {n}")).collect();
    for query in ["q=gear&sort=newest", "kind=model", "q=gear&kind=model&sort=newest&price_min=1"] {
        assert_eq!(found(&app, query).await, all, "{query}");
    }
    let backend = db.get_database_backend();
    let newest = |limit: usize, held: Option<i64>| {
        let wanted = Wanted { groups: vec![vec!["gear".into()]], marks: Vec::new(), held };
        let mut values = Vec::new();
        let sql = matching(backend, &wanted, &["line"], &mut values);
        Statement::from_sql_and_values(backend, format!("{sql} LIMIT {limit}"), values)
    };
    // However many are said to hold it, all are found and in this order.
    for held in [None, Some(0), Some(8), Some(2_000), Some(20_000), Some(400_000)] {
        for limit in 1..=keys.len() {
            let rows = db.query_all_raw(newest(limit, held)).await.unwrap();
            let lines: Vec<String> = rows.iter().map(|row| row.try_get("", "line").unwrap()).collect();
            let titles: Vec<_> = lines.iter().filter_map(|line| line.split('\t').nth(1)).collect();
            assert_eq!(titles, all[..limit].iter().map(|title| title.to_lowercase()).collect::<Vec<_>>());
        }
    }
});
