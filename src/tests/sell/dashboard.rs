//! What the last thirty days brought.

use chrono::TimeDelta;
use prosets::db::entities::ledger_entry::{self, LedgerAccount, LedgerSource};
use prosets::db::entities::{order, order_line, seller};
use sea_orm::{ActiveModelTrait, Set};
use uuid::Uuid;

use super::support::Shop;
use crate::builders::catalog::{self, Listed, Listing};

/// A paid order of one line, with the seller's row in the ledger.
async fn sale(shop: &Shop, of: &Listed, number: u32, days_ago: i64, status: order::OrderStatus) {
    let db = shop.db();
    let at = shop.app.state.clock.now() - TimeDelta::days(days_ago);
    let buyer = catalog::user(db, &format!("buyer{number}")).await;
    let order = order::ActiveModel {
        id: Set(Uuid::now_v7()),
        number: Set(Some(format!("PS-2026-{number:06}"))),
        buyer_id: Set(buyer.id),
        status: Set(status),
        subtotal_minor: Set(1200),
        total_minor: Set(1200),
        currency: Set("USD".into()),
        idempotency_key: Set(Uuid::now_v7().to_string()),
        request_hash: Set("0".repeat(64)),
        refund_policy: Set("14 days".into()),
        expires_at: Set(at),
        paid_at: Set((status == order::OrderStatus::Paid).then_some(at)),
        created_at: Set(at),
        updated_at: Set(at),
        ..Default::default()
    };
    let order = order.insert(db).await.unwrap();
    let line = order_line::ActiveModel {
        id: Set(Uuid::now_v7()),
        order_id: Set(order.id),
        asset_id: Set(of.asset.id),
        version_id: Set(of.version.id),
        seller_id: Set(of.asset.seller_id),
        licence_id: Set(of.licences[0].id),
        title: Set(of.asset.title.clone()),
        licence_code: Set("personal".into()),
        licence_name: Set("Personal".into()),
        licence_terms: Set("For yourself.".into()),
        version_number: Set("1.0.0".into()),
        unit_minor: Set(1200),
        total_minor: Set(1200),
        fee_bps: Set(1000),
        position: Set(0),
        created_at: Set(at),
        ..Default::default()
    };
    line.insert(db).await.unwrap();
    if status == order::OrderStatus::Paid {
        entry(shop, of.asset.seller_id, -1080, LedgerSource::Charge, at).await;
    }
}

async fn entry(
    shop: &Shop,
    seller_id: Uuid,
    minor: i64,
    source: LedgerSource,
    at: chrono::DateTime<chrono::Utc>,
) {
    let row = ledger_entry::ActiveModel {
        id: Set(Uuid::now_v7()),
        transaction_id: Set(Uuid::now_v7()),
        account: Set(LedgerAccount::SellerPayable),
        seller_id: Set(Some(seller_id)),
        order_id: Set(None),
        amount_minor: Set(minor),
        currency: Set("USD".into()),
        source_kind: Set(source),
        source_id: Set(Uuid::now_v7()),
        created_at: Set(at),
    };
    row.insert(shop.db()).await.unwrap();
}

async fn listing(shop: &Shop, seller: &seller::Model, title: &str) -> Listed {
    Listing::of(seller).title(title).rated(&[5, 4]).save(shop.db()).await
}

on_both!(figures_and_chart_count_what_was_earned, |db| async move {
    let mut shop = Shop::open(db).await;
    let gear = listing(&shop, &shop.seller, "Gear").await;
    let other = listing(&shop, &catalog::seller(shop.db(), "mallory").await, "Other").await;
    sale(&shop, &gear, 1, 0, order::OrderStatus::Paid).await;
    sale(&shop, &gear, 2, 3, order::OrderStatus::Paid).await;
    sale(&shop, &gear, 3, 40, order::OrderStatus::Paid).await;
    sale(&shop, &gear, 4, 1, order::OrderStatus::PaymentPending).await;
    sale(&shop, &other, 5, 0, order::OrderStatus::Paid).await;
    let now = shop.app.state.clock.now();
    entry(&shop, shop.seller.id, 500, LedgerSource::Payout, now).await;

    let page = shop.client.get("/dashboard").await.expect(200).text();
    assert!(page.contains("$21.60"), "two sales of $10.80, a payout takes nothing away: {page}");
    let figure = |name: &str| {
        page.split(&format!("<dt>{name}</dt><dd>")).nth(1).unwrap().split("</dd>").next().unwrap().to_owned()
    };
    assert_eq!(
        (figure("Sales"), figure("Published listings"), figure("Rating")),
        ("2".into(), "1".into(), "4.5".into())
    );
    assert_eq!(page.matches("class=\"chart-bar\"").count(), 30);
    assert!(
        page.contains("PS-2026-000003")
            && !page.contains("PS-2026-000004")
            && !page.contains("PS-2026-000005")
    );
});

on_both!(sales_are_paged_and_exported, |db| async move {
    let mut shop = Shop::open(db).await;
    let gear = listing(&shop, &shop.seller, "=Gear \"deluxe\", brass").await;
    for number in 0..30 {
        sale(&shop, &gear, number, 1, order::OrderStatus::Paid).await;
    }
    let first = shop.client.get("/dashboard").await.expect(200).text();
    let numbers = |page: &str| page.matches("PS-2026-").count();
    assert_eq!(numbers(&first), 24);
    let next = first.split("href=\"/dashboard?after=").nth(1).unwrap().split(['"', '#']).next().unwrap();
    assert_eq!(numbers(&shop.client.get(&format!("/dashboard?after={next}")).await.expect(200).text()), 6);

    let csv = shop.client.get("/dashboard/sales.csv").await.expect(200);
    assert!(csv.header("content-disposition").contains("attachment"));
    let text = csv.text();
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines.len(), 31);
    assert!(lines[0].starts_with("paid_at,order,listing"));
    let cells = "\"PS-2026-000029\",\"'=Gear \"\"deluxe\"\", brass\",\"Personal\",\"1.0.0\",USD,12.00,0.00,0.00,12.00,1.20,10.80,\"\"";
    assert!(lines[1].ends_with(cells), "{}", lines[1]);
});

on_both!(a_new_sellers_dashboard_is_empty_and_whole, |db| async move {
    let mut shop = Shop::open(db).await;
    let page = shop.client.get("/dashboard").await.expect(200).text();
    assert!(page.contains("No sales yet") && page.contains("$0.00"));
    assert_eq!(shop.client.get("/dashboard/sales.csv").await.expect(200).text().lines().count(), 1);
});
