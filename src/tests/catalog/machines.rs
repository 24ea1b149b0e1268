//! What programs read: robots.txt, the site's map and the feeds, with whatever people typed in them.

use axum::body::{Body, to_bytes};
use axum::http::Method;
use prosets::catalog::rules::sitemap::Listed;
use prosets::catalog::server::sitemap_part;
use prosets::db::entities::asset::AssetStatus;
use prosets::db::entities::{category, former_handle, seller, user};
use sea_orm::{ActiveModelTrait, DatabaseConnection, EntityTrait, Set};
use uuid::Uuid;

use crate::builders::catalog::{Listing, category, noon, seller};
use crate::support::app::TestApp;
use crate::support::xml::all;

async fn xml(app: &TestApp, path: &str) -> String {
    app.client().get(path).await.expect(200).text()
}

/// The paths a part or the index lists.
async fn paths(app: &TestApp, part: &str) -> Vec<String> {
    let base = app.state.config.server.base_url.clone();
    let found = all(&xml(app, part).await, "loc").into_iter();
    found.map(|url| url.strip_prefix(&base).expect("absolute").to_owned()).collect()
}

const HOSTILE: [&str; 5] = [
    "]]> & <script>alert(1)</script> \"'",
    "&amp; &lt; &#0; &nbsp; <!-- <![CDATA[ <?xml",
    "\u{1}\u{8}\u{b}\u{1f}\u{7f}\u{85}\u{fffe}\u{ffff} control",
    "\u{202e}صندوق\u{200f} עברית",
    "🦀👩‍👩‍👧 ecrous ÉÀ",
];

async fn rename(db: &DatabaseConnection, id: Uuid, handle: &str, name: &str) -> seller::Model {
    let change = seller::ActiveModel {
        id: Set(id),
        handle: Set(handle.into()),
        handle_key: Set(handle.to_lowercase()),
        display_name: Set(name.into()),
        ..Default::default()
    };
    change.update(db).await.unwrap()
}

async fn close(db: &DatabaseConnection, id: Uuid) {
    let change = seller::ActiveModel { id: Set(id), closed_at: Set(Some(noon())), ..Default::default() };
    change.update(db).await.unwrap();
}

on_both!(robots_are_told_where_the_map_is, |db| async move {
    let app = TestApp::start(db).await;
    let answer = app.client().get("/robots.txt").await.expect(200);
    assert!(answer.header("content-type").starts_with("text/plain"));
    let text = answer.text();
    let map = format!("Sitemap: {}/sitemap.xml", app.state.config.server.base_url);
    assert!(text.starts_with("User-agent: *\n") && text.contains(&map), "{text}");
    let closed: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("Disallow: ")).collect();
    for path in ["/admin/users", "/account", "/api/v1/assets", "/cart", "/orders/1", "/sell/new", "/sign-in"]
    {
        assert!(closed.iter().any(|prefix| path.starts_with(prefix)), "{path}");
    }
    for path in
        ["/", "/assets/gear", "/assets?kind=model", "/sellers/ada", "/media/a.webp", "/categories/tools"]
    {
        assert!(!closed.iter().any(|prefix| path.starts_with(prefix)), "{path}");
    }
    let known = [("if-none-match", answer.header("etag"))];
    app.client().send(Method::GET, "/robots.txt", &known, Body::empty()).await.expect(304);
});

on_both!(the_map_lists_what_is_public_and_nothing_else, |db| async move {
    let app = TestApp::start(db.clone()).await;
    assert_eq!(paths(&app, "/sitemap.xml").await, ["/sitemaps/pages.xml"]);
    app.client().get("/sitemaps/assets-1.xml").await.expect(404);

    let (ada, eve) = (seller(&db, "ada").await, seller(&db, "eve").await);
    close(&db, eve.id).await;
    category(&db, "tools").await;
    let first = Listing::of(&ada).save(&db).await;
    let second = Listing::of(&ada).days_ago(3).save(&db).await;
    for status in [AssetStatus::Draft, AssetStatus::Unpublished, AssetStatus::Removed] {
        Listing::of(&ada).status(status).save(&db).await;
    }
    let parts = ["/sitemaps/pages.xml", "/sitemaps/assets-1.xml", "/sitemaps/sellers-1.xml"];
    assert_eq!(paths(&app, "/sitemap.xml").await, parts);
    assert_eq!(paths(&app, parts[1]).await, [first.path(), second.path()]);
    assert_eq!(paths(&app, parts[2]).await, ["/sellers/ada"]);
    assert_eq!(all(&xml(&app, parts[1]).await, "lastmod"), ["2026-11-01T12:00:00Z", "2026-10-29T12:00:00Z"]);
    let pages = paths(&app, parts[0]).await;
    for path in &pages {
        app.client().get(path).await.expect(200);
    }
    assert!(
        pages.contains(&"/categories/tools".to_owned()) && pages.contains(&"/assets?kind=model".to_owned())
    );
    for part in ["assets-2.xml", "assets-0.xml", "assets-99999999999999.xml", "people-1.xml", "x", "%00.xml"]
    {
        app.client().get(&format!("/sitemaps/{part}")).await.expect(404);
    }
    let answer = app.client().get("/sitemap.xml").await.expect(200);
    assert!(answer.header("content-type").starts_with("application/xml"));
    let known = [("if-none-match", answer.header("etag"))];
    app.client().send(Method::GET, "/sitemap.xml", &known, Body::empty()).await.expect(304);
});

