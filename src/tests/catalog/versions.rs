//! The versions of a listing on its page.

use chrono::TimeDelta;
use prosets::db::entities::version;
use sea_orm::{ActiveModelTrait, DatabaseConnection, IntoActiveModel, Set};
use uuid::Uuid;

use super::head::links;
use crate::builders::catalog::{Listed, Listing, noon, seller};
use crate::support::app::TestApp;

/// As many versions as there are `days`, each released so many days before the listing's own.
async fn released(db: &DatabaseConnection, listed: &Listed, days: std::ops::Range<i64>) {
    for days in days {
        let draft = version::ActiveModel {
            id: Set(Uuid::now_v7()),
            asset_id: Set(listed.asset.id),
            number: Set(format!("0.{}.0", 900 - days)),
            notes: Set(format!("Released {days} days before.")),
            status: Set(version::VersionStatus::Draft),
            created_at: Set(noon()),
            ..Default::default()
        };
        let mut version = draft.insert(db).await.unwrap().into_active_model();
        version.status = Set(version::VersionStatus::Ready);
        version.content_hash = Set(Some("0".repeat(64)));
        version.released_at = Set(Some(noon() - TimeDelta::days(days)));
        version.update(db).await.unwrap();
    }
}

/// What each release on the page changed, in their order.
fn notes(html: &str) -> Vec<String> {
    let notes = html.split("class=\"release-notes\">").skip(1);
    notes.map(|part| part.split_once('<').unwrap().0.to_owned()).collect()
}

on_both!(a_page_shows_the_newest_versions_and_leads_to_all_of_them, |db| async move {
    let listing = Listing::of(&seller(&db, "Ada").await).save(&db).await;
    let app = TestApp::start(db.clone()).await;
    let (path, all) = (listing.path(), format!("{}?versions=all", listing.path()));
    let page = async |path: &str| app.client().get(path).await.expect(200).text();
    let mut there = 1;
    for (versions, earlier) in [(1, None), (20, None), (21, Some(1)), (45, Some(25))] {
        released(&db, &listing, there..versions).await;
        there = versions;
        let expected: Vec<String> = std::iter::once("First release.".to_owned())
            .chain((1..versions).map(|days| format!("Released {days} days before.")))
            .collect();
        let html = page(&path).await;
        assert_eq!(notes(&html), expected[..expected.len().min(20)], "{versions}");
        let words = earlier.map(|earlier: u64| format!("And {earlier} earlier."));
        assert_eq!(html.contains(" earlier."), words.is_some(), "{versions}");
        assert!(words.is_none_or(|words| html.contains(&words)), "{versions}");
        let way = format!("href=\"{all}#versions\"");
        assert_eq!(html.contains(&way), earlier.is_some(), "{versions}");
        let html = page(&all).await;
        assert_eq!(notes(&html), expected, "{versions}");
        assert!(!html.contains(" earlier.") && !html.contains(&way), "{versions}");
    }
});

on_both!(what_nobody_asks_for_is_refused_and_no_draft_is_told, |db| async move {
    let listing = Listing::of(&seller(&db, "Ada").await).save(&db).await;
    released(&db, &listing, 1..20).await;
    let draft = version::ActiveModel {
        id: Set(Uuid::now_v7()),
        asset_id: Set(listing.asset.id),
        number: Set("2.0.0".into()),
        notes: Set("Not yet.".into()),
        status: Set(version::VersionStatus::Draft),
        created_at: Set(noon()),
        ..Default::default()
    };
    draft.insert(&db).await.unwrap();
    let app = TestApp::start(db).await;
    for query in ["", "?versions=", "?versions=all"] {
        let html = app.client().get(&format!("{}{query}", listing.path())).await.expect(200).text();
        assert_eq!(notes(&html).len(), 20, "{query}");
        assert!(!html.contains("Not yet.") && !html.contains(" earlier."), "{query}");
        let address = format!("{}{}", app.state.config.server.base_url, listing.path());
        assert_eq!(links(&html, "canonical", "href"), [address], "{query}");
    }
    for bad in ["ALL", "1", "%00", "%27"] {
        app.client().get(&format!("{}?versions={bad}", listing.path())).await.expect(422);
    }
});
