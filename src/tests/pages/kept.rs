//! Strangers' pages answered from memory: without a statement, in each coding, bounded, and never anybody's own.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use axum::body::Body;
use axum::http::{HeaderMap, Method};
use prosets::server::middleware::public_pages::FOR_ALL;
use prosets::server::page_cache::{Kept, NotForAll, PageCache, Shown};
use prosets::server::state::State;
use sea_orm::DatabaseConnection;
use tokio::runtime::Handle;

use crate::builders::catalog::{Listed, Listing, category, retitle, seller, user};
use crate::builders::staff;
use crate::support::app::TestApp;
use crate::support::client::{Answer, Client};

pub const ON: (&str, &str) = ("PROSETS_PAGE_CACHE", "on");

/// With how many statements were executed for requests.
async fn counted(db: &DatabaseConnection) -> (TestApp, Arc<AtomicUsize>) {
    let counter = Arc::new(AtomicUsize::new(0));
    let (seen, mut counted) = (counter.clone(), db.clone());
    counted.set_metric_callback(move |info| {
        // The look at what other processes tell goes on beside.
        if !["page_changes", "counters"].iter().any(|beside| info.statement.sql.contains(beside)) {
            seen.fetch_add(1, Ordering::SeqCst);
        }
    });
    (TestApp::with(counted, &[ON]).await, counter)
}

async fn ask(client: &mut Client, method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
    client.send(method, path, headers, Body::empty()).await
}

async fn listings(db: &DatabaseConnection) -> Listed {
    let ada = seller(db, "ada").await;
    let tools = category(db, "tools").await;
    Listing::of(&ada).title("Wheel").category(&tools).save(db).await;
    Listing::of(&ada).title("Gear").category(&tools).save(db).await
}

on_both!(a_kept_page_asks_the_database_nothing, |db| async move {
    let gear = listings(&db).await;
    let (app, counter) = counted(&db).await;
    let product = gear.path();
    for path in
        ["/", "/assets", "/assets?kind=model", "/categories/tools", "/sellers/ada", "/terms", &product]
    {
        let first = app.client().get(path).await.expect(200);
        let before = counter.load(Ordering::SeqCst);
        let second = app.client().get(path).await.expect(200);
        assert!(first.bytes == second.bytes, "{path}");
        assert_eq!(first.header("etag"), second.header("etag"), "{path}");
        assert_eq!(second.header("cache-control"), FOR_ALL, "{path}");
        assert_eq!(second.header("vary").to_lowercase(), "cookie, accept-encoding", "{path}");
        assert!(second.header("content-type").starts_with("text/html"), "{path}");
        assert_eq!(first.header("content-security-policy"), second.header("content-security-policy"));
        assert!(second.header("set-cookie").is_empty());
        assert!(first.header("x-request-id") != second.header("x-request-id"), "{path}");

        let small = ask(&mut app.client(), Method::GET, path, &[("accept-encoding", "gzip, br")]).await;
        assert_eq!(small.header("content-encoding"), "br", "{path}");
        assert!(small.bytes.len() < second.bytes.len() && small.header("etag") != second.header("etag"));
        let zipped = ask(&mut app.client(), Method::GET, path, &[("accept-encoding", "gzip")]).await;
        assert_eq!(zipped.header("content-encoding"), "gzip", "{path}");
        for known in [second.header("etag"), small.header("etag"), "*"] {
            let answer =
                ask(&mut app.client(), Method::GET, path, &[("if-none-match", known)]).await.expect(304);
            assert!(answer.bytes.is_empty() && answer.header("content-type").is_empty(), "{path}");
            assert!(answer.header("content-encoding").is_empty() && answer.header("vary").contains("Cookie"));
        }
        let head = ask(&mut app.client(), Method::HEAD, path, &[]).await.expect(200);
        assert!(head.bytes.is_empty() && head.header("etag") == second.header("etag"), "{path}");
        assert_eq!(head.header("content-length"), second.bytes.len().to_string(), "{path}");
        assert_eq!(counter.load(Ordering::SeqCst), before, "{path}");
    }
});

on_both!(a_head_is_kept_as_the_page_it_would_be, |db| async move {
    let gear = listings(&db).await;
    let (app, counter) = counted(&db).await;
    let head = ask(&mut app.client(), Method::HEAD, &gear.path(), &[]).await.expect(200);
    let before = counter.load(Ordering::SeqCst);
    let page = app.client().get(&gear.path()).await.expect(200);
    assert!(page.text().contains("Gear") && page.header("etag") == head.header("etag"));
    assert_eq!(counter.load(Ordering::SeqCst), before);
});

on_both!(rubbish_neither_fills_nor_poisons, |db| async move {
    let gear = listings(&db).await;
    let app = TestApp::with(db.clone(), &[ON]).await;
    for n in 0..20 {
        for path in ["/".to_owned(), "/assets".to_owned(), gear.path(), "/terms".to_owned()] {
            app.client().get(&format!("{path}?x{n}=%3Cscript%3E")).await.expect(200);
        }
        app.client().get(&format!("/assets/none-{n}")).await.expect(404);
        app.client().get(&format!("/sellers/none-{n}")).await.expect(404);
    }
    app.client().get("/assets?kind=book").await.expect(422);
    app.client().get("/assets?after=x").await;
    assert_eq!(app.state.pages.filled().await.0, 0);

    // Nor by what else a request brings.
    let odd = [("host", "evil.test"), ("x-forwarded-host", "evil.test"), ("accept-language", "de")];
    let first = ask(&mut app.client(), Method::GET, "/assets", &odd).await.expect(200);
    assert!(!first.text().contains("evil.test"));
    assert!(app.client().get("/assets").await.bytes == first.bytes);
    let spelt = app.client().get("/assets?sort=newest&q=gear").await.expect(200);
    assert!(app.client().get("/assets?q=%67ear&sort=newest").await.expect(200).bytes == spelt.bytes);
    assert_eq!(app.state.pages.filled().await.0, 2);
});

