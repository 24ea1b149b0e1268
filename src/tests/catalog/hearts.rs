//! Cards say whether one keeps their listing in mind, and take it back, wherever they stand.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::Body;
use axum::http::Method;
use prosets::server::middleware::public_pages::FOR_ALL;
use sea_orm::DatabaseConnection;

use crate::accounts::count;
use crate::builders::catalog::{Listed, Listing, bought, category, seller, shop_of, user};
use crate::support::app::TestApp;
use crate::support::client::Client;
use crate::support::forms::{self, Form};

const SAVE: &str = "aria-label=\"Save “Gear” to your wishlist\"";
const REMOVE: &str = "aria-label=\"Remove “Gear” from your wishlist\"";

/// A gear, and something of its kind beside it.
async fn shelves(db: &DatabaseConnection) -> (Listed, Listed) {
    let ada = seller(db, "ada").await;
    let tools = category(db, "tools").await;
    let gear = Listing::of(&ada).title("Gear").slug("gear").category(&tools).sold(3).save(db).await;
    (gear, Listing::of(&ada).title("Cog").slug("cog").category(&tools).days_ago(1).save(db).await)
}

/// The hearts of a listing on a page.
fn hearts(page: &str, listed: &Listed) -> Vec<Form> {
    let id = listed.asset.id.to_string();
    let is_heart = |form: &Form| form.action == "/api/fn/wish" && !form.value("mark").is_empty();
    forms::forms(page).into_iter().filter(|form| is_heart(form) && form.value("asset_id") == id).collect()
}

/// Presses one, and gives where that leads.
async fn press(client: &mut Client, heart: &Form) -> String {
    let values = heart.filled(|field| field.value.clone());
    forms::send(client, heart, &values).await.expect(303).location().to_owned()
}

on_both!(a_heart_is_pressed_wherever_a_card_stands, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let (gear, _) = shelves(&db).await;
    let mut eve = app.client().signed_in(user(&db, "eve").await.id).await;
    let mut zoe = app.client().signed_in(user(&db, "zoe").await.id).await;
    for path in [
        "/",
        "/assets",
        "/assets?q=gear&kind=model",
        "/categories/tools",
        "/sellers/ada",
        "/assets/cog?stars=5",
    ] {
        let page = eve.get(path).await.expect(200).text();
        assert!(page.contains(SAVE) && !page.contains(REMOVE), "{path}: {page}");
        let heart = hearts(&page, &gear).pop().unwrap();
        let back = press(&mut eve, &heart).await;
        let (same, mark) = back.split_once('#').unwrap();
        assert_eq!(same, path, "the query stays");
        let page = eve.get(same).await.expect(200).text();
        assert_eq!(page.matches(&format!("id=\"{mark}\"")).count(), 1, "{path}: {mark}");
        assert!(page.contains("“Gear” is on your wishlist.") && page.contains(REMOVE), "{path}: {page}");
        assert!(!page.contains(SAVE), "every card of it knows");
        assert!(!zoe.get(path).await.text().contains(REMOVE), "nobody else’s do");
        let heart = hearts(&page, &gear).remove(0);
        assert_eq!(heart.value("wished"), "");
        press(&mut eve, &heart).await;
        let page = eve.get(path).await.text();
        assert!(page.contains("“Gear” is off your wishlist.") && page.contains(SAVE), "{path}: {page}");
    }
    assert_eq!(count(&db, "wishlist_items").await, 0);
});

on_both!(what_one_made_or_owns_has_no_heart, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let (gear, cog) = shelves(&db).await;
    let mut ada = app.client().signed_in(gear.asset.seller_id).await;
    assert!(hearts(&ada.get("/assets").await.text(), &gear).is_empty());
    let olga = bought(&db, &gear, "olga").await.buyer_id;
    let page = app.client().signed_in(olga).await.get("/assets").await.expect(200).text();
    assert_eq!((hearts(&page, &gear).len(), hearts(&page, &cog).len()), (0, 1));
    // Another seller may keep it in mind, and what belongs to nobody in particular has none.
    let mallory = user(&db, "mallory").await.id;
    shop_of(&db, mallory, "mallory").await;
    let page = app.client().signed_in(mallory).await.get("/assets").await.expect(200).text();
    assert_eq!(hearts(&page, &gear).len(), 1);
    let part = app.client().get("/parts/recently-viewed?slugs=gear").await.expect(200).text();
    assert!(part.contains("Gear") && !part.contains("/api/fn/wish"), "{part}");
    assert!(ada.get("/wishlist").await.expect(200).text().contains("the heart on its card"));
});

