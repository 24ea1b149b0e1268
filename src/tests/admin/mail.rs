//! Mail in files, as admins read it.

use prosets::ports::mail::Message;

use crate::builders::staff;
use crate::support::app::TestApp;

on_both!(stored_mail_is_listed_and_read, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let mut client = app.client().signed_in(staff::admin(&db, "root").await.id).await;
    assert!(client.get("/admin/mail").await.expect(200).text().contains("No mail in files"));
    let message = Message {
        unsubscribe: None,
        to: "ben@example.test".into(),
        subject: "Verify <you>".into(),
        text: "Hello Ben,\n\nopen https://shop.test/verify-email?token=1&x=2\n".into(),
        html: "<p>Hello Ben</p>".into(),
        kind: "verify-email".into(),
    };
    app.state.mail.send(message).await.unwrap();
    let list = client.get("/admin/mail").await.expect(200).text();
    assert!(list.contains("Verify &lt;you&gt;") && list.contains("ben@example.test"), "{list}");
    let (_, link) = list.split_once("href=\"/admin/mail/").unwrap();
    let (id, _) = link.split_once('"').unwrap();
    let page = client.get(&format!("/admin/mail/{id}")).await.expect(200).text();
    assert!(page.contains("open https://shop.test/verify-email?token=1&amp;x=2"), "{page}");
    for id in ["nothing", "..%2F..%2Fetc", "%00"] {
        client.get(&format!("/admin/mail/{id}")).await.expect(404);
    }
});
