//! The tree of categories: what staff can make of it, and what cannot be made of it.

use prosets::admin::{ChainState, verify_chain};
use prosets::db::entities::asset::{self, AssetStatus};
use prosets::db::entities::category;
use sea_orm::{ActiveModelTrait, DatabaseConnection, EntityTrait, QueryOrder, Set};
use uuid::Uuid;

use crate::accounts::count;
use crate::builders::catalog::{Listing, seller, user};
use crate::builders::staff;
use crate::support::app::TestApp;
use crate::support::client::{Answer, Client};
use crate::support::forms::{self, Form};

const PAGE: &str = "/admin/categories";

pub async fn act(client: &mut Client, action: &str, fields: &[(&str, &str)]) -> Answer {
    let form = [fields, [("_from", PAGE)].as_slice()].concat();
    client.post_form(&format!("/api/fn/{action}"), &form).await
}

pub async fn add(client: &mut Client, name: &str, parent: Option<Uuid>) -> Answer {
    let parent = parent.map(|id| id.to_string()).unwrap_or_default();
    act(client, "add_category", &[("name", name), ("parent", &parent)]).await
}

pub async fn edit(client: &mut Client, id: Uuid, name: &str, parent: Option<Uuid>) -> Answer {
    let parent = parent.map(|id| id.to_string()).unwrap_or_default();
    let id = id.to_string();
    let from = format!("{PAGE}?edit={id}");
    let form = [("category_id", id.as_str()), ("name", name), ("parent", &parent), ("_from", &from)];
    client.post_form("/api/fn/edit_category", &form).await
}

async fn place(client: &mut Client, id: Uuid, place: &str) -> Answer {
    act(client, "move_category", &[("category_id", &id.to_string()), ("place", place)]).await
}

async fn delete(client: &mut Client, id: Uuid) -> Answer {
    act(client, "delete_category", &[("category_id", &id.to_string())]).await
}

pub async fn rows(db: &DatabaseConnection) -> Vec<category::Model> {
    category::Entity::find().order_by_asc(category::Column::Position).all(db).await.unwrap()
}

pub async fn named(db: &DatabaseConnection, name: &str) -> category::Model {
    rows(db).await.into_iter().find(|row| row.name == name).unwrap()
}

/// Makes one category in the other, each with the slug of its name.
pub async fn chain(client: &mut Client, db: &DatabaseConnection, names: &[&str]) -> Vec<category::Model> {
    let mut made: Vec<category::Model> = Vec::new();
    for name in names {
        add(client, name, made.last().map(|parent| parent.id)).await.expect(303);
        made.push(named(db, name).await);
    }
    made
}

/// The names in the order of the page.
fn order(html: &str) -> Vec<String> {
    let rows = html.split("<th scope=\"row\"").skip(1);
    let name = |row: &str| {
        let link = row.split_once("<a ").unwrap().1.split_once('>').unwrap().1;
        link.split_once('<').unwrap().0.to_owned()
    };
    rows.map(name).collect()
}

