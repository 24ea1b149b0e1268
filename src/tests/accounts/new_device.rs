//! A sign-in with a browser that was not used before is told by mail.

use super::{PASSWORD, count, mails, member, sign_in};
use crate::support::app::TestApp;

on_both!(a_new_browser_is_told_of_once, |db| async move {
    let app = TestApp::start(db.clone()).await;
    member(&db, "ada").await;
    let mut first = app.client();
    sign_in(&mut first, "ada@example.test", PASSWORD).await.expect(303);
    assert_eq!(mails(&app, "new-device").await, 0);

    let mut second = app.client();
    for _ in 0..2 {
        sign_in(&mut second, "ada@example.test", PASSWORD).await.expect(303);
        second.post_form("/api/fn/sign_out", &[]).await.expect(303);
        sign_in(&mut first, "ada@example.test", PASSWORD).await.expect(303);
    }
    assert_eq!(mails(&app, "new-device").await, 1);
    // What the browser holds is not what is kept.
    let device = second.cookie("prosets_device").unwrap().to_owned();
    assert_eq!(count(&db, &format!("known_devices WHERE device_hash = '{device}'")).await, 0);
    assert_eq!(count(&db, "known_devices").await, 2);

    // Another person on a browser known for the first.
    member(&db, "bob").await;
    sign_in(&mut app.client(), "bob@example.test", PASSWORD).await.expect(303);
    sign_in(&mut first, "bob@example.test", PASSWORD).await.expect(303);
    assert_eq!(mails(&app, "new-device").await, 2);
});

on_both!(a_wrong_password_is_no_sign_in, |db| async move {
    let app = TestApp::start(db.clone()).await;
    member(&db, "ada").await;
    sign_in(&mut app.client(), "ada@example.test", PASSWORD).await.expect(303);
    sign_in(&mut app.client(), "ada@example.test", "wrong horse battery").await.expect(422);
    assert_eq!(mails(&app, "new-device").await, 0);
    assert_eq!(count(&db, "known_devices").await, 1);
});
