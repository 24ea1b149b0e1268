//! Where a seller's money goes, and that nobody else sends it elsewhere.

use prosets::accounts::server::payout_account::payout_account;
use uuid::Uuid;

use super::second_factor::turn_on;
use super::{PASSWORD, count, linked, mailed_link, mails, member, sign_in};
use crate::builders::catalog::{seller, shop_of};
use crate::support::app::TestApp;
use crate::support::client::{Answer, Client};

const IBAN: &str = "DE89 3704 0044 0532 0130 00";
const OTHER: &str = "GB82 WEST 1234 5698 7654 32";

async fn save(client: &mut Client, account: &str, password: &str, code: &str) -> Answer {
    let way = if account.is_empty() { "" } else { "iban" };
    let fields = [
        ("payout_way", way),
        ("payout_holder", "Ada Lovelace"),
        ("payout_account", account),
        ("password", password),
        ("code", code),
        ("_from", "/sell/payouts"),
    ];
    client.post_form("/api/fn/save_payout_account", &fields).await
}

/// The account as its owner is shown it.
async fn shown(app: &TestApp, id: Uuid) -> Option<String> {
    payout_account(&app.state, id).await.unwrap().map(|account| account.masked())
}

on_both!(a_change_takes_the_password_and_is_told, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = member(&db, "ada").await;
    shop_of(&db, ada, "ada").await;
    let mut client = app.client();
    sign_in(&mut client, "ada@example.test", PASSWORD).await.expect(303);
    assert!(client.get("/sell/payouts").await.expect(200).text().contains("Not told yet"));

    let page = save(&mut client, IBAN, "some other words here", "").await.expect(422).text();
    assert!(
        page.contains("This is not your password") && page.contains(IBAN),
        "what was typed is kept: {page}"
    );
    save(&mut client, IBAN, "", "").await.expect(422);
    let page = save(&mut client, "DE89 3704 0044 0532 0130 01", PASSWORD, "").await.expect(422).text();
    assert!(page.contains("This IBAN is not right"), "{page}");
    assert_eq!(shown(&app, ada).await, None);

    save(&mut client, IBAN, PASSWORD, "").await.expect(303);
    let page = client.get("/sell/payouts").await.expect(200).text();
    assert!(page.contains("IBAN DE89 … 3000") && page.contains("Ada Lovelace"), "{page}");
    assert!(!page.contains("370400440532"), "shortened: {page}");
    assert_eq!(mailed_link(&app, "payout-account").await, "/sell/payouts");
    assert_eq!(count(&db, "payout_accounts WHERE sealed LIKE '%3000%' OR sealed LIKE '%Ada%'").await, 0);
    assert_eq!(count(&db, "audit_events WHERE action = 'seller.payout_account_changed'").await, 1);

    save(&mut client, IBAN, PASSWORD, "").await.expect(303);
    assert_eq!(mails(&app, "payout-account").await, 1, "the same again is no change");
    save(&mut client, "", PASSWORD, "").await.expect(303);
    assert_eq!((shown(&app, ada).await, mails(&app, "payout-account").await), (None, 2));
});

on_both!(a_change_takes_the_second_factor_of_whoever_has_one, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = member(&db, "ada").await;
    shop_of(&db, ada, "ada").await;
    let mut client = app.client();
    sign_in(&mut client, "ada@example.test", PASSWORD).await.expect(303);
    let (_, codes) = turn_on(&app, &mut client).await;
    let page = client.get("/sell/payouts").await.expect(200).text();
    assert!(page.contains("Code of your second factor"), "{page}");
    for code in ["", "000000"] {
        save(&mut client, IBAN, PASSWORD, code).await.expect(422);
    }
    assert_eq!(shown(&app, ada).await, None);
    save(&mut client, IBAN, PASSWORD, &codes[0]).await.expect(303);
    assert_eq!(shown(&app, ada).await.unwrap(), "IBAN DE89 … 3000");
    save(&mut client, OTHER, PASSWORD, &codes[0]).await.expect(422);
    assert_eq!(shown(&app, ada).await.unwrap(), "IBAN DE89 … 3000");
});

on_both!(who_has_no_password_needs_a_second_factor_first, |db| async move {
    let app = TestApp::start(db.clone()).await;
    // Signs in by a provider alone.
    let ada = seller(&db, "ada").await.id;
    linked(&db, ada).await;
    let mut client = app.client().signed_in(ada).await;
    let page = client.get("/sell/payouts").await.expect(200).text();
    assert!(page.contains("Set up a second factor") && !page.contains("save_payout_account"), "{page}");
    save(&mut client, IBAN, "", "").await.expect(409);
    let (_, codes) = turn_on(&app, &mut client).await;
    save(&mut client, IBAN, "", "").await.expect(422);
    save(&mut client, IBAN, "", &codes[0]).await.expect(303);
    assert_eq!(shown(&app, ada).await.unwrap(), "IBAN DE89 … 3000");
});

on_both!(a_new_shop_may_say_it_at_once, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = member(&db, "ada").await;
    let mut client = app.client();
    sign_in(&mut client, "ada@example.test", PASSWORD).await.expect(303);
    let shop = |way: &'static str, account: &'static str| {
        [
            ("display_name", "Gears"),
            ("handle", "gears"),
            ("payout_way", way),
            ("payout_holder", "Ada"),
            ("payout_account", account),
            ("_from", "/become-a-seller"),
        ]
    };
    let page = client.post_form("/api/fn/become_seller", &shop("paypal", "nobody")).await.expect(422).text();
    assert!(page.contains("Enter the email address of your PayPal account."), "{page}");
    assert_eq!(count(&db, "sellers").await, 0);
    client.post_form("/api/fn/become_seller", &shop("paypal", "ada@example.com")).await.expect(303);
    assert_eq!(shown(&app, ada).await.unwrap(), "PayPal a…@example.com");
    assert_eq!(count(&db, "payout_accounts").await, 1);
});
