//! What the shop's shelves are called, and which stands in which. Whoever changes one holds all of them, so that two who do
//! so at once do it one after the other, each knowing what the other did: together they cannot make a circle.

mod add;
mod arrange;
mod change;
mod remove;

use std::collections::HashMap;

use uuid::Uuid;

use super::store::categories as store;
use crate::admin::rules::categories as rules;
use crate::catalog::rules::tree::Tree;
use crate::db::entities::category;
use crate::kit::error::{AppError, AppResult};
use crate::server::cx::Moderator;
use crate::server::state::State;

pub use add::{New, add};
pub use arrange::arrange;
pub use change::{Change, change};
pub use remove::remove;

/// A category where it stands in the tree.
#[derive(Clone, Debug)]
pub struct Branch {
    pub category: category::Model,
    /// From 0.
    pub level: usize,
    /// Names from the highest level down to its own.
    pub path: Vec<String>,
    /// Those that are filed under it itself, and how many of them are for sale.
    pub listings: u64,
    pub on_sale: u64,
    /// Why it cannot be deleted, if so.
    pub kept: Option<String>,
    /// Whether it has siblings before it, and after it.
    pub moves: (bool, bool),
}

/// All of them in their order.
///
/// **Permissions**: moderators.
pub async fn branches(state: &State, _: &Moderator) -> AppResult<Vec<Branch>> {
    let rows = store::all(&state.db).await?;
    let counts = store::listings(&state.db).await?;
    let tree = tree(&rows);
    let by_id: HashMap<Uuid, &category::Model> = rows.iter().map(|row| (row.id, row)).collect();
    let branch = |(id, level): (Uuid, usize)| {
        let category = (*by_id.get(&id)?).clone();
        let path = tree.above(id).into_iter().chain([id]);
        let path = path.filter_map(|id| by_id.get(&id).map(|row| row.name.clone())).collect();
        let (listings, on_sale) = counts.get(&id).copied().unwrap_or_default();
        let siblings: Vec<Uuid> = siblings(&rows, category.parent_id).map(|row| row.id).collect();
        let moves = (siblings.first() != Some(&id), siblings.last() != Some(&id));
        let kept = rules::kept(listings, count_within(&rows, id));
        Some(Branch { category, level, path, listings, on_sale, kept, moves })
    };
    Ok(tree.ordered().into_iter().filter_map(branch).collect())
}

fn tree(rows: &[category::Model]) -> Tree {
    Tree::new(rows.iter().map(|row| (row.id, row.parent_id)))
}

/// What stands beside each other, in order.
fn siblings(rows: &[category::Model], parent: Option<Uuid>) -> impl Iterator<Item = &category::Model> {
    rows.iter().filter(move |row| row.parent_id == parent)
}

fn count_within(rows: &[category::Model], id: Uuid) -> usize {
    siblings(rows, Some(id)).count()
}

/// The place behind all that stand there.
fn last_place(rows: &[category::Model], parent: Option<Uuid>) -> i32 {
    siblings(rows, parent).map(|row| row.position.saturating_add(1)).max().unwrap_or(0)
}

/// Somebody else may have deleted it meanwhile.
fn found(rows: &[category::Model], id: Uuid) -> AppResult<&category::Model> {
    rows.iter().find(|row| row.id == id).ok_or_else(AppError::not_found)
}

/// As records of an act tell where it stands.
fn name_of(rows: &[category::Model], id: Option<Uuid>) -> Option<&str> {
    id.and_then(|id| rows.iter().find(|row| row.id == id)).map(|row| row.name.as_str())
}
