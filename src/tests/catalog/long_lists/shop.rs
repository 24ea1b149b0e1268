//! A shop of more listings than are counted, and what a plain reading of all its rows gives.

use chrono::{SubsecRound, TimeDelta};
use prosets::catalog::rules::filter::Filter;
use prosets::catalog::rules::sort::{Mark, Sort};
use prosets::catalog::types::Kind;
use prosets::db::entities::asset::AssetKind;
use prosets::db::entities::{asset, category};
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, Set};

use crate::builders::catalog::{Listing, category, save_all, seller};
use crate::support::app::TestApp;

const LISTINGS: u64 = 1_200;
/// From here on they are older than what is new. Four share each moment.
const OLD: u64 = 1_124;
const STARS: [&[i64]; 5] = [&[4], &[5], &[4, 5], &[3, 4], &[]];

/// One listing, with what stands in other tables.
pub struct Row {
    pub asset: asset::Model,
    seller: &'static str,
    category: &'static str,
    tag: &'static str,
    format: &'static str,
    is_commercial: bool,
    is_new: bool,
}

/// As if drawn by lot, and the same each time.
fn drawn(n: u64, what: u64) -> u64 {
    let mixed = (n * 64 + what + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mixed = (mixed ^ (mixed >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    mixed >> 40
}

/// Common in fifteen of sixteen, so that even two filters for what is common leave more than a thousand.
fn usually<T>(n: u64, what: u64, common: T, rare: T) -> T {
    if drawn(n, what).is_multiple_of(16) { rare } else { common }
}

pub async fn fill(app: &TestApp) -> Vec<Row> {
    let db = &app.state.db;
    let (ada, bob) = (seller(db, "Ada").await, seller(db, "Bob").await);
    let shelves = [category(db, "tools").await, category(db, "clamps").await, category(db, "art").await];
    let within = category::ActiveModel {
        id: Set(shelves[1].id),
        parent_id: Set(Some(shelves[0].id)),
        ..Default::default()
    };
    within.update(db).await.unwrap();
    let now = app.state.clock.now().trunc_subsecs(0);
    let mut plans = Vec::new();
    let mut listings = Vec::new();
    for n in 0..LISTINGS {
        let seller = usually(n, 0, "ada", "bob");
        let shelf = usually(n, 1, usize::from(n % 2 == 0), 2);
        let tag = usually(n, 2, "metal", "wood");
        let format = usually(n, 3, "stl", "obj");
        let is_commercial = usually(n, 4, true, false);
        let rare = [AssetKind::Snippet, AssetKind::Template, AssetKind::Module][(n % 3) as usize];
        let stars = usually(n, 6, STARS[(n % 4) as usize], STARS[4]);
        let price = i64::try_from(drawn(n, 7) % 64).unwrap() * 100;
        let days = if n < OLD { 0 } else { 40 };
        let listing = Listing::of(if seller == "ada" { &ada } else { &bob })
            .title(&format!("No {n}"))
            .summary("")
            .description("")
            .category(&shelves[shelf])
            .tag(tag)
            .kind(usually(n, 5, AssetKind::Model, rare))
            .price(price)
            .file(if format == "stl" { "gear.stl" } else { "gear.OBJ" }, b"solid gear")
            .published(now - TimeDelta::days(days) - TimeDelta::minutes(i64::try_from(n / 4).unwrap()))
            .sold(i64::try_from(drawn(n, 8) % 5).unwrap())
            .rated(stars);
        listings.push(if is_commercial { listing.licence("commercial", 9900) } else { listing });
        let category = ["tools", "clamps", "art"][shelf];
        plans.push((seller, category, tag, format, is_commercial, n < OLD));
    }
    save_all(db, &listings).await;
    // Two prices in sixty-four, and what is free.
    db.execute_unprepared("UPDATE assets SET currency = 'JPY' WHERE price_from_minor % 3100 = 0")
        .await
        .unwrap();
    for _ in 0..3 {
        prosets::catalog::index_missing(&app.state).await.unwrap();
    }
    let row = |asset: asset::Model| {
        let n: usize = asset.title.strip_prefix("No ").unwrap().parse().unwrap();
        let (seller, category, tag, format, is_commercial, is_new) = plans[n];
        Row { asset, seller, category, tag, format, is_commercial, is_new }
    };
    asset::Entity::find().all(db).await.unwrap().into_iter().map(row).collect()
}

impl Row {
    pub fn mark(&self, sort: Sort) -> Mark {
        mark(&self.asset, sort)
    }

    pub fn fits(&self, filter: &Filter) -> bool {
        let asset = &self.asset;
        let (price, is_free) = (asset.price_from_minor, asset.price_from_minor == 0);
        let is_priced = filter.price_min.is_some() || filter.price_max.is_some();
        filter.kind.is_none_or(|kind| Kind::from(asset.kind) == kind)
            && filter
                .category
                .as_deref()
                .is_none_or(|slug| slug == self.category || (slug == "tools" && self.category == "clamps"))
            && filter.tag.as_deref().is_none_or(|slug| slug == self.tag)
            && filter.format.as_deref().is_none_or(|format| format == self.format)
            && filter.seller.as_deref().is_none_or(|handle| handle == self.seller)
            && filter.licence.as_deref().is_none_or(|code| code == "personal" || self.is_commercial)
            && filter.rating.is_none_or(|stars| asset.rating_sum >= stars * asset.rating_count.max(1))
            && (!filter.is_new || self.is_new)
            && (!is_priced || is_free || asset.currency == "USD")
            && filter.price_min.is_none_or(|min| price >= min)
            && filter.price_max.is_none_or(|max| price <= max)
    }
}

pub fn mark(asset: &asset::Model, sort: Sort) -> Mark {
    let key = match sort {
        Sort::Newest | Sort::Relevance => asset.published_at.unwrap().timestamp_nanos_opt().unwrap(),
        Sort::Price | Sort::PriceDesc => asset.price_from_minor,
        Sort::BestSelling => asset.sales_count,
        Sort::TopRated => asset.rating_sum * 100 / asset.rating_count.max(1),
    };
    Mark { sort, key, id: asset.id }
}

/// Those that fit, in the order asked for.
pub fn sorted<'a>(rows: &'a [Row], filter: &Filter) -> Vec<&'a Row> {
    let sort = filter.order();
    let mut fitting: Vec<&Row> = rows.iter().filter(|row| row.fits(filter)).collect();
    fitting.sort_by_key(|row| (row.mark(sort).key, row.asset.id));
    if sort != Sort::Price {
        fitting.reverse();
    }
    fitting
}
