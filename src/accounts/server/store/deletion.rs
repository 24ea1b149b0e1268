//! What an account leaves behind, and what goes with it.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, RelationTrait, Select,
};
use uuid::Uuid;

use crate::db::dialect;
use crate::db::entities::ledger_entry::LedgerAccount;
use crate::db::entities::order::OrderStatus;
use crate::db::entities::refund::RefundStatus;
use crate::db::entities::user::StaffRole;
use crate::db::entities::*;
use crate::kit::error::AppResult;
use crate::kit::money::Money;

const OPEN: [OrderStatus; 3] =
    [OrderStatus::Created, OrderStatus::PaymentPending, OrderStatus::PaymentFailed];

/// Those who can run the shop, in the order of their ids.
pub async fn admins(db: &impl ConnectionTrait) -> AppResult<Vec<Uuid>> {
    Ok(all_admins().all(db).await?.into_iter().map(|admin| admin.id).collect())
}

/// The same, locked until the transaction ends.
pub async fn locked_admins(tx: &impl ConnectionTrait) -> AppResult<Vec<Uuid>> {
    let admins = dialect::for_update(all_admins()).all(tx).await?;
    Ok(admins.into_iter().map(|admin| admin.id).collect())
}

fn all_admins() -> Select<user::Entity> {
    user::Entity::find()
        .filter(user::Column::StaffRole.eq(StaffRole::Admin))
        .filter(user::Column::DisabledAt.is_null())
        .order_by_asc(user::Column::Id)
}

pub async fn unpaid_orders(db: &impl ConnectionTrait, user_id: Uuid) -> AppResult<u64> {
    let theirs = order::Entity::find().filter(order::Column::BuyerId.eq(user_id));
    let open = theirs.filter(order::Column::Status.is_in(OPEN));
    Ok(open.filter(order::Column::HeldForReviewReason.is_null()).count(db).await?)
}

/// Orders with something of this seller in them.
fn sold_by(seller_id: Uuid) -> Select<order_line::Entity> {
    order_line::Entity::find()
        .join(JoinType::InnerJoin, order_line::Relation::Order.def())
        .filter(order_line::Column::SellerId.eq(seller_id))
}

pub async fn sales_under_way(db: &impl ConnectionTrait, seller_id: Uuid) -> AppResult<u64> {
    Ok(sold_by(seller_id).filter(order::Column::Status.is_in(OPEN)).count(db).await?)
}

/// Bought or sold.
pub async fn held_orders(db: &impl ConnectionTrait, user_id: Uuid) -> AppResult<u64> {
    let held = order::Column::HeldForReviewReason.is_not_null();
    let bought = order::Entity::find().filter(order::Column::BuyerId.eq(user_id)).filter(held.clone());
    Ok(bought.count(db).await? + sold_by(user_id).filter(held).count(db).await?)
}

/// Of what was bought or sold.
pub async fn open_refunds(db: &impl ConnectionTrait, user_id: Uuid) -> AppResult<u64> {
    let sold = sold_by(user_id).select_only().column(order_line::Column::OrderId);
    let theirs = Condition::any()
        .add(order::Column::BuyerId.eq(user_id))
        .add(refund::Column::OrderId.in_subquery(sea_orm::QueryTrait::into_query(sold)));
    let open = refund::Entity::find()
        .join(JoinType::InnerJoin, refund::Relation::Order.def())
        .filter(refund::Column::Status.eq(RefundStatus::Pending))
        .filter(theirs);
    Ok(open.count(db).await?)
}

#[derive(FromQueryResult)]
struct Sum {
    currency: String,
    minor: i64,
}

/// What the ledger owes a seller, by currency, held back or not.
pub async fn owed(db: &impl ConnectionTrait, seller_id: Uuid) -> AppResult<Vec<Money>> {
    let sums = ledger_entry::Entity::find()
        .select_only()
        .column(ledger_entry::Column::Currency)
        .expr_as(dialect::sum(ledger_entry::Column::AmountMinor), "minor")
        .filter(ledger_entry::Column::SellerId.eq(seller_id))
        .filter(ledger_entry::Column::Account.is_in([LedgerAccount::SellerPayable, LedgerAccount::Reserve]))
        .group_by(ledger_entry::Column::Currency);
    let sums = sums.into_model::<Sum>().all(db).await?;
    // What is owed stands in the ledger as a negative amount.
    sums.into_iter().map(|sum| Money::stored(-sum.minor, &sum.currency)).collect()
}

/// The row without its person.
pub async fn anonymise(
    tx: &impl ConnectionTrait,
    user_id: Uuid,
    name: &str,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let nobody = format!("deleted-{}", user_id.simple());
    let email = format!("{nobody}@deleted.invalid");
    let change = user::ActiveModel {
        email: Set(email.clone()),
        email_key: Set(email),
        username: Set(nobody.clone()),
        username_key: Set(nobody),
        display_name: Set(name.to_owned()),
        password_hash: Set(None),
        staff_role: Set(None),
        email_verified_at: Set(None),
        locale: Set(None),
        currency: Set(None),
        avatar: Set(None),
        disabled_at: Set(Some(now)),
        deleted_at: Set(Some(now)),
        updated_at: Set(now),
        ..Default::default()
    };
    user::Entity::update_many().set(change).filter(user::Column::Id.eq(user_id)).exec(tx).await?;
    Ok(())
}

/// The shop without its person; what it sold still names it.
pub async fn close_shop(
    tx: &impl ConnectionTrait,
    seller_id: Uuid,
    name: &str,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let nobody = format!("deleted-{}", seller_id.simple());
    let change = seller::ActiveModel {
        handle: Set(nobody.clone()),
        handle_key: Set(nobody),
        display_name: Set(name.to_owned()),
        about: Set(String::new()),
        links: Set(String::new()),
        country: Set(None),
        closed_at: Set(Some(now)),
        updated_at: Set(now),
        ..Default::default()
    };
    seller::Entity::update_many().set(change).filter(seller::Column::Id.eq(seller_id)).exec(tx).await?;
    Ok(())
}

macro_rules! forget {
    ($tx:expr, $user_id:expr, $($table:ident)*) => { $(
        $table::Entity::delete_many().filter($table::Column::UserId.eq($user_id)).exec($tx).await?;
    )* };
}

/// Everything that is of use to the person alone.
pub async fn forget_belongings(tx: &impl ConnectionTrait, user_id: Uuid) -> AppResult<()> {
    forget!(tx, user_id,
        refresh_token personal_token passkey authenticator recovery_code known_device identity
        email_token email_change confirmation notification_setting payout_account wishlist_item cart data_export
        review_vote review_report asset_report follow saved_search
    );
    Ok(())
}