on_both!(a_long_part_is_read_in_steps_and_nobody_is_left_out, |db| async move {
    let ids: Vec<Uuid> = (0..4_003).map(|_| Uuid::now_v7()).collect();
    for some in ids.chunks(400) {
        let person = |id: &Uuid| user::ActiveModel {
            id: Set(*id),
            email: Set(format!("{id}@example.test")),
            email_key: Set(format!("{id}@example.test")),
            username: Set(id.simple().to_string()),
            username_key: Set(id.simple().to_string()),
            display_name: Set("Somebody".into()),
            created_at: Set(noon()),
            updated_at: Set(noon()),
            ..Default::default()
        };
        user::Entity::insert_many(some.iter().map(person)).exec_without_returning(&db).await.unwrap();
        let shop = |id: &Uuid| seller::ActiveModel {
            id: Set(*id),
            handle: Set(format!("s-{}", id.simple())),
            handle_key: Set(format!("s-{}", id.simple())),
            display_name: Set("Somebody".into()),
            about: Set(String::new()),
            created_at: Set(noon()),
            updated_at: Set(noon()),
            ..Default::default()
        };
        seller::Entity::insert_many(some.iter().map(shop)).exec_without_returning(&db).await.unwrap();
    }
    let app = TestApp::start(db).await;
    let mut expected: Vec<String> = ids.iter().map(|id| format!("/sellers/s-{}", id.simple())).collect();
    expected.sort_unstable();
    let mut found = paths(&app, "/sitemaps/sellers-1.xml").await;
    found.sort_unstable();
    assert_eq!(found.len(), expected.len());
    assert!(found == expected, "each once");

    // Cut smaller than it is, each part goes on where the one before it ended.
    let mut in_parts = Vec::new();
    for (number, held) in [(1, 3_000), (2, 1_003)] {
        let part = sitemap_part(app.state.clone(), Listed::Sellers, number, 3_000).await.unwrap();
        let bytes = to_bytes(part.into_body(), usize::MAX).await.unwrap();
        let addresses = all(std::str::from_utf8(&bytes).unwrap(), "loc");
        assert_eq!(addresses.len(), held, "part {number}");
        in_parts.extend(addresses);
    }
    let base = &app.state.config.server.base_url;
    let whole: Vec<_> = expected.iter().map(|path| format!("{base}{path}")).collect();
    assert!(in_parts == whole, "in the order of their ids");
    assert!(sitemap_part(app.state.clone(), Listed::Sellers, 3, 3_000).await.is_err());
});

on_both!(feeds_stay_well_formed_whatever_was_typed, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let empty = xml(&app, "/feed.xml").await;
    assert!(all(&empty, "guid").is_empty() && all(&empty, "title") == ["New at ProSets"], "{empty}");

    let ada = seller(&db, "ada").await;
    // PostgreSQL keeps no other control characters out than NUL, and neither do we.
    let ada = rename(&db, ada.id, "ada", HOSTILE[0]).await;
    for (i, words) in HOSTILE.iter().enumerate() {
        let days = i64::try_from(i).unwrap();
        Listing::of(&ada)
            .title(words)
            .summary(words)
            .slug(&format!("gear-{i}"))
            .days_ago(days)
            .save(&db)
            .await;
    }
    Listing::of(&ada).title("Free one").price(0).days_ago(9).save(&db).await;
    Listing::of(&ada).title("Draft").status(AssetStatus::Draft).save(&db).await;
    for path in ["/feed.xml", "/sellers/ada/feed.xml", "/sellers/ADA/feed.xml"] {
        let text = xml(&app, path).await;
        let titles = all(&text, "title");
        let kept = |words: &str| -> String {
            words.chars().filter(|c| !c.is_control() && !['\u{fffe}', '\u{ffff}'].contains(c)).collect()
        };
        assert_eq!(titles.len(), 7, "{path}: {titles:?}");
        for (title, words) in titles[1..].iter().zip(HOSTILE) {
            assert_eq!(*title, kept(words), "{path}");
        }
        assert_eq!(all(&text, "dc:creator")[0], HOSTILE[0]);
        let words = all(&text, "description");
        assert!(words[1].ends_with(" · $12.00") && words[6].ends_with(" · Free"), "{words:?}");
        assert_eq!(all(&text, "pubDate")[1], "Sat, 31 Oct 2026 12:00:00 +0000");
        assert!(all(&text, "link")[1].ends_with("/assets/gear-0"), "{text}");
        assert!(text.contains("<media:thumbnail url=\"http"), "{text}");
    }
    // The map, with a handle no rule of ours would let in today.
    rename(&db, ada.id, "<&\u{1}ä/b", "x").await;
    let sellers = paths(&app, "/sitemaps/sellers-1.xml").await;
    assert_eq!(sellers, ["/sellers/%3C%26%01%C3%A4%2Fb"]);
});

