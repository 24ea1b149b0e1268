//! Disabling, enabling and staff roles.

use prosets::admin::{ChainState, verify_chain};
use prosets::db::entities::user::{self, StaffRole};
use sea_orm::{DatabaseConnection, EntityTrait};
use uuid::Uuid;

use crate::builders::catalog::user;
use crate::builders::staff;
use crate::support::app::TestApp;
use crate::support::client::{Answer, Client};

const FROM: (&str, &str) = ("_from", "/admin/users");

async fn post(client: &mut Client, act: &str, id: Uuid, role: &str) -> Answer {
    let id = id.to_string();
    let scope = format!("{act}-{id}");
    let form = [
        ("user_id", id.as_str()),
        ("role", role),
        ("reason", "Asked for by mail."),
        ("_scope", &scope),
        FROM,
    ];
    client.post_form(&format!("/api/fn/{act}"), &form).await
}

async fn read(db: &DatabaseConnection, id: Uuid) -> user::Model {
    user::Entity::find_by_id(id).one(db).await.unwrap().unwrap()
}

on_both!(a_disabled_person_is_signed_out_at_once_and_comes_back_when_enabled, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ben = user(&db, "ben").await;
    let mut bens = app.client().signed_in(ben.id).await;
    bens.get("/library").await.expect(200);
    let mut client = app.client().signed_in(staff::admin(&db, "root").await.id).await;

    assert_eq!(post(&mut client, "disable_user", ben.id, "").await.location(), "/admin/users");
    assert_eq!(bens.get("/library").await.location(), "/sign-in?next=%2Flibrary");
    assert!(client.get("/admin/users?status=disabled").await.text().contains("@ben"));
    post(&mut client, "disable_user", ben.id, "").await.expect(409);

    post(&mut client, "enable_user", ben.id, "").await.expect(303);
    assert!(read(&db, ben.id).await.disabled_at.is_none());
    // The sessions from before stay ended.
    assert_eq!(bens.get("/library").await.location(), "/sign-in?next=%2Flibrary");
    app.client().signed_in(ben.id).await.get("/library").await.expect(200);
    post(&mut client, "enable_user", ben.id, "").await.expect(409);

    let audit = client.get("/admin/audit?entity=user").await.expect(200).text();
    assert!(audit.contains("user.disabled") && audit.contains("user.enabled"), "{audit}");
    assert!(audit.contains("Asked for by mail."), "{audit}");
    assert_eq!(verify_chain(&app.state).await.unwrap(), ChainState::Intact(2));
});

on_both!(nobody_disables_or_demotes_themselves, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let root = staff::admin(&db, "root").await;
    let mut client = app.client().signed_in(root.id).await;
    for act in ["disable_user", "enable_user", "set_staff_role"] {
        let page = post(&mut client, act, root.id, "").await.expect(409).text();
        assert!(page.contains("This is your own account."), "{page}");
    }
    assert_eq!(read(&db, root.id).await, root);
    assert!(!client.get("/admin/users").await.text().contains("/api/fn/disable_user"));
});

on_both!(a_role_is_given_and_taken, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ben = user(&db, "ben").await;
    let mut client = app.client().signed_in(staff::admin(&db, "root").await.id).await;
    let mut bens = app.client().signed_in(ben.id).await;
    bens.get("/admin").await.expect(403);
    post(&mut client, "set_staff_role", ben.id, "moderator").await.expect(303);
    assert_eq!(read(&db, ben.id).await.staff_role, Some(StaffRole::Moderator));
    // No session is older than the rights it carries.
    assert_eq!(bens.get("/admin").await.location(), "/sign-in?next=%2Fadmin");
    app.client().signed_in(ben.id).await.get("/admin").await.expect(200);

    for role in ["moderator", "owner"] {
        let page = post(&mut client, "set_staff_role", ben.id, role).await.expect(422).text();
        assert!(
            page.contains("They have this role already.") || page.contains("Choose a role from the list.")
        );
    }
    post(&mut client, "set_staff_role", ben.id, "").await.expect(303);
    assert_eq!(read(&db, ben.id).await.staff_role, None);
    assert!(client.get("/admin/audit").await.text().contains("user.role_changed"));
});

on_both!(moderators_see_people_and_change_none, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ben = user(&db, "ben").await;
    let mut client = app.client().signed_in(staff::moderator(&db, "mona").await.id).await;
    let page = client.get("/admin/users").await.expect(200).text();
    assert!(page.contains("@ben") && !page.contains("/api/fn/disable_user"));
    for act in ["disable_user", "enable_user", "set_staff_role"] {
        let page = post(&mut client, act, ben.id, "admin").await.expect(403).text();
        assert!(page.contains("Only the shop’s admins") || page.contains("Only the shop's admins"), "{page}");
    }
    assert_eq!(read(&db, ben.id).await, ben);
    for page in ["/admin/jobs", "/admin/mail", "/admin/mail/20261121-a"] {
        client.get(page).await.expect(403);
    }
});

on_both!(two_admins_cannot_demote_each_other_at_once, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let (one, two) = (staff::admin(&db, "one").await, staff::admin(&db, "two").await);
    let mut first = app.client().signed_in(one.id).await;
    let mut second = app.client().signed_in(two.id).await;
    let (a, b) = tokio::join!(
        post(&mut first, "set_staff_role", two.id, ""),
        post(&mut second, "set_staff_role", one.id, ""),
    );
    let mut done = [a.status.as_u16(), b.status.as_u16()];
    done.sort_unstable();
    assert_eq!(done[0], 303, "{done:?}");
    let admins = [read(&db, one.id).await, read(&db, two.id).await];
    assert_eq!(admins.iter().filter(|person| person.staff_role.is_some()).count(), 1);
});
