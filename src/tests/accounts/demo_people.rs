//! The demo shop's people on the sign-in page.

use prosets::accounts::{DEMO_PASSWORD, DEMO_PEOPLE, NewUser, create_user, disable_person};

use super::is_signed_in;
use crate::support::app::{TestApp, in_table};

on_both!(one_click_for_each_of_them_who_is_there, |db| async move {
    let app = TestApp::start(db.clone()).await;
    assert!(!app.client().get("/sign-in").await.expect(200).text().contains("demo shop"));
    for name in DEMO_PEOPLE {
        let new = NewUser {
            email: format!("{name}@prosets.test"),
            username: name.into(),
            password: DEMO_PASSWORD.into(),
            staff_role: None,
        };
        create_user(&db, new, chrono::Utc::now()).await.unwrap();
    }
    disable_person(&db, &in_table(&db), "moderator@prosets.test", chrono::Utc::now()).await.unwrap();
    let page = app.client().get("/sign-in?next=%2Fcart").await.expect(200).text();
    for name in ["buyer", "seller", "admin"] {
        assert!(page.contains(&format!("Continue as the {name}")), "{page}");
    }
    assert!(!page.contains("Continue as the moderator"));
    let mut client = app.client();
    let fields = [
        ("next", "/cart"),
        ("email", "admin@prosets.test"),
        ("password", DEMO_PASSWORD),
        ("_scope", "admin"),
    ];
    assert_eq!(client.post_form("/api/fn/sign_in", &fields).await.location(), "/cart");
    assert!(is_signed_in(&mut client).await);
});
