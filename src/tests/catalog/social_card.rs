//! The picture of a listing for links shared elsewhere.

use axum::body::Body;
use axum::http::Method;
use image::{DynamicImage, Rgb, RgbImage};
use prosets::catalog::{encode_preview, save_preview, social_key};
use prosets::db::entities::asset::AssetStatus;

use crate::builders::catalog::{Listed, Listing, point, retitle, seller};
use crate::support::app::TestApp;

/// Where the page says its picture is.
async fn address(app: &TestApp, listing: &Listed) -> String {
    let html = app.client().get(&listing.path()).await.expect(200).text();
    let url = meta(&html, "og:image").expect("a picture");
    url.strip_prefix(&app.state.config.server.base_url).expect("absolute").to_owned()
}

fn meta(html: &str, property: &str) -> Option<String> {
    let tag = html.split("<meta ").find(|tag| tag.contains(&format!("property=\"{property}\"")))?;
    Some(tag.split_once("content=\"")?.1.split_once('"')?.0.to_owned())
}

fn read(bytes: &[u8]) -> RgbImage {
    image::load_from_memory_with_format(bytes, image::ImageFormat::Jpeg).unwrap().to_rgb8()
}

on_both!(every_listing_has_its_picture, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let blue = DynamicImage::ImageRgb8(RgbImage::from_pixel(1600, 1200, Rgb([30, 80, 160])));
    let cover = encode_preview(&blue).unwrap();
    save_preview(&*app.state.storage, &cover).await.unwrap();
    let ada = seller(&db, "Ada").await;
    let listing =
        Listing::of(&ada).title("\"Gear\" <box>").licence("personal", 1200).licence("commercial", 4900);
    let listing = listing.save(&db).await;
    point(&db, &listing.previews[0], &cover.stem).await;

    let html = app.client().get(&listing.path()).await.expect(200).text();
    assert_eq!(meta(&html, "og:image:width").as_deref(), Some("1200"));
    assert_eq!(meta(&html, "og:image:height").as_deref(), Some("630"));
    assert_eq!(meta(&html, "og:type").as_deref(), Some("product"));
    let alt = meta(&html, "og:image:alt").unwrap();
    assert!(alt.contains("Gear") && alt.contains("by Ada, from $12.00") && !alt.contains('<'), "{alt}");
    assert!(html.contains("summary_large_image"), "{html}");

    let path = address(&app, &listing).await;
    let answer = app.client().get(&path).await.expect(200);
    assert_eq!(answer.header("content-type"), "image/jpeg");
    assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
    assert!(answer.header("set-cookie").is_empty());
    let drawn = read(&answer.bytes);
    assert_eq!((drawn.width(), drawn.height()), (1200, 630));
    let middle = drawn.get_pixel(368, 315).0;
    assert!(middle[2] > 140 && middle[0] < 60, "the cover: {middle:?}");
    let known = [("if-none-match", answer.header("etag"))];
    app.client().send(Method::GET, &path, &known, Body::empty()).await.expect(304);

    // The second time it comes out of storage.
    assert_eq!(app.client().get(&path).await.expect(200).bytes, answer.bytes);
    let kept = app.state.storage.head(&social_key(listing.asset.id)).await.unwrap().unwrap();
    assert_eq!(kept.size_bytes, answer.bytes.len() as u64);
    app.state
        .storage
        .put(&social_key(listing.asset.id), b"kept".to_vec().into(), kept.content_type.as_deref().unwrap())
        .await
        .unwrap();
    assert_eq!(app.client().get(&path).await.expect(200).bytes, b"kept", "and is not drawn again");

    // Another title is another address, and the old one leads there.
    retitle(&db, listing.asset.id, "Another gear").await;
    let newer = address(&app, &listing).await;
    assert_ne!(newer, path);
    let moved = app.client().get(&path).await.expect(307);
    assert_eq!(moved.header("location"), newer);
    assert_eq!(moved.header("cache-control"), "public, max-age=60");
    let redrawn = app.client().get(&newer).await.expect(200);
    assert!(read(&redrawn.bytes) != drawn);
});

on_both!(a_picture_is_drawn_for_what_is_public_alone, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "Ada").await;
    let bare = Listing::of(&ada).pictures(0).title("箱").save(&db).await;
    let path = address(&app, &bare).await;
    read(&app.client().get(&path).await.expect(200).bytes);
    // Its cover is not in storage.
    let lost = Listing::of(&ada).save(&db).await;
    let version = address(&app, &lost).await.split_once('-').unwrap().1.to_owned();
    read(&app.client().get(&address(&app, &lost).await).await.expect(200).bytes);
    for status in [AssetStatus::Draft, AssetStatus::Unpublished, AssetStatus::Removed] {
        let hidden = Listing::of(&ada).status(status).save(&db).await;
        let guess = format!("/media/social/{}-{version}", hidden.asset.id.simple());
        let answer = app.client().get(&guess).await.expect(404);
        assert!(answer.bytes.is_empty() && answer.header("location").is_empty(), "{status:?}");
        assert!(app.state.storage.head(&social_key(hidden.asset.id)).await.unwrap().is_none());
        let html = app.client().signed_in(ada.id).await.get(&hidden.path()).await.expect(200).text();
        assert!(meta(&html, "og:image").is_none(), "{status:?}");
    }
    for name in ["", "x", "x-y.jpg", "%00-%00.jpg", &format!("{}.jpg", bare.asset.id), "..%2Fprevious-1.jpg"]
    {
        app.client().get(&format!("/media/social/{name}")).await.expect(404);
    }
});

on_both!(many_who_ask_at_once_get_one_picture, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let listing = Listing::of(&seller(&db, "Ada").await).save(&db).await;
    let path = address(&app, &listing).await;
    let mut clients: Vec<_> = (0..8).map(|_| app.client()).collect();
    let asked = clients.iter_mut().map(|client| client.get(&path));
    let answers = futures::future::join_all(asked).await;
    assert!(answers.iter().all(|answer| answer.status == 200 && answer.bytes == answers[0].bytes));
});
