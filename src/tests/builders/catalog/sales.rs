//! Past sales of a listing, and what buyers said of it.

use prosets::db::entities::*;
use sea_orm::{ActiveModelTrait, DatabaseConnection, Set};
use uuid::Uuid;

use super::{Listed, noon, user};

/// A paid order of one line, with its entitlement.
pub struct Bought {
    pub buyer_id: Uuid,
    pub order_id: Uuid,
    pub line_id: Uuid,
    pub entitlement_id: Uuid,
}

/// Bought by a new person called `buyer`, under the first licence.
pub async fn bought(db: &DatabaseConnection, listed: &Listed, buyer: &str) -> Bought {
    let buyer = user(db, buyer).await;
    bought_by(db, listed, buyer.id).await
}

pub async fn bought_by(db: &DatabaseConnection, listed: &Listed, buyer_id: Uuid) -> Bought {
    let (order_id, line_id, entitlement_id) = (Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7());
    let licence = &listed.licences[0];
    order::ActiveModel {
        id: Set(order_id),
        buyer_id: Set(buyer_id),
        status: Set(order::OrderStatus::Created),
        subtotal_minor: Set(licence.price_minor),
        total_minor: Set(licence.price_minor),
        currency: Set(licence.currency.clone()),
        idempotency_key: Set(order_id.to_string()),
        request_hash: Set("0".repeat(64)),
        refund_policy: Set("14 days".into()),
        expires_at: Set(noon()),
        created_at: Set(noon()),
        updated_at: Set(noon()),
        ..Default::default()
    }
    .insert(db)
    .await
    .unwrap();
    order_line::ActiveModel {
        id: Set(line_id),
        order_id: Set(order_id),
        asset_id: Set(listed.asset.id),
        version_id: Set(listed.version.id),
        seller_id: Set(listed.asset.seller_id),
        licence_id: Set(licence.id),
        title: Set(listed.asset.title.clone()),
        licence_code: Set(licence.code.clone()),
        licence_name: Set(licence.name.clone()),
        licence_terms: Set(licence.terms.clone()),
        version_number: Set(listed.version.number.clone()),
        unit_minor: Set(licence.price_minor),
        total_minor: Set(licence.price_minor),
        fee_bps: Set(1000),
        position: Set(0),
        created_at: Set(noon()),
        ..Default::default()
    }
    .insert(db)
    .await
    .unwrap();
    entitlement::ActiveModel {
        id: Set(entitlement_id),
        order_line_id: Set(line_id),
        user_id: Set(buyer_id),
        asset_id: Set(listed.asset.id),
        licence_key: Set(entitlement_id.simple().to_string()),
        granted_at: Set(noon()),
        revoked_at: Set(None),
    }
    .insert(db)
    .await
    .unwrap();
    Bought { buyer_id, order_id, line_id, entitlement_id }
}

/// A review by a new buyer; the listing's sums are left as they are.
pub async fn review(
    db: &DatabaseConnection,
    listed: &Listed,
    author: &str,
    stars: i32,
    body: &str,
) -> review::Model {
    let sale = bought(db, listed, author).await;
    review::ActiveModel {
        id: Set(Uuid::now_v7()),
        asset_id: Set(listed.asset.id),
        user_id: Set(sale.buyer_id),
        order_line_id: Set(sale.line_id),
        stars: Set(stars),
        title: Set(format!("{stars} stars")),
        body: Set(body.to_owned()),
        hidden_at: Set(None),
        created_at: Set(noon()),
        updated_at: Set(noon()),
    }
    .insert(db)
    .await
    .unwrap()
}
