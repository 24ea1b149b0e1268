//! Files from a browser without JavaScript.

use axum::body::{Body, Bytes};
use futures::StreamExt;

use super::support::{STL, Shop, multipart, send_multipart};

on_both!(several_files_come_at_once_and_each_fault_is_told, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = shop.draft("model").await;
    let path = format!("/sell/{id}/files");
    let form = [
        ("file", Some("gear.stl"), STL),
        ("file", Some("setup.exe"), b"MZ".as_slice()),
        ("file", Some("wrong.glb"), STL),
        ("file", Some("empty.txt"), b"".as_slice()),
        ("file", Some("readme.md"), b"# Gear".as_slice()),
        ("file", None, b"not a file".as_slice()),
    ];
    let page = multipart(&mut shop.client, &path, &form).await.expect(422).text();
    for words in ["setup.exe", "ZIP", "By its name this is a GLB model", "This file is empty."] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let names: Vec<_> = shop
        .draft_files(id)
        .await
        .into_iter()
        .map(|file| (file.name, file.rejected_reason.is_some()))
        .collect();
    let expected = [("gear.stl", false), ("wrong.glb", true), ("readme.md", false)];
    assert_eq!(names, expected.map(|(name, refused)| (name.to_owned(), refused)));
    assert!(
        multipart(&mut shop.client, &path, &[]).await.expect(422).text().contains("Choose a file first.")
    );
    let left = std::fs::read_dir(shop.app.state.config.server.data_dir.join("incoming")).unwrap().count();
    assert_eq!(left, 0, "nothing stays behind on the way");
});

on_both!(a_file_that_is_too_large_or_cut_off_leaves_nothing, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = shop.draft("model").await;
    let path = format!("/sell/{id}/files");
    let head = "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"big.txt\"\r\n\r\n";
    let chunk = Bytes::from(vec![b'x'; 1 << 20]);
    let parts = |chunks: usize, end: &'static str| {
        let body = std::iter::repeat_n(chunk.clone(), chunks).chain([Bytes::from_static(end.as_bytes())]);
        let head = std::iter::once(Bytes::from_static(head.as_bytes()));
        Body::from_stream(futures::stream::iter(head.chain(body)).map(Ok::<_, std::io::Error>))
    };
    let page =
        send_multipart(&mut shop.client, &path, parts(101, "\r\n--edge--\r\n")).await.expect(422).text();
    assert!(page.contains("larger than 100 MiB"));
    let page = send_multipart(&mut shop.client, &path, parts(2, "")).await.expect(409).text();
    assert!(page.contains("broke off"), "{page}");
    assert!(shop.draft_files(id).await.is_empty());
    let left = std::fs::read_dir(shop.app.state.config.server.data_dir.join("incoming")).unwrap().count();
    assert_eq!(left, 0);
});
