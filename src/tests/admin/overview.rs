//! The figures of the overview, and who sees the staff's pages.

use chrono::{TimeDelta, Utc};
use prosets::db::entities::order::OrderStatus;

use super::lists::order_of;
use crate::builders::catalog::{Listing, noon, seller, user};
use crate::builders::staff;
use crate::support::app::TestApp;

const PAGES: [&str; 5] = ["/admin", "/admin/users", "/admin/orders", "/admin/assets", "/admin/audit"];
const FOR_ADMINS: [&str; 2] = ["/admin/jobs", "/admin/mail"];

on_both!(the_staffs_pages_are_for_staff, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let mut buyer = app.client().signed_in(user(&db, "ben").await.id).await;
    let mut moderator = app.client().signed_in(staff::moderator(&db, "mona").await.id).await;
    let mut admin = app.client().signed_in(staff::admin(&db, "root").await.id).await;
    for path in PAGES.iter().chain(&FOR_ADMINS) {
        let next = path.replace('/', "%2F");
        assert_eq!(app.client().get(path).await.location(), format!("/sign-in?next={next}"));
        let page = buyer.get(path).await.expect(403).text();
        assert!(page.contains("Not for this account"), "{path}: {page}");
        let page = admin.get(path).await.expect(200).text();
        assert!(page.contains("href=\"/admin/mail\"") && page.matches("<h1").count() == 1, "{path}: {page}");
    }
    for path in PAGES {
        let page = moderator.get(path).await.expect(200).text();
        assert!(!page.contains("href=\"/admin/mail\""), "{path} leads moderators where they may not go");
    }
});

on_both!(figures_are_of_the_last_thirty_days, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    Listing::of(&ada).save(&db).await;
    let hours = (Utc::now() - TimeDelta::days(1) - noon()).num_hours();
    order_of(&db, ada.id, hours, 1250, OrderStatus::Paid).await;
    order_of(&db, ada.id, hours - 1, 750, OrderStatus::Paid).await;
    order_of(&db, ada.id, hours - 24 * 40, 99_900, OrderStatus::Paid).await;
    order_of(&db, ada.id, hours, 55_500, OrderStatus::PaymentPending).await;
    let mut client = app.client().signed_in(staff::moderator(&db, "mona").await.id).await;
    let page = client.get("/admin").await.expect(200).text();
    assert!(page.contains("<dt>Revenue</dt><dd>$20.00</dd>"), "{page}");
    assert!(page.contains("<dt>Orders paid</dt><dd>2</dd>"), "{page}");
    assert!(page.contains("<dt>Published listings</dt><dd>1</dd>"), "{page}");
    assert!(!page.contains("$999.00") && !page.contains("$555.00"));
    assert_eq!(page.matches("class=\"chart-bar\"").count(), 30);
});