on_both!(a_shop_without_categories_gets_its_tree, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let mut mona = app.client().signed_in(staff::moderator(&db, "mona").await.id).await;
    let page = mona.get(PAGE).await.expect(200).text();
    assert!(page.contains("No categories yet") && page.contains("/api/fn/add_category"), "{page}");

    let words = [("name", " Tools &\n more "), ("slug", ""), ("description", "For <hands>."), ("parent", "")];
    assert_eq!(act(&mut mona, "add_category", &words).await.location(), PAGE);
    let tools = named(&db, "Tools & more").await;
    assert_eq!((tools.slug.as_str(), tools.parent_id), ("tools-more", None));
    add(&mut mona, "Clamps", Some(tools.id)).await.expect(303);
    let clamps = named(&db, "Clamps").await;
    add(&mut mona, "Pins", Some(clamps.id)).await.expect(303);
    add(&mut mona, "Saws", Some(tools.id)).await.expect(303);
    add(&mut mona, "Art", None).await.expect(303);

    let ada = seller(&db, "ada").await;
    Listing::of(&ada).category(&clamps).save(&db).await;
    Listing::of(&ada).category(&clamps).status(AssetStatus::Draft).save(&db).await;
    let page = mona.get(PAGE).await.expect(200).text();
    assert_eq!(order(&page), ["Tools &amp; more", "Clamps", "Pins", "Saws", "Art"]);
    for words in
        ["1 not for sale", "It holds 2 listings and one category.", "/categories/clamps", "Delete Pins"]
    {
        assert!(page.contains(words), "{words} in {page}");
    }
    assert!(!page.contains("Delete Clamps") && !page.contains("No categories yet"), "{page}");

    let page = app.client().get("/categories/tools-more").await.expect(200).text();
    assert!(page.contains("For &lt;hands&gt;.") && page.contains("/categories/clamps"), "{page}");
    let log = mona.get("/admin/audit?entity=category").await.expect(200).text();
    assert!(log.contains("category.added"), "{log}");
    assert_eq!(verify_chain(&app.state).await.unwrap(), ChainState::Intact(5));
});

on_both!(what_is_wrong_is_said_at_the_field_and_nothing_typed_is_lost, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let mut mona = app.client().signed_in(staff::moderator(&db, "mona").await.id).await;
    let tools = chain(&mut mona, &db, &["Tools"]).await.remove(0);
    let parent = tools.id.to_string();
    let long = "x".repeat(61);
    for (name, slug, at, words) in [
        ("", "", "f-name-error", "Give it a name."),
        (long.as_str(), "fine", "f-name-error", "at most 60 characters"),
        ("Hand tools", "Hand Tools", "f-slug-error", "“hand-tools” would do"),
        ("Hand tools", "tools", "f-slug-error", "is the address of “Tools”"),
        ("tools!", "", "f-slug-error", "is the address of “Tools”"),
        ("工具", "", "f-slug-error", "No address can be made of this name"),
    ] {
        let typed = [("name", name), ("slug", slug), ("description", "Said."), ("parent", parent.as_str())];
        let page = act(&mut mona, "add_category", &typed).await.expect(422).text();
        assert!(page.contains(at) && page.contains(words), "{words} in {page}");
        let form: Form =
            forms::forms(&page).into_iter().find(|f| f.action == "/api/fn/add_category").unwrap();
        for (field, value) in typed {
            assert_eq!(form.value(field), value, "{field}");
        }
    }
    for parent in ["tools", &Uuid::now_v7().to_string()] {
        let typed = [("name", "Saws"), ("parent", parent)];
        let page = act(&mut mona, "add_category", &typed).await.expect(422).text();
        assert!(page.contains("Choose one of the categories."), "{page}");
    }
    let from = format!("{PAGE}?edit={}", tools.id);
    let typed = [("category_id", parent.as_str()), ("name", ""), ("description", "New."), ("_from", &from)];
    let page = mona.post_form("/api/fn/edit_category", &typed).await.expect(422).text();
    assert!(page.contains("Give it a name.") && page.contains("New.") && page.contains("stays so"), "{page}");
    assert_eq!(rows(&db).await.len(), 1);
    edit(&mut mona, Uuid::now_v7(), "Saws", None).await.expect(404);
});

