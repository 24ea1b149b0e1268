//! Which listings fit: at most a thousand, the newest, with what they are counted and ranked by.

use sea_orm::prelude::{DateTimeUtc, Uuid};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement, Value};

use crate::catalog::rules::filter::Filter;
use crate::catalog::rules::hits::Hit;
use crate::catalog::rules::search::meant::Meant;
use crate::catalog::rules::search::ranking::{self, Standing};
use crate::catalog::rules::sort::{Mark, Sort};
use crate::db::dialect::search::{Wanted, matching};
use crate::db::dialect::{lines, moment};
use crate::kit::error::{AppError, AppResult};

/// More are not counted, and not ranked.
pub const MOST: usize = 1000;
/// So many of the newest that hold the words and marks are looked at for their price, stars and age.
pub const MOST_LOOKED_AT: u64 = 10_000;

#[derive(Debug)]
pub struct Candidate<'a> {
    published_at: DateTimeUtc,
    price_from_minor: i64,
    currency: &'a str,
    sales_count: i64,
    rating_count: i64,
    rating_hundredths: i64,
    asset_id: Uuid,
    title: &'a str,
    seller: &'a str,
    marks: &'a str,
}

const MOMENT: &str = "published_at";
/// Of which the last holds several, see [`Indexed::line`](crate::db::dialect::search::Indexed::line).
const COLUMNS: [&str; 6] =
    ["price_from_minor", "currency", "sales_count", "rating_count", "rating_hundredths", "line"];

impl<'a> Candidate<'a> {
    fn read(line: &'a str) -> Option<Self> {
        let mut rest = line;
        // A byte at a time: tabs stand too close for a search to be worth its start.
        let mut next = || {
            let (column, others) = rest.split_at(rest.bytes().position(|byte| byte == b'\t')?);
            rest = &others[1..];
            Some(column)
        };
        Some(Self {
            published_at: moment(next()?)?,
            price_from_minor: next()?.parse().ok()?,
            currency: next()?,
            sales_count: next()?.parse().ok()?,
            rating_count: next()?.parse().ok()?,
            rating_hundredths: next()?.parse().ok()?,
            asset_id: next()?.parse().ok()?,
            title: next()?,
            seller: next()?,
            marks: rest,
        })
    }
}

/// What cannot be said by a mark.
#[derive(Clone, Debug, Default)]
pub struct Within {
    /// Minor units of `currency`.
    pub price_min: Option<i64>,
    pub price_max: Option<i64>,
    pub currency: String,
    /// Stars.
    pub rating: Option<i64>,
    pub since: Option<DateTimeUtc>,
}

impl Within {
    fn is_open(&self) -> bool {
        self.price_min.is_none() && self.price_max.is_none() && self.rating.is_none() && self.since.is_none()
    }

    fn sql(&self, values: &mut Vec<Value>) -> String {
        let mut sql = String::new();
        let mut and = |condition: &str, value: Option<Value>| {
            if let Some(value) = value {
                values.push(value);
                sql.push_str(&format!(" AND {condition} ${}", values.len()));
            }
        };
        and("price_from_minor >=", self.price_min.map(Value::from));
        and("price_from_minor <=", self.price_max.map(Value::from));
        and("rating_hundredths >=", self.rating.map(|stars| (stars * 100).into()));
        and("published_at >=", self.since.map(Value::from));
        if self.price_min.is_some() || self.price_max.is_some() {
            // Prices of other currencies cannot be compared with these; what is free is so in any.
            values.push(self.currency.clone().into());
            sql.push_str(&format!(" AND (currency = ${} OR price_from_minor = 0)", values.len()));
        }
        sql
    }
}

/// As lines, each a candidate.
pub struct Found {
    /// What holds the words, whatever its marks; up to one more than [`MOST`].
    base: String,
    /// What fits all that is asked for; up to one more than [`MOST`]. None where nothing but words is.
    fitting: Option<String>,
    /// Whether older listings were not looked at.
    pub is_cut_short: bool,
}

