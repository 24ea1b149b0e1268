//! The lists: paging, filters, searching, and the same by API.

use chrono::TimeDelta;
use prosets::db::entities::order::{self, OrderStatus};
use prosets::kit::ids::new_id;
use sea_orm::{ActiveModelTrait, DatabaseConnection, Set};
use serde_json::Value;
use uuid::Uuid;

use crate::builders::catalog::{Listing, noon, seller, user};
use crate::builders::staff;
use crate::support::app::TestApp;
use crate::support::client::Client;

/// An order of this much, `hours` after noon.
pub async fn order_of(
    db: &DatabaseConnection,
    buyer_id: Uuid,
    hours: i64,
    minor: i64,
    status: OrderStatus,
) -> Uuid {
    let id = new_id();
    let at = noon() + TimeDelta::hours(hours);
    let paid = status == OrderStatus::Paid;
    let row = order::ActiveModel {
        id: Set(id),
        number: Set(paid.then(|| format!("PS-2026-{:06}", hours.unsigned_abs()))),
        buyer_id: Set(buyer_id),
        status: Set(status),
        subtotal_minor: Set(minor),
        discount_minor: Set(0),
        tax_minor: Set(0),
        total_minor: Set(minor),
        currency: Set("USD".into()),
        idempotency_key: Set(id.to_string()),
        request_hash: Set("0".repeat(64)),
        refund_policy: Set("None.".into()),
        expires_at: Set(at + TimeDelta::days(1)),
        paid_at: Set(paid.then_some(at)),
        created_at: Set(at),
        updated_at: Set(at),
        ..Default::default()
    };
    row.insert(db).await.unwrap().id
}

/// Every value of `field`, page by page; how many pages it took.
async fn all(client: &mut Client, path: &str, field: &str) -> (Vec<String>, usize) {
    let (mut found, mut pages, mut after) = (Vec::new(), 0, String::new());
    loop {
        let answer = client.get_json(&format!("{path}{after}")).await.expect(200).json();
        pages += 1;
        found.extend(
            answer["data"].as_array().unwrap().iter().map(|row| row[field].as_str().unwrap().to_owned()),
        );
        match &answer["page"]["next"] {
            Value::String(next) => after = format!("&after={next}"),
            _ => return (found, pages),
        }
    }
}

on_both!(each_row_is_on_one_page_of_the_api, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    for n in 0..7 {
        // All made at the same moment: the id decides.
        Listing::of(&ada).title(&format!("Gear {n}")).save(&db).await;
        order_of(&db, ada.id, 0, 100, OrderStatus::Created).await;
        user(&db, &format!("buyer{n}")).await;
    }
    let mut client = app.client().signed_in(staff::admin(&db, "root").await.id).await;
    for (list, field, count) in [("assets", "title", 7), ("orders", "id", 7), ("users", "username", 9)] {
        let (mut found, pages) = all(&mut client, &format!("/api/v1/admin/{list}?limit=3"), field).await;
        assert_eq!((found.len(), pages), (count, 3), "{list}");
        found.sort();
        found.dedup();
        assert_eq!(found.len(), count, "{list}: a row came twice");
    }
    for bad in ["limit=0", "limit=101", "after=rubbish", "status=lost"] {
        let answer = client.get_json(&format!("/api/v1/admin/orders?{bad}")).await.expect(422).json();
        assert_eq!(answer["error"]["code"], "VALIDATION_ERROR", "{bad}");
    }
});

on_both!(a_pages_next_link_keeps_the_filter, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ben = user(&db, "ben").await;
    for hours in 1..=30 {
        order_of(&db, ben.id, hours, 1000, OrderStatus::Paid).await;
    }
    order_of(&db, ben.id, 50, 700, OrderStatus::Expired).await;
    let mut client = app.client().signed_in(staff::moderator(&db, "mona").await.id).await;
    let first = client.get("/admin/orders?status=paid").await.expect(200).text();
    assert!(
        first.contains("PS-2026-000030") && !first.contains("PS-2026-000001") && !first.contains("$7.00")
    );
    let (_, link) = first.split_once("href=\"/admin/orders?status=paid&amp;after=").unwrap();
    let (cursor, _) = link.split_once('"').unwrap();
    let second = client.get(&format!("/admin/orders?status=paid&after={cursor}")).await.expect(200).text();
    assert!(second.contains("PS-2026-000001") && !second.contains("PS-2026-000030"));
    assert!(!second.contains("Load more") && !second.contains("$7.00"));
});

on_both!(people_and_listings_are_found_by_parts_of_their_names, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada_love").await;
    user(&db, "adaxlove").await;
    Listing::of(&ada).title("Herringbone gear").save(&db).await;
    Listing::of(&ada).title("50% smaller box").save(&db).await;
    let mut client = app.client().signed_in(staff::moderator(&db, "mona").await.id).await;
    let names = async |client: &mut Client, path: &str, field: &str| all(client, path, field).await.0;
    assert_eq!(names(&mut client, "/api/v1/admin/users?search=ADA_", "username").await, ["ada_love"]);
    assert_eq!(names(&mut client, "/api/v1/admin/users?role=seller", "username").await, ["ada_love"]);
    assert_eq!(names(&mut client, "/api/v1/admin/users?role=moderator", "username").await, ["mona"]);
    assert_eq!(names(&mut client, "/api/v1/admin/users?role=buyer", "username").await, ["adaxlove"]);
    assert_eq!(names(&mut client, "/api/v1/admin/assets?search=0%25", "title").await, ["50% smaller box"]);
    assert!(
        client.get("/admin/users?search=nobody%00here").await.expect(200).text().contains("Nobody matches")
    );
    assert!(client.get("/admin/assets?search=%5C").await.expect(200).text().contains("No listings here"));
    client.get("/admin/users?role=king").await.expect(422);
});
