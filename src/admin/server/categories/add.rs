//! Adds a category, behind those beside it.

use serde_json::json;

use super::{last_place, name_of, tree};
use crate::admin::rules::categories as rules;
use crate::admin::server::record::{AuditEntry, record};
use crate::admin::server::store::categories as store;
use crate::db;
use crate::db::dialect::unique_violation;
use crate::db::entities::category;
use crate::kit::error::{AppError, AppResult, FieldErrors};
use crate::kit::ids::new_id;
use crate::server::cx::Moderator;
use crate::server::page_cache::Shown;
use crate::server::state::State;

/// As it was typed.
#[derive(Clone, Debug)]
pub struct New {
    pub name: String,
    /// Empty for one made from the name.
    pub slug: String,
    pub description: String,
    /// A category's id; empty for the highest level.
    pub parent: String,
}

/// **Permissions**: moderators.
pub async fn add(state: &State, moderator: &Moderator, new: New) -> AppResult<()> {
    let mut errors = FieldErrors::new();
    let name = rules::name(&new.name, &mut errors);
    let slug = rules::slug(&new.slug, &name, &mut errors);
    let description = rules::description(&new.description, &mut errors);
    let parent = rules::parent(&new.parent, &mut errors);
    AppError::validation(errors)?;
    let now = state.clock.now();
    let tx = db::tx(&state.db).await?;
    let rows = store::locked(&tx).await?;
    rules::placed(&tree(&rows), None, parent)?;
    let taken = |by: &str| {
        let words = format!("/categories/{slug} is the address of “{by}”. Write another one.");
        AppError::invalid("slug", words)
    };
    if let Some(other) = rows.iter().find(|row| row.slug == slug) {
        return Err(taken(&other.name));
    }
    let row = category::Model {
        id: new_id(),
        slug: slug.clone(),
        name: name.clone(),
        description,
        parent_id: parent,
        position: last_place(&rows, parent),
        created_at: now,
    };
    let id = row.id;
    if let Err(error) = store::insert(&tx, row).await {
        return Err(if unique_violation(&error) { taken("another category") } else { error.into() });
    }
    let told = json!({ "name": name, "slug": slug, "in": name_of(&rows, parent) });
    record(&tx, AuditEntry::by(moderator, "category.added", "category", id).with(told), now).await?;
    let _told = state.pages.will_change([Shown::Shelves]);
    tx.commit().await?;
    Ok(())
}
