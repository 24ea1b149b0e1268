//! Reviews that were reported: hidden with a reason, shown again, or left to stand.

use prosets::admin::{ChainState, verify_chain};
use prosets::db::entities::review;
use sea_orm::EntityTrait;

use crate::accounts::{count, mails};
use crate::builders::catalog::{Listing, bought, review, seller, user};
use crate::builders::staff;
use crate::catalog::reviews::{about, rating, write};
use crate::support::app::TestApp;

const FROM: &str = "/admin/reviews";
const WHY: (&str, &str) = ("reason", "Rude to the maker.");

on_both!(a_hidden_review_is_gone_uncounted_recorded_and_its_author_told, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let gear = Listing::of(&seller(&db, "ada").await).title("Gear").rated(&[1, 5]).save(&db).await;
    review(&db, &gear, "eve", 5, "Good.").await;
    let sale = bought(&db, &gear, "ben").await;
    let mut ben = app.client().signed_in(sale.buyer_id).await;
    write(&mut ben, &gear, "1", "You fool.").await.expect(303);
    assert_eq!(rating(&db, &gear).await, (6, 2));
    let rows = review::Entity::find().all(&db).await.unwrap();
    let bad = rows.iter().find(|row| row.stars == 1).unwrap().id;
    let mut zoe = app.client().signed_in(user(&db, "zoe").await.id).await;
    about(&mut zoe, "report_review", bad, &[("reason", "It insults.")], &gear.path()).await.expect(303);

    let mut mona = app.client().signed_in(staff::moderator(&db, "mona").await.id).await;
    let queue = mona.get(FROM).await.expect(200).text();
    assert!(
        queue.contains("You fool.") && queue.contains("It insults.") && !queue.contains("Good."),
        "{queue}"
    );
    let page = about(&mut mona, "hide_review", bad, &[("reason", " ")], FROM).await.expect(422).text();
    assert!(page.contains("<details open"), "{page}");
    let answer = about(&mut mona, "hide_review", bad, &[WHY], FROM).await;
    assert_eq!(answer.location(), FROM);
    about(&mut mona, "hide_review", bad, &[WHY], FROM).await.expect(409);
    assert!(!mona.get(FROM).await.text().contains("You fool."), "it was looked at");
    let hidden = mona.get("/admin/reviews?status=hidden").await.text();
    assert!(hidden.contains("You fool.") && hidden.contains("Rude to the maker."), "{hidden}");
    assert_eq!(rating(&db, &gear).await, (5, 1));
    assert!(!app.client().get(&gear.path()).await.text().contains("You fool."));
    let list = app.client().get_json(&format!("/api/v1{}/reviews", gear.path())).await.json();
    assert_eq!(list["data"].as_array().unwrap().len(), 1);

    // Its author reads why, may change it, and cannot write it anew.
    let page = ben.get(&gear.path()).await.text();
    assert!(page.contains("Rude to the maker.") && page.contains("You fool."), "{page}");
    about(&mut ben, "delete_review", bad, &[], &gear.path()).await.expect(409);
    write(&mut ben, &gear, "2", "It broke.").await.expect(303);
    assert_eq!(rating(&db, &gear).await, (5, 1));
    assert!(!app.client().get(&gear.path()).await.text().contains("It broke."));
    assert_eq!(mails(&app, "review-hidden").await, 1);
    let all = app.state.stored_mail.list(10).await.unwrap();
    let mail = &all.iter().find(|mail| mail.message.kind == "review-hidden").unwrap().message;
    assert!(mail.to == "ben@example.test" && mail.text.contains("Rude to the maker."), "{mail:?}");

    about(&mut mona, "show_review", bad, &[("reason", "Mended.")], FROM).await.expect(303);
    assert_eq!(rating(&db, &gear).await, (7, 2));
    assert!(app.client().get(&gear.path()).await.text().contains("It broke."));
    assert_eq!(mails(&app, "review-shown").await, 1);
    let log = mona.get("/admin/audit?entity=review").await.expect(200).text();
    assert!(log.contains("review.hidden") && log.contains("review.shown") && log.contains("@mona"), "{log}");
    assert_eq!(verify_chain(&app.state).await.unwrap(), ChainState::Intact(2));
});

on_both!(a_report_without_cause_is_settled, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let gear = Listing::of(&seller(&db, "ada").await).rated(&[2]).save(&db).await;
    let said = review(&db, &gear, "ben", 2, "It broke.").await;
    let mut mona = app.client().signed_in(staff::moderator(&db, "mona").await.id).await;
    about(&mut mona, "show_review", said.id, &[WHY], FROM).await.expect(409);
    let mut zoe = app.client().signed_in(user(&db, "zoe").await.id).await;
    about(&mut zoe, "report_review", said.id, &[("reason", "Not nice.")], &gear.path()).await.expect(303);
    about(&mut mona, "show_review", said.id, &[("reason", "Fair words.")], FROM).await.expect(303);
    assert_eq!(count(&db, "review_reports WHERE settled_at IS NULL").await, 0);
    assert!(mona.get(FROM).await.text().contains("Nothing to look at"));
    assert_eq!((rating(&db, &gear).await, mails(&app, "review-shown").await), ((2, 1), 0));
    assert!(mona.get("/admin/audit?action=review.kept").await.text().contains("Fair words."));
    let all = mona.get("/admin/reviews?status=all").await.text();
    assert!(
        all.contains("It broke.") && all.contains("hide_review") && !all.contains("show_review"),
        "{all}"
    );
    mona.get("/admin/reviews?status=odd").await.expect(422);
});

on_both!(only_staff_hides_reviews, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).save(&db).await;
    let said = review(&db, &gear, "ben", 1, "It broke.").await;
    for who in [ada.id, said.user_id] {
        let mut client = app.client().signed_in(who).await;
        for act in ["hide_review", "show_review"] {
            about(&mut client, act, said.id, &[WHY], FROM).await.expect(403);
        }
    }
    let row = review::Entity::find_by_id(said.id).one(&db).await.unwrap().unwrap();
    assert_eq!(row.hidden_at, None);
});
