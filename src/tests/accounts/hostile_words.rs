//! `</textarea><script>` in every field of every form: it comes back as text, never as markup.

use super::member;
use crate::support::app::TestApp;

const HOSTILE: &str = "\"></textarea></title><script>alert(1)</script>";

const FORMS: [(&str, &str, &[&str]); 9] = [
    ("/api/fn/sign_in", "/sign-in", &["email", "password", "next"]),
    ("/api/fn/sign_up", "/sign-up", &["email", "username", "password", "display_name", "next"]),
    ("/api/fn/save_profile", "/account", &["display_name"]),
    ("/api/fn/change_password", "/account/security", &["current_password", "new_password"]),
    ("/api/fn/become_seller", "/become-a-seller", &["display_name", "handle", "about", "country"]),
    ("/api/fn/forgot_password", "/forgot-password", &["email"]),
    ("/api/fn/reset_password", "/reset-password?token=x", &["token", "password"]),
    ("/api/fn/lift_lockout", "/unlock?token=x", &["token"]),
    ("/api/fn/verify_email", "/verify-email?token=x", &["token"]),
];

on_both!(hostile_words_stay_words, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = member(&db, "ada").await;
    for (action, page, names) in FORMS {
        let mut client = app.client();
        if page.starts_with("/account") || page == "/become-a-seller" {
            client = client.signed_in(ada).await;
        }
        let mut fields: Vec<_> = names.iter().map(|name| (*name, HOSTILE)).collect();
        fields.push(("_from", page));
        fields.push(("_scope", ""));
        let answer = client.post_form(action, &fields).await;
        let shown = if answer.status.is_redirection() { client.get(page).await } else { answer };
        assert!(shown.status.as_u16() < 500, "{action}: {}", shown.status);
        let html = shown.text();
        assert!(!html.contains("<script>alert"), "{action}: {html}");
        assert!(!html.contains("</textarea></title>"), "{action}: {html}");
    }
    let hostile: String =
        form_urlencoded::Serializer::new(String::new()).append_pair("token", HOSTILE).finish();
    for page in ["/verify-email", "/reset-password", "/unlock"] {
        let html = app.client().get(&format!("{page}?{hostile}")).await.expect(200).text();
        assert!(!html.contains("<script>alert"), "{html}");
    }
});