on_both!(feeds_are_cut_cached_and_follow_their_shop, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let (ada, eve) = (seller(&db, "ada").await, seller(&db, "eve").await);
    for i in 0..52 {
        Listing::of(&ada).title(&format!("No {i}")).days_ago(i).save(&db).await;
    }
    Listing::of(&eve).title("Of Eve").days_ago(1).save(&db).await;
    let answer = app.client().get("/feed.xml").await.expect(200);
    assert!(answer.header("content-type").starts_with("application/rss+xml"));
    let titles = all(&answer.text(), "title");
    assert_eq!((titles.len(), titles[1].as_str(), titles[51 - 1].as_str()), (51, "No 0", "No 48"));
    assert_eq!(all(&xml(&app, "/sellers/eve/feed.xml").await, "title"), ["New from eve", "Of Eve"]);
    let known = [("if-none-match", answer.header("etag"))];
    app.client().send(Method::GET, "/feed.xml", &known, Body::empty()).await.expect(304);
    Listing::of(&eve).title("Newer").save(&db).await;
    app.client().send(Method::GET, "/feed.xml", &known, Body::empty()).await.expect(200);

    let former = |key: &str, seller_id| former_handle::ActiveModel {
        handle_key: Set(key.into()),
        seller_id: Set(seller_id),
        created_at: Set(noon()),
    };
    former("lovelace", ada.id).insert(&db).await.unwrap();
    former("eva", eve.id).insert(&db).await.unwrap();
    rename(&db, eve.id, "deleted-1", "Deleted person").await;
    close(&db, eve.id).await;
    let moved = app.client().get("/sellers/Lovelace/feed.xml").await.expect(301);
    assert_eq!(moved.header("location"), "/sellers/ada/feed.xml");
    app.client().get("/sellers/eva/feed.xml").await.expect(410);
    for nobody in ["deleted-1", "bob", "%00", &"a".repeat(900)] {
        app.client().get(&format!("/sellers/{nobody}/feed.xml")).await.expect(404);
    }
    for path in ["/", "/assets", "/sellers/ada"] {
        let html = xml(&app, path).await;
        let feed = if path == "/sellers/ada" { "/sellers/ada/feed.xml" } else { "/feed.xml" };
        assert!(html.contains("application/rss+xml") && html.contains(&format!("href=\"{feed}\"")), "{path}");
    }
});

on_both!(what_was_there_and_is_gone_says_so, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let eve = seller(&db, "eve").await;
    let kept_back = Listing::of(&eve).status(AssetStatus::Unpublished).save(&db).await;
    let draft = Listing::of(&eve).status(AssetStatus::Draft).save(&db).await;
    app.client().get(&kept_back.path()).await.expect(404);
    former_handle::ActiveModel {
        handle_key: Set("eve".into()),
        seller_id: Set(eve.id),
        created_at: Set(noon()),
    }
    .insert(&db)
    .await
    .unwrap();
    rename(&db, eve.id, "deleted-1", "Deleted person").await;
    close(&db, eve.id).await;
    let page = app.client().get(&kept_back.path()).await.expect(410).text();
    assert!(page.contains("This listing is gone") && page.contains("/assets?kind=model"), "{page}");
    assert!(page.contains("noindex") && !page.contains("canonical"), "{page}");
    let page = app.client().get("/sellers/EVE").await.expect(410).text();
    assert!(page.contains("This shop has closed") && page.contains("href=\"/library\""), "{page}");
    app.client().get(&draft.path()).await.expect(404);
    app.client().get("/sellers/deleted-1").await.expect(404);
    app.client().get("/sellers/nobody").await.expect(404);
});

on_both!(hostile_categories_stay_within_their_element, |db| async move {
    let tools = category(&db, "tools").await;
    let mut change: category::ActiveModel = tools.into();
    change.name = Set(HOSTILE[0].into());
    change.update(&db).await.unwrap();
    let app = TestApp::start(db).await;
    let html = xml(&app, "/categories/tools").await;
    let data = html.split_once("application/ld+json\">").unwrap().1.split_once("</script>").unwrap().0;
    let data: serde_json::Value = serde_json::from_str(data).unwrap();
    assert_eq!(data["itemListElement"][1]["name"], HOSTILE[0]);
});
