//! `</textarea><script>` where a link's token should be: it comes back as text, never as markup.

use crate::support::app::TestApp;

const HOSTILE: &str = "\"></textarea></title><script>alert(1)</script>";

on_both!(hostile_tokens_stay_words, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let hostile: String =
        form_urlencoded::Serializer::new(String::new()).append_pair("token", HOSTILE).finish();
    for page in ["/verify-email", "/reset-password", "/unlock", "/change-email"] {
        let html = app.client().get(&format!("{page}?{hostile}")).await.expect(200).text();
        assert!(!html.contains("<script>alert") && !html.contains("</textarea></title>"), "{html}");
    }
});
