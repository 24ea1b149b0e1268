//! What can be done outside a request.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ports::mail::Message;

/// Everything that is done outside a request.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Job {
    ProcessProviderEvent {
        event_id: Uuid,
    },
    SendMail {
        message: Message,
    },
    /// Somebody forgot the password of an account with this address, if there is one.
    SendResetLink {
        email_key: String,
    },
    /// The account with this address, if there is one, was guessed at too often.
    TellLocked {
        email_key: String,
    },
    /// A copy of everything the shop knows of somebody.
    ExportData {
        export_id: Uuid,
    },
    /// A listing may cost less than those who wished for it know.
    TellPriceDrop {
        asset_id: Uuid,
    },
    /// A shop published something new; after one of those who follow it.
    TellFollowers {
        asset_id: Uuid,
        after: Option<Uuid>,
    },
    /// Something new may fit searches people keep; after one of them.
    TellSearches {
        after: Option<Uuid>,
    },
    /// Reads a 3D model that has arrived: its facts, and what is shown of it.
    MeasureModel {
        file_id: Uuid,
    },
    /// Queues the 3D models that were never read, from the file after this one.
    MeasureOlder {
        after: Option<Uuid>,
    },
    /// Reads of a file that has arrived what everybody may see of it.
    Peek {
        file_id: Uuid,
    },
    /// Queues the files nobody looked into, from the one after this one.
    PeekOlder {
        after: Option<Uuid>,
    },
    /// Objects in storage that nobody points at any more.
    DeleteObjects {
        keys: Vec<String>,
    },
    /// Orders that were not paid in time give their lines back to the cart.
    ExpireOrders,
    /// Listings on the shelves that search does not know.
    IndexListings,
    /// A category's name or place changed; its listings after this one are found by the new.
    RenewCategory {
        category_id: Uuid,
        after: Option<Uuid>,
    },
    /// Uploads that were begun and never finished.
    SweepUploads,
    /// Sessions, tokens and links past their time.
    SweepAccounts,
    /// Reads the audit log from end to end.
    CheckAuditLog,
}

impl Job {
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::ProcessProviderEvent { .. } => "process_provider_event",
            Self::SendMail { .. } => "send_mail",
            Self::SendResetLink { .. } => "send_reset_link",
            Self::TellLocked { .. } => "tell_locked",
            Self::ExportData { .. } => "export_data",
            Self::TellPriceDrop { .. } => "tell_price_drop",
            Self::TellFollowers { .. } => "tell_followers",
            Self::TellSearches { .. } => "tell_searches",
            Self::MeasureModel { .. } => "measure_model",
            Self::MeasureOlder { .. } => "measure_older",
            Self::Peek { .. } => "peek",
            Self::PeekOlder { .. } => "peek_older",
            Self::DeleteObjects { .. } => "delete_objects",
            Self::ExpireOrders => "expire_orders",
            Self::IndexListings => "index_listings",
            Self::RenewCategory { .. } => "renew_category",
            Self::SweepUploads => "sweep_uploads",
            Self::SweepAccounts => "sweep_accounts",
            Self::CheckAuditLog => "check_audit_log",
        }
    }
}
