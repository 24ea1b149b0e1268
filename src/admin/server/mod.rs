//! The staff's side on the server.

pub mod api;
mod asked;
pub mod back;
pub mod disable_person;
pub mod enable_person;
pub mod hide_review;
pub mod keep_listing;
pub mod lists;
pub mod mail;
pub mod overview;
pub mod pages;
pub mod pair;
pub mod parts;
pub mod picks;
pub mod record;
pub mod restore;
pub mod retry_job;
pub mod set_staff_role;
pub mod show_review;
mod store;
pub mod take_down;
pub mod verify_chain;
mod wire;

pub use api::routes;
pub use asked::Asked;
pub use pages::assets::AssetsPage;
pub use pages::audit::AuditPage;
pub use pages::jobs::JobsPage;
pub use pages::mail::{MailMessagePage, MailPage};
pub use pages::orders::OrdersPage;
pub use pages::overview::OverviewPage;
pub use pages::picks::PicksPage;
pub use pages::reviews::ReviewsPage;
pub use pages::users::UsersPage;
pub use record::{AuditEntry, record};
pub use verify_chain::{ChainState, check_audit_log, verify_chain};
