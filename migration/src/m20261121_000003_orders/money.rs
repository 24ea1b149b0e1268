//! Money coming in, going back, and where it stands.

use sea_orm_migration::prelude::*;

use crate::ddl::Schema;

pub async fn payments(schema: &Schema<'_>) -> Result<(), DbErr> {
    schema
        .table(
            "payments",
            "{id},
             order_id {uuid} NOT NULL REFERENCES orders (id),
             provider text NOT NULL,
             provider_ref text,
             status text NOT NULL CHECK (status IN ('created', 'initiated', 'authorized', 'captured',
                 'failed', 'cancelled')),
             amount_minor bigint NOT NULL CHECK (amount_minor > 0),
             {currency},
             checkout_url text,
             failure text,
             captured_at {time},
             created_at {time} NOT NULL,
             updated_at {time} NOT NULL,
             CHECK ((status = 'captured') = (captured_at IS NOT NULL))",
        )
        .await?;
    schema.unique("payments", "provider, provider_ref").await?;
    schema.index("payments", "order_id, created_at DESC").await?;
    schema.index("payments", "status, created_at").await
}

pub async fn provider_events(schema: &Schema<'_>) -> Result<(), DbErr> {
    schema
        .table(
            "provider_events",
            "{id},
             provider text NOT NULL,
             event_id text NOT NULL,
             kind text NOT NULL,
             payload {json} NOT NULL,
             received_at {time} NOT NULL,
             processed_at {time},
             attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
             error text",
        )
        .await?;
    schema.unique("provider_events", "provider, event_id").await?;
    schema.index("provider_events", "received_at DESC, id DESC").await?;
    schema.index_where("provider_events", "received_at", "processed_at IS NULL").await
}

pub async fn refunds(schema: &Schema<'_>) -> Result<(), DbErr> {
    schema
        .table(
            "refunds",
            "{id},
             order_id {uuid} NOT NULL REFERENCES orders (id),
             payment_id {uuid} NOT NULL REFERENCES payments (id),
             provider_ref text,
             amount_minor bigint NOT NULL CHECK (amount_minor > 0),
             {currency},
             reason text NOT NULL,
             status text NOT NULL CHECK (status IN ('pending', 'succeeded', 'reversed', 'failed')),
             created_at {time} NOT NULL,
             updated_at {time} NOT NULL",
        )
        .await?;
    schema.unique("refunds", "payment_id, provider_ref").await?;
    schema.index("refunds", "order_id").await?;
    schema.index("refunds", "status, created_at").await
}

pub async fn ledger_entries(schema: &Schema<'_>) -> Result<(), DbErr> {
    schema
        .table(
            "ledger_entries",
            "{id},
             transaction_id {uuid} NOT NULL,
             account text NOT NULL CHECK (account IN ('gateway_clearing', 'platform_fee', 'seller_payable',
                 'tax_payable', 'reserve')),
             seller_id {uuid} REFERENCES sellers (id),
             order_id {uuid} REFERENCES orders (id),
             amount_minor bigint NOT NULL,
             {currency},
             source_kind text NOT NULL CHECK (source_kind IN ('charge', 'refund', 'dispute', 'payout',
                 'correction')),
             source_id {uuid} NOT NULL,
             created_at {time} NOT NULL,
             CHECK (account <> 'seller_payable' OR seller_id IS NOT NULL)",
        )
        .await?;
    // Two, because NULLs are distinct in a unique index.
    schema
        .unique_where("ledger_entries", "source_kind, source_id, account, seller_id", "seller_id IS NOT NULL")
        .await?;
    schema.unique_where("ledger_entries", "source_kind, source_id, account", "seller_id IS NULL").await?;
    schema.index("ledger_entries", "transaction_id").await?;
    schema.index("ledger_entries", "order_id").await?;
    schema.index("ledger_entries", "seller_id, account, currency, created_at").await?;
    schema.index("ledger_entries", "account, currency, created_at").await?;
    schema.append_only("ledger_entries").await
}
