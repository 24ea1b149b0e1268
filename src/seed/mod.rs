//! The demo shop and load data, made by our own code. What is there already is left alone, so it may run again.

mod bulk;
mod categories;
pub mod demo;
mod listings;
mod people;
mod picks;
mod sales;
mod unique;
mod versions;

use chrono::Datelike;
use demo::Detail;

use crate::kit::error::AppResult;
use crate::server::state::State;

/// What to fill the shop with.
#[derive(Clone, Copy, Debug, Default)]
pub struct SeedOptions {
    pub demo: bool,
    /// Coarse models and small pictures.
    pub quick: bool,
    pub assets: u64,
    pub sellers: u64,
    pub orders: u64,
}

/// Told as the work goes on.
pub trait Progress: Send + Sync {
    /// A new step of so many parts begins.
    fn begin(&self, step: &str, parts: u64);
    /// So many more parts of it are done.
    fn advance(&self, parts: u64);
}

pub async fn run(state: &State, options: SeedOptions, progress: &dyn Progress) -> AppResult<()> {
    let _told = state.pages.will_change_all();
    if options.demo {
        let detail = if options.quick { Detail::Quick } else { Detail::Full };
        let weekday = state.clock.now().weekday().num_days_from_monday();
        let shop = demo::demo_shop(detail, weekday);
        people::seed(state, &shop, progress).await?;
        categories::seed(state, &shop).await?;
        listings::seed(state, &shop, progress).await?;
        sales::seed(state, &shop, progress).await?;
        picks::seed(state).await?;
    }
    if options.assets > 0 || options.orders > 0 {
        bulk::seed(state, options, progress).await?;
    }
    Ok(())
}