on_both!(there_is_no_circle_and_no_fourth_level, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let mut mona = app.client().signed_in(staff::moderator(&db, "mona").await.id).await;
    let rows = chain(&mut mona, &db, &["One", "Two", "Three"]).await;
    let [one, two, three] = [0, 1, 2].map(|at| rows[at].id);
    add(&mut mona, "Four", Some(three)).await.expect(422);
    for parent in [one, two, three] {
        let page = edit(&mut mona, one, "One", Some(parent)).await.expect(422).text();
        assert!(page.contains("cannot stand in itself"), "{page}");
    }
    add(&mut mona, "Other", None).await.expect(303);
    let other = named(&db, "Other").await.id;
    let page = edit(&mut mona, one, "One", Some(other)).await.expect(422).text();
    assert!(page.contains("a fourth level"), "{page}");
    let page = mona.get(&format!("{PAGE}?edit={one}")).await.expect(200).text();
    let form = forms::forms(&page).into_iter().find(|form| form.action == "/api/fn/edit_category").unwrap();
    assert_eq!((form.value("name"), form.value("parent")), ("One", ""));
    let places = page.split_once("name=\"parent\"").unwrap().1.split_once("</select>").unwrap().0;
    assert!(!places.contains(&three.to_string()) && !places.contains(&other.to_string()), "{places}");
    edit(&mut mona, two, "Two", Some(other)).await.expect(303);
    assert_eq!(named(&db, "Two").await.parent_id, Some(other));

    // Each may stand in the other, but not both.
    let mut root = app.client().signed_in(staff::admin(&db, "root").await.id).await;
    add(&mut mona, "Left", None).await.expect(303);
    add(&mut mona, "Right", None).await.expect(303);
    let (left, right) = (named(&db, "Left").await.id, named(&db, "Right").await.id);
    let (a, b) = tokio::join!(
        edit(&mut mona, left, "Left", Some(right)),
        edit(&mut root, right, "Right", Some(left)),
    );
    let mut answers = [a.status.as_u16(), b.status.as_u16()];
    answers.sort_unstable();
    assert_eq!(answers, [303, 422]);
});

on_both!(the_order_is_theirs_and_what_holds_something_stays, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let mut mona = app.client().signed_in(staff::moderator(&db, "mona").await.id).await;
    for name in ["One", "Two", "Three"] {
        add(&mut mona, name, None).await.expect(303);
    }
    let [one, two, three] = [named(&db, "One").await, named(&db, "Two").await, named(&db, "Three").await];
    add(&mut mona, "Inner", Some(one.id)).await.expect(303);
    let inner = named(&db, "Inner").await;
    place(&mut mona, three.id, "earlier").await.expect(303);
    place(&mut mona, one.id, "later").await.expect(303);
    place(&mut mona, one.id, "up").await.expect(422);
    // It stands alone.
    place(&mut mona, inner.id, "later").await.expect(303);
    assert_eq!(order(&mona.get(PAGE).await.text()), ["Three", "One", "Inner", "Two"]);
    assert_eq!(count(&db, "audit_events WHERE action = 'category.moved'").await, 2);
    let home = app.client().get("/").await.text();
    let places = ["three", "one", "two"].map(|slug| home.find(&format!("/categories/{slug}\"")).unwrap());
    assert!(places.is_sorted());

    let page = delete(&mut mona, one.id).await.expect(409).text();
    assert!(page.contains("It holds one category."), "{page}");
    delete(&mut mona, inner.id).await.expect(303);
    delete(&mut mona, one.id).await.expect(303);
    delete(&mut mona, one.id).await.expect(404);
    let ada = seller(&db, "ada").await;
    for (n, status) in
        [AssetStatus::Draft, AssetStatus::Unpublished, AssetStatus::Removed].into_iter().enumerate()
    {
        let listed = Listing::of(&ada).category(&two).status(status).save(&db).await;
        let page = delete(&mut mona, two.id).await.expect(409).text();
        assert!(page.contains("It holds one listing."), "{n}: {page}");
        let mut row: asset::ActiveModel = listed.asset.into();
        row.category_id = Set(None);
        row.update(&db).await.unwrap();
    }
    delete(&mut mona, two.id).await.expect(303);
    app.client().get("/categories/two").await.expect(404);
    assert_eq!(count(&db, "audit_events WHERE action = 'category.deleted'").await, 3);
});

on_both!(only_staff_changes_the_tree, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let answer = add(&mut app.client(), "Tools", None).await;
    assert_eq!(answer.location(), "/sign-in?next=%2Fadmin%2Fcategories");
    for who in [seller(&db, "ada").await.id, user(&db, "ben").await.id] {
        let mut client = app.client().signed_in(who).await;
        add(&mut client, "Tools", None).await.expect(403);
        client.get(PAGE).await.expect(403);
    }
    assert!(rows(&db).await.is_empty());
});
