//! Pictures on pages: in three widths, in order of need, and with their colour until they are there.

use crate::sell::support::Shop;

on_both!(a_picture_is_there_in_time_and_its_colour_before, |db| async move {
    let mut shop = Shop::open(db).await;
    let gear = shop.published().await;
    let path = format!("/assets/{}", shop.asset(gear).await.slug);
    for path in ["/", "/assets", path.as_str(), "/sellers/ada"] {
        let page = shop.app.client().get(path).await.expect(200).text();
        let (_, rest) = page.split_once("class=\"tint\"").unwrap_or_else(|| panic!("{path}: {page}"));
        let (_, colour) = rest.split_once("<svg color=\"#").unwrap();
        assert!(colour.bytes().take(6).all(|b| b.is_ascii_hexdigit()) && &colour[6..8] == "\">", "{path}");
        let pictures = page.matches("srcset=\"").count();
        assert_eq!(page.matches("class=\"tint\"").count(), pictures, "{path}: under each");
        assert_eq!(page.matches("fetchpriority=\"high\"").count(), 1, "{path}");
        assert!(!page.contains(" style="), "{path}");
        let (_, rest) = page.split_once("srcset=\"").unwrap();
        let (files, rest) = rest.split_once('"').unwrap();
        assert!(rest.contains("sizes=\""), "{path}");
        for file in files.split(", ") {
            let (address, width) = file.split_once(' ').unwrap();
            let answer = shop.app.client().get(address).await.expect(200);
            assert_eq!(answer.header("content-type"), "image/webp");
            assert!(answer.header("cache-control").contains("immutable"));
            let picture = image::load_from_memory(&answer.bytes).unwrap();
            assert_eq!(format!("{}w", picture.width()), width, "{path}");
        }
    }
});
