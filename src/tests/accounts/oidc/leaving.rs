//! Signing out here goes on to the provider, and only for whoever came by one.

use super::super::{is_signed_in, member};
use super::issuer::Issuer;
use super::{shop, sign_in};

on_both!(signing_out_goes_on_to_the_provider, |db| async move {
    let issuer = Issuer::start().await;
    let app = shop(&db, &issuer, None).await;
    let mut client = app.client();
    for by_form in [true, false] {
        sign_in(&mut client, &issuer, |_| {}).await.expect(303);
        let answer = match by_form {
            true => client.post_form("/api/fn/sign_out", &[("_from", "/")]).await,
            false => client.get("/api/auth/logout").await,
        };
        let to: url::Url = answer.location().parse().unwrap();
        assert!(to.as_str().starts_with(&format!("{}/end?", issuer.url)), "{to}");
        let value = |name: &str| to.query_pairs().find(|(key, _)| key == name).unwrap().1.into_owned();
        assert_eq!(value("post_logout_redirect_uri"), "http://localhost:3000");
        assert_eq!(value("id_token_hint").split('.').count(), 3);
        assert!(!is_signed_in(&mut client).await);
    }
    // The policy lets the form lead there.
    let policy = client.get("/").await.header("content-security-policy").to_owned();
    assert!(policy.contains(&format!("form-action 'self' {};", issuer.url)), "{policy}");

    // Another site's link does not sign anybody out.
    sign_in(&mut client, &issuer, |_| {}).await.expect(303);
    let headers = [("sec-fetch-site", "cross-site")];
    let answer =
        client.send(axum::http::Method::GET, "/api/auth/logout", &headers, axum::body::Body::empty()).await;
    assert_eq!(answer.location(), "/account");
    assert!(is_signed_in(&mut client).await);

    // By password there is no provider to go on to.
    let ben = member(&db, "ben").await;
    let mut ben = app.client().signed_in(ben).await;
    assert_eq!(ben.post_form("/api/fn/sign_out", &[("_from", "/")]).await.location(), "/");
});
