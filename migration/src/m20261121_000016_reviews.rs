//! What follows a review: the seller's answer, votes, reports, and that it was hidden.

use sea_orm_migration::prelude::*;

use crate::ddl::Schema;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let schema = Schema::new(manager);
        schema.index("reviews", "asset_id, stars, created_at DESC, id DESC").await?;
        schema.index("reviews", "created_at DESC, id DESC").await?;
        answers(&schema).await?;
        votes(&schema).await?;
        reports(&schema).await?;
        hidings(&schema).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let schema = Schema::new(manager);
        schema.drop(&["review_hidings", "review_reports", "review_votes", "review_answers"]).await?;
        schema.run("DROP INDEX reviews_created_at_id_index").await?;
        schema.run("DROP INDEX reviews_asset_id_stars_created_at_id_index").await
    }
}

async fn answers(schema: &Schema<'_>) -> Result<(), DbErr> {
    schema
        .table(
            "review_answers",
            "{id},
             review_id {uuid} NOT NULL REFERENCES reviews (id) ON DELETE CASCADE,
             seller_id {uuid} NOT NULL REFERENCES sellers (id),
             body text NOT NULL CHECK (body <> ''),
             created_at {time} NOT NULL,
             updated_at {time} NOT NULL",
        )
        .await?;
    schema.unique("review_answers", "review_id").await?;
    schema.index("review_answers", "seller_id").await
}

async fn votes(schema: &Schema<'_>) -> Result<(), DbErr> {
    schema
        .table(
            "review_votes",
            "{id},
             review_id {uuid} NOT NULL REFERENCES reviews (id) ON DELETE CASCADE,
             user_id {uuid} NOT NULL REFERENCES users (id),
             created_at {time} NOT NULL",
        )
        .await?;
    schema.unique("review_votes", "review_id, user_id").await?;
    schema.index("review_votes", "user_id").await
}

async fn reports(schema: &Schema<'_>) -> Result<(), DbErr> {
    schema
        .table(
            "review_reports",
            "{id},
             review_id {uuid} NOT NULL REFERENCES reviews (id) ON DELETE CASCADE,
             user_id {uuid} NOT NULL REFERENCES users (id),
             reason text NOT NULL CHECK (reason <> ''),
             settled_at {time},
             created_at {time} NOT NULL",
        )
        .await?;
    schema.unique("review_reports", "review_id, user_id").await?;
    schema.index("review_reports", "user_id").await?;
    schema.index_where("review_reports", "review_id", "settled_at IS NULL").await
}

async fn hidings(schema: &Schema<'_>) -> Result<(), DbErr> {
    schema
        .table(
            "review_hidings",
            "{id},
             review_id {uuid} NOT NULL REFERENCES reviews (id) ON DELETE CASCADE,
             moderator_id {uuid} NOT NULL REFERENCES users (id),
             reason text NOT NULL CHECK (reason <> ''),
             lifted_at {time},
             created_at {time} NOT NULL",
        )
        .await?;
    schema.index("review_hidings", "review_id, created_at DESC").await?;
    schema.unique_where("review_hidings", "review_id", "lifted_at IS NULL").await
}