on_both!(a_strangers_heart_leads_to_signing_in_and_their_pages_stay_the_same, |db| async move {
    let app = TestApp::with(db.clone(), &[("PROSETS_PAGE_CACHE", "on")]).await;
    let (gear, _) = shelves(&db).await;
    let path = "/assets?kind=model&sort=price";
    let first = app.client().get(path).await.expect(200);
    let heart = hearts(&first.text(), &gear).remove(0);
    let answer = press(&mut app.client(), &heart).await;
    assert_eq!(answer, "/sign-in?next=%2Fassets%3Fkind%3Dmodel%26sort%3Dprice");
    let mut eve = app.client().signed_in(user(&db, "eve").await.id).await;
    press(&mut eve, &heart).await;
    let own = eve.get(path).await.expect(200);
    assert!(own.text().contains(REMOVE) && !own.header("cache-control").contains("public"));
    let second = app.client().get(path).await.expect(200);
    assert!(first.bytes == second.bytes && second.text().contains(SAVE));
    assert_eq!(second.header("cache-control"), FOR_ALL);
});

on_both!(a_heart_leads_nowhere_else, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let (gear, _) = shelves(&db).await;
    let mut eve = app.client().signed_in(user(&db, "eve").await.id).await;
    let id = gear.asset.id.to_string();
    for (from, mark, to) in [
        ("https://evil.test/", "card-1", "/#card-1"),
        ("/assets?q=a", "\"><script>", "/assets?q=a"),
        ("/assets", "\r\nx: y", "/assets"),
    ] {
        let form = [("asset_id", id.as_str()), ("wished", "true"), ("mark", mark), ("_from", from)];
        assert_eq!(eve.post_form("/api/fn/wish", &form).await.location(), to);
    }
});

on_both!(hearts_cost_no_statement_of_their_own, |db| async move {
    let (gear, _) = shelves(&db).await;
    let eve = user(&db, "eve").await.id;
    let counter = Arc::new(AtomicUsize::new(0));
    let (seen, mut counted) = (counter.clone(), db.clone());
    counted.set_metric_callback(move |_| {
        seen.fetch_add(1, Ordering::Relaxed);
    });
    let app = TestApp::start(counted).await;
    let mut eve = app.client().signed_in(eve).await;
    let page = eve.get("/assets").await.expect(200).text();
    press(&mut eve, &hearts(&page, &gear).remove(0)).await;
    let mut statements = async |path: &str| {
        let before = counter.load(Ordering::Relaxed);
        eve.get(path).await.expect(200);
        counter.load(Ordering::Relaxed) - before
    };
    // The message is shown, and what is left is what every page asks for: who that is, and what is in the cart.
    statements("/terms").await;
    let frame = statements("/terms").await;
    let budgets = [("/", 4), ("/assets", 3), ("/assets?q=gear&kind=model", 3), ("/categories/tools", 4)];
    let mut few = Vec::new();
    for (path, most) in budgets {
        let own = statements(path).await - frame;
        assert!(own <= most, "{path} took {own} statements");
        few.push(own);
    }
    let ben = seller(&db, "ben").await;
    let title = "A planetary gearbox for small motors, number";
    for i in 0..40 {
        Listing::of(&ben).title(&format!("{title} {i}")).days_ago(i).save(&db).await;
    }
    for ((path, _), few) in budgets.into_iter().zip(few) {
        assert_eq!(statements(path).await - frame, few, "{path}");
    }
    let headers = [("accept", "text/html"), ("accept-encoding", "br")];
    let page = app.client().send(Method::GET, "/assets", &headers, Body::empty()).await.expect(200);
    assert_eq!(page.header("content-encoding"), "br");
    assert!(page.bytes.len() <= 14 * 1024, "{} bytes", page.bytes.len());
});
