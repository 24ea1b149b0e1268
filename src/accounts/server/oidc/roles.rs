//! Roles a provider gives: its word counts when it changes, so that what staff changed here meanwhile stays.

use sea_orm::DatabaseTransaction;
use serde_json::json;

use crate::accounts::server::store::{people, staff};
use crate::admin::{self, AuditEntry};
use crate::db::entities::user::{self, StaffRole};
use crate::kit::error::AppResult;
use crate::server::cx::Cx;

/// The highest role among the provider's words for somebody.
pub fn told(roles: &[String]) -> Option<StaffRole> {
    let has = |name: &str| roles.iter().any(|role| role.eq_ignore_ascii_case(name));
    match (has("admin"), has("moderator")) {
        (true, _) => Some(StaffRole::Admin),
        (_, true) => Some(StaffRole::Moderator),
        _ => None,
    }
}

fn next(current: Option<StaffRole>, before: Option<StaffRole>, told: Option<StaffRole>) -> Option<StaffRole> {
    if told == before { current } else { told }
}

/// Gives or takes the role, where the provider's word is another than `before`. Sign-ins under the old role end.
pub async fn follow(
    cx: &Cx,
    tx: &DatabaseTransaction,
    user: &mut user::Model,
    before: Option<StaffRole>,
    told: Option<StaffRole>,
) -> AppResult<()> {
    let role = next(user.staff_role, before, told);
    if role == user.staff_role {
        return Ok(());
    }
    let now = cx.now();
    let change = user::ActiveModel { staff_role: sea_orm::ActiveValue::Set(role), ..Default::default() };
    people::update(tx, user.id, change, now).await?;
    staff::end_sign_ins(tx, &cx.state.sessions, user.id, now).await?;
    let change = json!({ "from": name(user.staff_role), "to": name(role), "by": "sign-in provider" });
    let entry = AuditEntry::by_the_shop("user.role_changed", "user", user.id).with(change);
    admin::record(tx, entry, now).await?;
    user.staff_role = role;
    Ok(())
}

fn name(role: Option<StaffRole>) -> Option<&'static str> {
    role.map(|role| match role {
        StaffRole::Moderator => "moderator",
        StaffRole::Admin => "admin",
    })
}

#[cfg(test)]
mod tests {
    use super::StaffRole::{Admin, Moderator};
    use super::*;

    #[test]
    fn the_highest_role_counts() {
        let roles = |names: &[&str]| told(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
        assert_eq!(roles(&["Moderator", "admin", "cook"]), Some(Admin));
        assert_eq!(roles(&["moderator"]), Some(Moderator));
        assert_eq!(roles(&["administrator", "cook"]), None);
        assert_eq!(roles(&[]), None);
    }

    #[test]
    fn a_word_counts_when_it_changes() {
        // Given and taken by the provider.
        assert_eq!(next(None, None, Some(Admin)), Some(Admin));
        assert_eq!(next(Some(Admin), Some(Admin), None), None);
        assert_eq!(next(Some(Admin), Some(Admin), Some(Moderator)), Some(Moderator));
        // Given or taken here, while the provider says the same as before.
        assert_eq!(next(Some(Admin), None, None), Some(Admin));
        assert_eq!(next(None, Some(Admin), Some(Admin)), None);
    }
}
