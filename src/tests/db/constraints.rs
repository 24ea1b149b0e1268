//! What the database refuses by itself, whoever asks.

use prosets::db::dialect::{foreign_key_violation, unique_violation, unique_violation_of};
use prosets::db::entities::*;
use prosets::db::tx;
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DatabaseConnection, EntityTrait, IntoActiveModel, ModelTrait, Set,
};
use uuid::Uuid;

use super::rows;

/// Runs plain SQL that must be refused, with a word the refusal must hold.
async fn refused(db: &DatabaseConnection, sql: &str, word: &str) {
    let error = db.execute_unprepared(sql).await.expect_err(sql).to_string().to_lowercase();
    assert!(error.contains(word), "{sql}: {error}");
}

on_both!(logs_and_ledgers_are_append_only, |db| async move {
    let sale = rows::sale(&db).await;
    rows::audit_event(1, "0".repeat(64)).insert(&db).await.unwrap();
    rows::download(&sale).insert(&db).await.unwrap();
    let entry = rows::ledger_entry(&sale, ledger_entry::LedgerAccount::SellerPayable, Uuid::now_v7());
    entry.insert(&db).await.unwrap();
    for (table, column) in [
        ("audit_events", "action = 'x'"),
        ("downloads", "ip = NULL"),
        ("ledger_entries", "amount_minor = 0"),
        ("order_lines", "title = 'x'"),
    ] {
        refused(&db, &format!("UPDATE {table} SET {column}"), "append-only").await;
        refused(&db, &format!("DELETE FROM {table}"), "append-only").await;
    }
});

on_both!(a_released_version_is_frozen, |db| async move {
    let listing = rows::listing(&db).await;
    let frozen = "cannot be changed";
    refused(&db, "UPDATE versions SET number = '1.0.1'", frozen).await;
    refused(&db, "UPDATE versions SET status = 'draft'", frozen).await;
    refused(&db, &format!("UPDATE versions SET content_hash = '{}'", rows::hash()), frozen).await;
    refused(&db, "DELETE FROM versions", frozen).await;
    refused(&db, &format!("UPDATE files SET sha256 = '{}'", rows::hash()), frozen).await;
    refused(&db, "UPDATE files SET storage_key = 'other'", frozen).await;
    refused(&db, "DELETE FROM files", frozen).await;
    let late = rows::file(listing.version.id).insert(&db).await.unwrap_err();
    assert!(late.to_string().contains(frozen), "{late}");

    let quarantine = "UPDATE files SET status = 'rejected', rejected_reason = 'virus'";
    db.execute_unprepared(quarantine).await.unwrap();
    db.execute_unprepared("UPDATE versions SET notes = 'typo'").await.unwrap();
    db.execute_unprepared("UPDATE versions SET status = 'yanked', yanked_reason = 'broken'").await.unwrap();
});

on_both!(checks_hold, |db| async move {
    let sale = rows::sale(&db).await;
    rows::job(rows::now()).insert(&db).await.unwrap();
    for sql in [
        "UPDATE orders SET total_minor = 1",
        "UPDATE orders SET subtotal_minor = -1, total_minor = -1",
        "UPDATE orders SET discount_minor = 2400, total_minor = -1200",
        "UPDATE orders SET status = 'refunded'",
        "UPDATE orders SET status = 'paid'",
        "UPDATE orders SET currency = 'usd'",
        "UPDATE orders SET request_hash = 'short'",
        "UPDATE licences SET price_minor = -1",
        "UPDATE files SET status = 'public'",
        "UPDATE files SET status = 'rejected'",
        "UPDATE assets SET kind = 'car'",
        "UPDATE assets SET published_at = NULL",
        "UPDATE assets SET rating_count = 1, rating_sum = 6",
        "UPDATE users SET staff_role = 'king'",
        "UPDATE users SET email_key = 'Ada@Example.Test'",
        "UPDATE versions SET status = 'yanked'",
        "UPDATE jobs SET done_at = run_at, failed_at = run_at",
    ] {
        refused(&db, sql, "check").await;
    }
    for stars in [0, 6] {
        let error = review(&sale, stars).insert(&db).await.unwrap_err();
        assert!(error.to_string().to_lowercase().contains("check"), "{error}");
    }
    review(&sale, 5).insert(&db).await.unwrap();
});

