//! Preview pictures, served from storage and from nowhere else.

use axum::body::Body;
use axum::http::Method;
use bytes::Bytes;
use prosets::catalog::{make_preview, save_preview};

use crate::support::app::TestApp;

/// A PNG of one colour.
fn png() -> Bytes {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_pixel(40, 30, image::Rgb([200, 80, 20]))
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    bytes.into_inner().into()
}

on_both!(pictures_come_out_of_storage_and_stay_with_the_browser, |db| async move {
    let app = TestApp::start(db).await;
    let preview = make_preview(png()).await.unwrap();
    save_preview(&*app.state.storage, &preview).await.unwrap();
    for (key, bytes) in &preview.variants {
        let path = format!("/media/{key}");
        let answer = app.client().get(&path).await.expect(200);
        assert_eq!(answer.bytes, *bytes);
        assert_eq!(answer.header("content-type"), "image/webp");
        assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("content-length"), bytes.len().to_string());
        assert!(answer.header("set-cookie").is_empty());
        let known = [("if-none-match", answer.header("etag"))];
        app.client().send(Method::GET, &path, &known, Body::empty()).await.expect(304);
        let head = app.client().send(Method::HEAD, &path, &[], Body::empty()).await.expect(200);
        assert!(head.bytes.is_empty());
    }
});

on_both!(nothing_else_comes_out_of_storage, |db| async move {
    let app = TestApp::start(db).await;
    let secret = "files/0123456789abcdef";
    app.state.storage.put(secret, Bytes::from_static(b"sold").into(), "text/plain").await.unwrap();
    let hash = "0123456789abcdef".repeat(4);
    app.state
        .storage
        .put(&format!("previews/{hash}"), Bytes::from_static(b"x").into(), "text/html")
        .await
        .unwrap();
    for key in [
        secret.to_owned(),
        format!("previews/../{secret}"),
        format!("previews/%2e%2e/{secret}"),
        format!("previews/{hash}"),
        format!("previews/{hash}-480.webp"),
        format!("previews/{hash}-480.webp%00"),
        format!("previews/{hash}-480.svg"),
        "previews/".to_owned(),
        "%F0%9F%A6%80".to_owned(),
    ] {
        app.client().get(&format!("/media/{key}")).await.expect(404);
    }
});
