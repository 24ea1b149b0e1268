//! The entities fit the tables: every column is read, and what is written comes back.

use prosets::db::entities::*;
use sea_orm::{
    ActiveModelTrait, DatabaseConnection, EntityTrait, IntoActiveModel, ModelTrait, PaginatorTrait,
    QuerySelect, RelationTrait, Set,
};
use uuid::Uuid;

use super::rows;

async fn read<E: EntityTrait>(db: &DatabaseConnection, _: E) {
    E::find().all(db).await.unwrap();
}

macro_rules! read_all {
    ($db:expr, $($table:ident)*) => { $( read($db, $table::Entity).await; )* };
}

on_both!(every_table_is_read, |db| async move {
    rows::sale(&db).await;
    read_all!(&db,
        user identity session sign_in_failure refresh_token seller category tag asset asset_tag licence version
        file mesh preview upload takedown wishlist_item cart cart_item coupon order order_line payment provider_event
        refund ledger_entry entitlement download review audit_event job counter
        email_token audit_check authenticator recovery_code known_device email_change personal_token passkey
        former_handle notification_setting confirmation data_export
        review_answer review_vote review_report review_hiding follow pick saved_search peek asset_report showcase
        page_change
    );
});

on_both!(rows_come_back_as_written, |db| async move {
    let sale = rows::sale(&db).await;
    let order = order::Entity::find_by_id(sale.order.id).one(&db).await.unwrap().unwrap();
    assert_eq!(order, sale.order);
    assert_eq!(order.created_at, rows::now());
    assert_eq!(order.status, order::OrderStatus::PaymentPending);
    let file = file::Entity::find_by_id(sale.listing.file.id).one(&db).await.unwrap().unwrap();
    assert_eq!(file, sale.listing.file);

    let event = rows::audit_event(1, "0".repeat(64)).insert(&db).await.unwrap();
    assert_eq!(event.metadata["reason"], "spam");
    let entry = rows::ledger_entry(&sale, ledger_entry::LedgerAccount::SellerPayable, Uuid::now_v7());
    assert_eq!(entry.insert(&db).await.unwrap().amount_minor, -1080);
    rows::job(rows::now()).insert(&db).await.unwrap();
});

on_both!(sessions_carry_any_json, |db| async move {
    for data in
        [serde_json::json!({}), serde_json::json!("12"), serde_json::json!(12), serde_json::json!(null)]
    {
        let session = session::ActiveModel {
            id: Set(rows::hash()),
            user_id: Set(None),
            data: Set(data.clone()),
            ip: Set(None),
            user_agent: Set(None),
            expires_at: Set(rows::now()),
            last_seen_at: Set(rows::now()),
            created_at: Set(rows::now()),
        };
        let id = session.insert(&db).await.unwrap().id;
        let found = session::Entity::find_by_id(id).one(&db).await.unwrap().unwrap();
        assert_eq!(found.data, data);
    }
});

on_both!(the_rating_is_computed, |db| async move {
    let listing = rows::listing(&db).await;
    assert_eq!(listing.asset.rating_hundredths, 0);
    let mut asset = listing.asset.into_active_model();
    asset.rating_sum = Set(14);
    asset.rating_count = Set(3);
    assert_eq!(asset.update(&db).await.unwrap().rating_hundredths, 466);
});

on_both!(relations_join, |db| async move {
    let sale = rows::sale(&db).await;
    let lines = sale.order.find_related(order_line::Entity).all(&db).await.unwrap();
    assert_eq!(lines, [sale.line]);
    let tag = tag::ActiveModel {
        id: Set(Uuid::now_v7()),
        slug: Set("gear".into()),
        name: Set("Gear".into()),
        created_at: Set(rows::now()),
    };
    let tag = tag.insert(&db).await.unwrap();
    let link = asset_tag::ActiveModel { asset_id: Set(sale.listing.asset.id), tag_id: Set(tag.id) };
    link.insert(&db).await.unwrap();
    let tags = sale.listing.asset.find_related(tag::Entity).all(&db).await.unwrap();
    assert_eq!(tags, [tag]);
    let sold = entitlement::Entity::find()
        .join(sea_orm::JoinType::InnerJoin, entitlement::Relation::OrderLine.def())
        .join(sea_orm::JoinType::InnerJoin, order_line::Relation::Seller.def());
    assert_eq!(sold.count(&db).await.unwrap(), 1);
});

on_both!(a_deleted_draft_takes_its_parts_along, |db| async move {
    let listing = rows::listing(&db).await;
    let draft = version::ActiveModel {
        id: Set(Uuid::now_v7()),
        asset_id: Set(listing.asset.id),
        number: Set("2.0.0".into()),
        status: Set(version::VersionStatus::Draft),
        created_at: Set(rows::now()),
        ..Default::default()
    };
    let draft = draft.insert(&db).await.unwrap();
    let file = rows::file(draft.id).insert(&db).await.unwrap();
    draft.delete(&db).await.unwrap();
    assert!(file::Entity::find_by_id(file.id).one(&db).await.unwrap().is_none());
    assert!(listing.asset.delete(&db).await.is_err(), "a listing with a released version stays");
});
