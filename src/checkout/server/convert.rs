//! Rows to nouns and back.

use crate::checkout::rules::ledger::Account;
use crate::checkout::types::{OrderStatus, PaymentStatus};
use crate::db::entities::ledger_entry::LedgerAccount;
use crate::db::entities::{order, payment};

macro_rules! same_names {
    ($row:ty, $noun:ty: $($name:ident),*) => {
        impl From<$row> for $noun {
            fn from(row: $row) -> Self {
                match row { $(<$row>::$name => Self::$name),* }
            }
        }

        impl From<$noun> for $row {
            fn from(noun: $noun) -> Self {
                match noun { $(<$noun>::$name => Self::$name),* }
            }
        }
    };
}

same_names!(order::OrderStatus, OrderStatus:
    Created, PaymentPending, PaymentFailed, Paid, Shipped, Delivered, Cancelled, Expired);
same_names!(payment::PaymentStatus, PaymentStatus: Created, Initiated, Authorized, Captured, Failed, Cancelled);

impl From<Account> for LedgerAccount {
    fn from(account: Account) -> Self {
        match account {
            Account::GatewayClearing => Self::GatewayClearing,
            Account::PlatformFee => Self::PlatformFee,
            Account::SellerPayable(_) => Self::SellerPayable,
            Account::TaxPayable => Self::TaxPayable,
            Account::Reserve => Self::Reserve,
        }
    }
}
