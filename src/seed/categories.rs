//! The shelves of the demo shop.

use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::demo::DemoShop;
use crate::db::entities::category;
use crate::kit::error::AppResult;
use crate::kit::ids::new_id;
use crate::server::state::State;

pub async fn seed(state: &State, shop: &DemoShop) -> AppResult<()> {
    for (position, demo) in (0..).zip(&shop.categories) {
        let there =
            category::Entity::find().filter(category::Column::Slug.eq(demo.slug)).one(&state.db).await?;
        if there.is_none() {
            let parent_id = match demo.within {
                Some(slug) => {
                    category::Entity::find().filter(category::Column::Slug.eq(slug)).one(&state.db).await?
                }
                None => None,
            };
            let row = category::ActiveModel {
                id: Set(new_id()),
                slug: Set(demo.slug.to_owned()),
                name: Set(demo.name.to_owned()),
                description: Set(demo.description.to_owned()),
                parent_id: Set(parent_id.map(|parent| parent.id)),
                position: Set(position),
                created_at: Set(state.clock.now()),
            };
            category::Entity::insert(row).exec_without_returning(&state.db).await?;
        }
    }
    Ok(())
}