impl Found {
    /// What holds the words and what fits the rest too, each as `hit` makes it.
    pub fn hits<'a>(
        &'a self,
        hit: impl Fn(Candidate<'a>) -> Hit<'a>,
    ) -> AppResult<(Vec<Hit<'a>>, Option<Vec<Hit<'a>>>)> {
        let read = |lines: &'a str| -> AppResult<Vec<Hit<'a>>> {
            lines.lines().map(|line| Candidate::read(line).map(&hit)).collect::<Option<_>>().ok_or_else(
                || {
                    tracing::error!("a candidate cannot be read");
                    AppError::internal()
                },
            )
        };
        Ok((read(&self.base)?, self.fitting.as_deref().map(read).transpose()?))
    }
}

/// One row for each part, for handing up thousands would take longer than finding them.
#[derive(FromQueryResult)]
struct Part {
    candidates: String,
}

/// By one statement.
pub async fn find(db: &impl ConnectionTrait, wanted: &Wanted, within: &Within) -> AppResult<Found> {
    let backend = db.get_database_backend();
    let mut values: Vec<Value> = Vec::new();
    let words = Wanted { marks: Vec::new(), ..wanted.clone() };
    let columns = [&["key", "status", MOMENT], COLUMNS.as_slice()].concat();
    let matches = matching(backend, &words, &columns, &mut values);
    // They come newest first; to sort them once more would be to find them all.
    let select = |part: u8, matches: &str, conditions: &str| {
        let rows = format!(
            "(SELECT * FROM ({matches}) AS matches WHERE status = 'published'{conditions} LIMIT {}) AS rows{part}",
            MOST + 1
        );
        format!("SELECT {part} AS part, {} AS candidates", lines(backend, &COLUMNS, MOMENT, &rows))
    };
    let mut parts = vec![select(0, &matches, "")];
    if !wanted.marks.is_empty() || !within.is_open() {
        let matches = matching(backend, wanted, &columns, &mut values);
        let conditions = within.sql(&mut values);
        if within.is_open() {
            parts.push(select(1, &matches, ""));
        } else {
            parts.push(select(1, &format!("{matches} LIMIT {MOST_LOOKED_AT}"), &conditions));
            parts.push(select(2, &format!("{matches} LIMIT 1 OFFSET {MOST_LOOKED_AT}"), ""));
        }
    }
    let sql = format!("{} ORDER BY part", parts.join(" UNION ALL "));
    let statement = Statement::from_sql_and_values(backend, sql, values);
    let parts = Part::find_by_statement(statement).all(db).await?;
    let mut parts = parts.into_iter().map(|part| part.candidates);
    let base = parts.next().unwrap_or_default();
    let fitting = parts.next();
    let is_cut_short = parts.next().is_some_and(|older| !older.is_empty());
    Ok(Found { base, fitting, is_cut_short })
}

impl<'a> Candidate<'a> {
    /// `currency` is the shop's; what came `since` is new.
    pub fn hit(self, filter: &Filter, meant: &[Meant], currency: &str, since: DateTimeUtc) -> Hit<'a> {
        let sort = filter.order();
        let key = match sort {
            Sort::Relevance => ranking::score(meant, self.standing()),
            Sort::Newest => self.published_at.timestamp_nanos_opt().unwrap_or_default(),
            Sort::Price | Sort::PriceDesc => self.price_from_minor,
            Sort::BestSelling => self.sales_count,
            Sort::TopRated => self.rating_hundredths,
        };
        Hit {
            mark: Mark { sort, key, id: self.asset_id },
            price: (self.currency == currency || self.price_from_minor == 0).then_some(self.price_from_minor),
            rating_hundredths: self.rating_hundredths,
            is_new: self.published_at >= since,
            marks: self.marks,
        }
    }

    fn standing(&self) -> Standing<'a> {
        Standing {
            title: self.title,
            seller: self.seller,
            marks: self.marks,
            sales: self.sales_count,
            rating_hundredths: self.rating_hundredths,
            rating_count: self.rating_count,
        }
    }
}
