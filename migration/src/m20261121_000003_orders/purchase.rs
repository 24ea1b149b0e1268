//! From the cart to the order.

use sea_orm_migration::prelude::*;

use crate::ddl::Schema;

pub async fn carts(schema: &Schema<'_>) -> Result<(), DbErr> {
    schema
        .table(
            "carts",
            "{id},
             user_id {uuid} REFERENCES users (id),
             session_key text CHECK (length(session_key) = 64),
             {currency},
             created_at {time} NOT NULL,
             updated_at {time} NOT NULL,
             CHECK ((user_id IS NULL) <> (session_key IS NULL))",
        )
        .await?;
    schema.unique("carts", "user_id").await?;
    schema.unique("carts", "session_key").await?;
    schema.index("carts", "updated_at").await
}

pub async fn cart_items(schema: &Schema<'_>) -> Result<(), DbErr> {
    schema
        .table(
            "cart_items",
            "{id},
             cart_id {uuid} NOT NULL REFERENCES carts (id) ON DELETE CASCADE,
             asset_id {uuid} NOT NULL REFERENCES assets (id) ON DELETE CASCADE,
             licence_id {uuid} NOT NULL REFERENCES licences (id) ON DELETE CASCADE,
             price_minor_seen bigint NOT NULL CHECK (price_minor_seen >= 0),
             created_at {time} NOT NULL",
        )
        .await?;
    schema.unique("cart_items", "cart_id, asset_id").await?;
    schema.index("cart_items", "asset_id").await?;
    schema.index("cart_items", "licence_id").await
}

pub async fn coupons(schema: &Schema<'_>) -> Result<(), DbErr> {
    schema
        .table(
            "coupons",
            "{id},
             code text NOT NULL CHECK (code <> ''),
             kind text NOT NULL CHECK (kind IN ('percent', 'amount')),
             value bigint NOT NULL CHECK (value > 0),
             currency char(3),
             starts_at {time} NOT NULL,
             ends_at {time},
             max_uses bigint CHECK (max_uses > 0),
             max_per_customer bigint CHECK (max_per_customer > 0),
             used_count bigint NOT NULL DEFAULT 0 CHECK (used_count >= 0),
             seller_id {uuid} REFERENCES sellers (id),
             created_at {time} NOT NULL,
             CHECK (max_uses IS NULL OR used_count <= max_uses),
             CHECK (kind <> 'percent' OR value <= 10000),
             CHECK ((kind = 'amount') = (currency IS NOT NULL))",
        )
        .await?;
    schema.unique("coupons", "code").await?;
    schema.index("coupons", "seller_id").await
}

pub async fn orders(schema: &Schema<'_>) -> Result<(), DbErr> {
    schema
        .table(
            "orders",
            "{id},
             number text,
             buyer_id {uuid} NOT NULL REFERENCES users (id),
             status text NOT NULL CHECK (status IN ('created', 'payment_pending', 'payment_failed', 'paid',
                 'shipped', 'delivered', 'cancelled', 'expired')),
             subtotal_minor bigint NOT NULL CHECK (subtotal_minor >= 0),
             discount_minor bigint NOT NULL DEFAULT 0 CHECK (discount_minor BETWEEN 0 AND subtotal_minor),
             tax_minor bigint NOT NULL DEFAULT 0 CHECK (tax_minor >= 0),
             total_minor bigint NOT NULL CHECK (total_minor = subtotal_minor - discount_minor + tax_minor),
             {currency},
             coupon_id {uuid} REFERENCES coupons (id),
             idempotency_key text NOT NULL CHECK (idempotency_key <> ''),
             request_hash text NOT NULL CHECK (length(request_hash) = 64),
             refund_policy text NOT NULL,
             country char(2),
             vat_id text,
             waiver_at {time},
             expires_at {time} NOT NULL,
             paid_at {time},
             held_for_review_reason text,
             created_at {time} NOT NULL,
             updated_at {time} NOT NULL,
             CHECK (status NOT IN ('paid', 'shipped', 'delivered')
                 OR (paid_at IS NOT NULL AND number IS NOT NULL))",
        )
        .await?;
    schema.unique("orders", "number").await?;
    schema.unique("orders", "buyer_id, idempotency_key").await?;
    schema.index("orders", "buyer_id, created_at DESC, id DESC").await?;
    schema.index("orders", "status, created_at DESC, id DESC").await?;
    schema.index("orders", "created_at DESC, id DESC").await?;
    schema.index("orders", "paid_at").await?;
    schema.index("orders", "coupon_id").await?;
    schema
        .index_where("orders", "expires_at", "status IN ('created', 'payment_pending', 'payment_failed')")
        .await?;
    schema.index_where("orders", "held_for_review_reason", "held_for_review_reason IS NOT NULL").await
}

pub async fn order_lines(schema: &Schema<'_>) -> Result<(), DbErr> {
    schema
        .table(
            "order_lines",
            "{id},
             order_id {uuid} NOT NULL REFERENCES orders (id),
             asset_id {uuid} NOT NULL REFERENCES assets (id),
             version_id {uuid} NOT NULL REFERENCES versions (id),
             seller_id {uuid} NOT NULL REFERENCES sellers (id),
             licence_id {uuid} NOT NULL REFERENCES licences (id),
             title text NOT NULL,
             licence_code text NOT NULL,
             licence_name text NOT NULL,
             licence_terms text NOT NULL,
             version_number text NOT NULL,
             unit_minor bigint NOT NULL CHECK (unit_minor >= 0),
             discount_minor bigint NOT NULL DEFAULT 0 CHECK (discount_minor BETWEEN 0 AND unit_minor),
             tax_minor bigint NOT NULL DEFAULT 0 CHECK (tax_minor >= 0),
             total_minor bigint NOT NULL CHECK (total_minor = unit_minor - discount_minor + tax_minor),
             fee_bps integer NOT NULL CHECK (fee_bps BETWEEN 0 AND 10000),
             position integer NOT NULL,
             created_at {time} NOT NULL",
        )
        .await?;
    schema.unique("order_lines", "order_id, position").await?;
    schema.unique("order_lines", "order_id, asset_id").await?;
    schema.index("order_lines", "seller_id, created_at DESC, id DESC").await?;
    schema.index("order_lines", "asset_id, created_at DESC").await?;
    schema.index("order_lines", "licence_id").await?;
    schema.index("order_lines", "version_id").await?;
    schema.append_only("order_lines").await
}