fn review(sale: &rows::Sale, stars: i32) -> review::ActiveModel {
    review::ActiveModel {
        id: Set(Uuid::now_v7()),
        asset_id: Set(sale.listing.asset.id),
        user_id: Set(sale.order.buyer_id),
        order_line_id: Set(sale.line.id),
        stars: Set(stars),
        created_at: Set(rows::now()),
        updated_at: Set(rows::now()),
        ..Default::default()
    }
}

on_both!(a_cart_has_one_owner, |db| async move {
    let owner = rows::user(&db).await.id;
    let cart = |user_id: Option<Uuid>, session_key: Option<String>| cart::ActiveModel {
        id: Set(Uuid::now_v7()),
        user_id: Set(user_id),
        session_key: Set(session_key),
        currency: Set("USD".into()),
        created_at: Set(rows::now()),
        updated_at: Set(rows::now()),
    };
    assert!(cart(None, None).insert(&db).await.is_err());
    assert!(cart(Some(owner), Some(rows::hash())).insert(&db).await.is_err());
    cart(Some(owner), None).insert(&db).await.unwrap();
    let error = cart(Some(owner), None).insert(&db).await.unwrap_err();
    assert!(unique_violation_of(&error, "carts", &["user_id"]), "{error}");
    cart(None, Some(rows::hash())).insert(&db).await.unwrap();
});

on_both!(unique_violations_are_told_apart, |db| async move {
    let first = rows::order(rows::user(&db).await.id).insert(&db).await.unwrap();
    let again = order::ActiveModel {
        idempotency_key: Set(first.idempotency_key.clone()),
        ..rows::order(first.buyer_id)
    };
    let error = again.insert(&db).await.unwrap_err();
    assert!(unique_violation(&error));
    assert!(unique_violation_of(&error, "orders", &["buyer_id", "idempotency_key"]), "{error}");
    assert!(!unique_violation_of(&error, "orders", &["number"]));

    let error = db.execute_unprepared("UPDATE orders SET status = 'x'").await.unwrap_err();
    assert!(!unique_violation(&error));
    let error = rows::order(Uuid::now_v7()).insert(&db).await.unwrap_err();
    assert!(foreign_key_violation(&error), "{error}");
});

on_both!(a_sale_is_booked_once, |db| async move {
    use ledger_entry::LedgerAccount::{GatewayClearing, SellerPayable};
    let sale = rows::sale(&db).await;
    let charge = Uuid::now_v7();
    let clearing = || ledger_entry::ActiveModel {
        seller_id: Set(None),
        ..rows::ledger_entry(&sale, GatewayClearing, charge)
    };
    clearing().insert(&db).await.unwrap();
    assert!(unique_violation(&clearing().insert(&db).await.unwrap_err()), "no seller, still once");
    rows::ledger_entry(&sale, SellerPayable, charge).insert(&db).await.unwrap();
    let again = rows::ledger_entry(&sale, SellerPayable, charge).insert(&db).await.unwrap_err();
    assert!(unique_violation(&again));
    rows::ledger_entry(&sale, SellerPayable, Uuid::now_v7()).insert(&db).await.unwrap();
});

on_both!(the_audit_chain_has_no_forks, |db| async move {
    let first = rows::audit_event(1, "0".repeat(64)).insert(&db).await.unwrap();
    rows::audit_event(2, first.hash.clone()).insert(&db).await.unwrap();
    let fork = rows::audit_event(3, first.hash).insert(&db).await.unwrap_err();
    assert!(unique_violation_of(&fork, "audit_events", &["prev_hash"]), "{fork}");
});

on_both!(a_reference_to_nothing_is_never_lost_in_silence, |db| async move {
    let listing = rows::listing(&db).await;
    let nothing = Set(Some(Uuid::now_v7()));
    let asset = || listing.asset.clone().into_active_model();
    for change in [
        asset::ActiveModel { current_version_id: nothing.clone(), ..asset() },
        asset::ActiveModel { category_id: nothing.clone(), ..asset() },
    ] {
        let tx = tx(&db).await.unwrap();
        let error = match change.update(&tx).await {
            Ok(_) => tx.commit().await.unwrap_err(),
            Err(error) => error,
        };
        assert!(foreign_key_violation(&error), "{error}");
    }
    let found = asset::Entity::find_by_id(listing.asset.id).one(&db).await.unwrap().unwrap();
    assert_eq!(found, listing.asset);

    let sale = rows::sale(&db).await;
    assert!(foreign_key_violation(&sale.order.delete(&db).await.unwrap_err()));
});