on_both!(nobodys_own_page_is_kept_or_given, |db| async move {
    let gear = listings(&db).await;
    let app = TestApp::with(db.clone(), &[ON]).await;
    let buyer = user(&db, "benquist").await.id;
    let people = [
        ("buyer", buyer),
        ("seller", gear.asset.seller_id),
        ("moderator", staff::moderator(&db, "mo").await.id),
        ("admin", staff::admin(&db, "rootwell").await.id),
    ];
    let paths =
        ["/".to_owned(), "/assets".to_owned(), gear.path(), "/sellers/ada".to_owned(), "/terms".to_owned()];
    // First while nothing is kept, then beside what is.
    for round in 0..2 {
        for (role, id) in people {
            let mut client = app.client().signed_in(id).await;
            for path in &paths {
                let own = client.get(path).await.expect(200);
                assert!(own.header("cache-control").contains("private"), "{role} at {path}");
                assert!(own.text().contains("Account of"), "{role} at {path}");
            }
        }
        let mut filled = app.client();
        let id = gear.asset.id.to_string();
        filled.post_form("/api/fn/add_to_cart", &[("asset_id", &id), ("_from", "/assets")]).await.expect(303);
        let mut dark = app.client();
        dark.post_form("/theme", &[("theme", "dark"), ("_from", "/")]).await.expect(303);
        for path in &paths {
            // With the message, and without it.
            assert!(filled.get(path).await.expect(200).text().contains("Cart, 1 item"));
            assert!(dark.get(path).await.expect(200).text().contains("data-theme=\"ink\""));
        }
        let mut bearer = app.client();
        bearer.bearer = Some("x".into());
        bearer.get("/assets").await;
        if round == 0 {
            assert_eq!(app.state.pages.filled().await.0, 0);
        }
        for path in &paths {
            let page = app.client().get(path).await.expect(200).text();
            for own in
                ["Account of", "Cart, 1 item", "class=\"flash", "data-theme=\"ink\"", "benquist", "rootwell"]
            {
                assert!(!page.contains(own), "{own} at {path}");
            }
        }
        assert_eq!(app.state.pages.filled().await.0, paths.len() as u64);
    }
});

on_both!(what_changes_while_it_is_rendered_is_not_kept, |db| async move {
    let gear = listings(&db).await;
    let (state, armed) = (Arc::new(OnceLock::<State>::new()), Arc::new(AtomicBool::new(false)));
    let (told, fired, runtime, behind) = (state.clone(), armed.clone(), Handle::current(), db.clone());
    let id = gear.asset.id;
    let mut slow = db.clone();
    // Right after the page read its listing, and before it is put away, the title changes.
    slow.set_metric_callback(move |info| {
        if info.statement.sql.contains("\"assets\"") && fired.swap(false, Ordering::SeqCst) {
            tokio::task::block_in_place(|| {
                runtime.block_on(async {
                    let state = told.get().unwrap();
                    let change = state.pages.will_change([Shown::Listing(id)]);
                    retitle(&behind, id, "Another gear").await;
                    drop(change);
                });
            });
        }
    });
    let app = TestApp::with(slow, &[ON]).await;
    assert!(state.set(app.state.clone()).is_ok());
    armed.store(true, Ordering::SeqCst);
    let first = app.client().get(&gear.path()).await.expect(200).text();
    assert!(!armed.load(Ordering::SeqCst) && !first.contains("Another gear"));
    assert!(app.client().get(&gear.path()).await.expect(200).text().contains("Another gear"));
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_who_ask_at_once_wait_for_one_rendering() {
    let (pages, _queue) = PageCache::with_room(Some(1 << 20));
    let (renderings, asking) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let render = async || {
        // Goes on only once all are there.
        while asking.load(Ordering::SeqCst) < 20 {
            tokio::task::yield_now().await;
        }
        renderings.fetch_add(1, Ordering::SeqCst);
        Kept::new(HeaderMap::new(), "page".into(), Some(vec![Shown::Shelves]), pages.changes.now())
            .ok_or(NotForAll)
    };
    let ask = async || {
        asking.fetch_add(1, Ordering::SeqCst);
        assert!(pages.page("/", render).await.is_some());
    };
    futures::future::join_all((0..20).map(|_| ask())).await;
    assert_eq!(renderings.load(Ordering::SeqCst), 1);
    drop(pages.will_change([Shown::Person(uuid::Uuid::nil())]));
    ask().await;
    assert_eq!(renderings.load(Ordering::SeqCst), 1, "something else changed");
    drop(pages.will_change([Shown::Shelves]));
    ask().await;
    assert_eq!(renderings.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn it_takes_no_more_room_than_it_has() {
    let room = 64 * 1024;
    let (pages, _queue) = PageCache::with_room(Some(room));
    for n in 0..200 {
        let render = async || {
            let html = format!("{n}").repeat(2000);
            Kept::new(HeaderMap::new(), html.into(), Some(Vec::new()), 0).ok_or(NotForAll)
        };
        assert!(pages.page(&format!("/{n}"), render).await.is_some());
    }
    let (count, bytes) = pages.filled().await;
    assert!(count < 200 && bytes <= room, "{count} pages, {bytes} bytes");
    // What fits nowhere is answered all the same.
    let huge = async || Kept::new(HeaderMap::new(), vec![b'x'; 100_000].into(), None, 0).ok_or(NotForAll);
    assert!(pages.page("/huge", huge).await.is_some());
    assert!(pages.filled().await.1 <= room);
}
