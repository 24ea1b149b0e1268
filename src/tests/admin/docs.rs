//! The API's page says all that its description says.

use crate::support::app::TestApp;

on_both!(every_operation_stands_on_the_api_page, |db| async move {
    let app = TestApp::start(db).await;
    let description = app.client().get_json("/api/v1/openapi.json").await.expect(200).json();
    let page = app.client().get("/api/docs").await.expect(200).text();
    let paths = description["paths"].as_object().unwrap();
    assert!(paths.len() > 5, "{description}");
    for (path, item) in paths {
        assert!(page.contains(&format!("<code>{path}</code>")), "{path} is missing");
        for method in item.as_object().unwrap().keys().filter(|key| key.len() < 7) {
            let anchor = format!("id=\"{method}{}\"", path.replace(['/', '{', '}'], "-"));
            assert!(page.contains(&anchor), "{method} {path} is missing");
        }
    }
    assert!(!page.contains("<script>") && !page.contains(" style=") && !page.contains(".wasm"));
    assert!(page.contains("Who may: moderators.") && page.contains("IDEMPOTENCY_MISMATCH"));
});
