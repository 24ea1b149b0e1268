//! What staff see and do; the audit log.

pub mod actions;
pub mod rules;
#[cfg(feature = "ssr")]
pub mod server;

#[cfg(feature = "ssr")]
pub use server::{
    AssetsPage, AuditEntry, AuditPage, CategoriesPage, ChainState, JobsPage, MailMessagePage, MailPage,
    OrdersPage, OverviewPage, PicksPage, ReviewsPage, UsersPage, check_audit_log, record, routes,
    verify_chain,
};
