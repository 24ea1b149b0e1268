//! One order of a buyer, whole.

use uuid::Uuid;

use super::store;
use crate::kit::error::{AppError, AppResult};
use crate::kit::money::Money;
use crate::orders::types::{Line, Order};
use crate::server::cx::Buyer;
use crate::server::state::State;

/// Somebody else's is not found.
pub async fn show_order(state: &State, buyer: &Buyer, id: Uuid) -> AppResult<Order> {
    let row = store::order(&state.db, buyer.user_id, id).await?.ok_or_else(AppError::not_found)?;
    let lines = store::lines(&state.db, row.id).await?;
    let failure = store::failure(&state.db, row.id).await?;
    let currency = Money::stored(row.total_minor, &row.currency)?.currency;
    let money = |minor| Money::new(minor, currency);
    let lines = lines.into_iter().map(|line| Line {
        id: line.id,
        asset_id: line.asset_id,
        slug: line.slug,
        title: line.title,
        seller_name: line.seller_name,
        licence_code: line.licence_code,
        licence_name: line.licence_name,
        licence_terms: line.licence_terms,
        version: line.version_number,
        unit: money(line.unit_minor),
        discount: money(line.discount_minor),
        tax: money(line.tax_minor),
        total: money(line.total_minor),
        entitlement_id: line.entitlement_id.filter(|_| line.revoked_at.is_none()),
    });
    Ok(Order {
        id: row.id,
        number: row.number,
        status: row.status.into(),
        held: row.held_for_review_reason.is_some(),
        subtotal: money(row.subtotal_minor),
        discount: money(row.discount_minor),
        tax: money(row.tax_minor),
        total: money(row.total_minor),
        refund_policy: row.refund_policy,
        waived: row.waiver_at.is_some(),
        created_at: row.created_at,
        expires_at: row.expires_at,
        paid_at: row.paid_at,
        failure,
        lines: lines.collect(),
    })
}
