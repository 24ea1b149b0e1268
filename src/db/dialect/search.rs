//! Full-text search: FTS5 on SQLite, `tsvector` on PostgreSQL, over words and marks that are ours.

use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, Statement, Value};

use super::placeholder;

/// What is searched for: of each group one word, and all marks. Words hold no quotes.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    pub groups: Vec<Vec<String>>,
    pub marks: Vec<String>,
    /// How many documents hold a word of the rarest group, roughly; None where nobody knows.
    pub held: Option<i64>,
}

/// The newest documents that hold what is wanted, as SQL `SELECT columns …` without its limit, whose values are put
/// after those that are there; all documents when nothing is wanted.
pub fn matching(backend: DbBackend, wanted: &Wanted, columns: &[&str], values: &mut Vec<Value>) -> String {
    let columns = columns.join(", ");
    if wanted.groups.is_empty() && wanted.marks.is_empty() {
        return format!("SELECT {columns} FROM search_docs ORDER BY key DESC");
    }
    let mut put = |value: Value| {
        values.push(value);
        format!("${}", values.len())
    };
    if backend == DbBackend::Postgres {
        let tokens = format!("tokens @@ CAST({} AS tsquery)", put(tsquery(wanted).into()));
        return match wanted.held {
            // The sum keeps the planner from reading all documents in their order instead.
            Some(..=FEW) => format!("SELECT {columns} FROM search_docs WHERE {tokens} ORDER BY key + 0 DESC"),
            held => newest_windows(&columns, &tokens, &put(held.unwrap_or(i64::MAX).into())),
        };
    }
    let placeholder = put(fts5(wanted).into());
    // SQLite keeps to the order in which tables are named.
    format!(
        "SELECT {columns} FROM
         (SELECT rowid AS hit FROM search_index WHERE search_index MATCH {placeholder} ORDER BY rowid DESC) AS hits
         CROSS JOIN search_docs ON search_docs.key = hits.hit ORDER BY hits.hit DESC"
    )
}

/// A GIN index knows no order. So the newest documents are asked first, as many as should hold a thousand hits, then ever
/// more older ones, each part only when those before it held too few: what is found stays near a thousand, however many
/// there are. The second column of the index says where a document stands: in blocks of 4,096 and, as negative numbers, of
/// 65,536, by which wide windows are asked for, since each block in a window costs.
fn newest_windows(columns: &str, tokens: &str, held: &str) -> String {
    // Where window n begins in the past. Together the windows before it are as wide as it is, less the first.
    let oldest = |n: u32| match n {
        LAST_WINDOW => "0".to_owned(),
        n => format!("(greatest(newest + 1 - wide * {}, 0) >> coarser)", (1_u32 << (n + 1)) - 1),
    };
    let newest = |n: u32| n.checked_sub(1).map_or("newest >> coarser".to_owned(), |n| oldest(n) + " - 1");
    let window = |n: u32| {
        format!(
            "(SELECT {columns} FROM search_docs WHERE {tokens} AND ARRAY[key >> 12, ~(key >> 16)] && ARRAY(
                  SELECT CASE WHEN coarser = 0 THEN block ELSE ~block END
                  FROM sized, generate_series({}, {}) AS block
              ) ORDER BY key DESC)",
            oldest(n),
            newest(n)
        )
    };
    let windows: Vec<String> = (0..=LAST_WINDOW).map(window).collect();
    format!(
        "WITH hoped AS (
             SELECT newest, (newest + 1) * {HITS_HOPED_FOR} / greatest(CAST({held} AS bigint), 1) + 2 AS wide
             FROM (SELECT max(key) >> 12 AS newest FROM search_docs) AS keys
         ), sized AS MATERIALIZED (
             SELECT newest, wide, CASE WHEN wide > {MOST_FINE} THEN 4 ELSE 0 END AS coarser FROM hoped
         ) SELECT * FROM ({}) AS windows",
        windows.join(" UNION ALL ")
    )
}

/// So many documents are read sooner than the newest among them are looked for.
const FEW: i64 = 1900;
/// Of the windows, each twice as wide as the one before it; the last holds the rest.
const LAST_WINDOW: u32 = 5;
/// Blocks of the finer kind in the first window.
const MOST_FINE: u32 = 48;
/// In the first window, which is two blocks wider, for the newest and the oldest of them may be nearly empty.
const HITS_HOPED_FOR: u32 = 1100;

fn fts5(wanted: &Wanted) -> String {
    let group = |words: &Vec<String>| {
        let words: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
        format!("words : ({})", words.join(" OR "))
    };
    let mark = |mark: &String| format!("marks : \"{mark}\"");
    let parts: Vec<String> = wanted.marks.iter().map(mark).chain(wanted.groups.iter().map(group)).collect();
    parts.join(" AND ")
}

fn tsquery(wanted: &Wanted) -> String {
    let group = |words: &Vec<String>| {
        let words: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
        format!("({})", words.join(" | "))
    };
    // No word begins so.
    let mark = |mark: &String| format!("'={mark}'");
    let parts: Vec<String> = wanted.marks.iter().map(mark).chain(wanted.groups.iter().map(group)).collect();
    parts.join(" & ")
}

/// What a document is found by, each with single blanks between them.
#[derive(Clone, Debug)]
pub struct Indexed {
    /// The key it had before; None for the next, which is the newest.
    pub key: Option<i64>,
    pub asset_id: uuid::Uuid,
    /// Words of the title, for ranking.
    pub title: String,
    /// Words of the seller's name, for ranking.
    pub seller: String,
    pub marks: String,
    /// All words, the title's and the seller's too.
    pub words: String,
}

impl Indexed {
    /// Its id, title, seller and marks as a hit is told, with tabs between them.
    pub fn line(&self) -> String {
        [&*self.asset_id.simple().to_string(), &self.title, &self.seller, &self.marks].join("\t")
    }
}

/// Writes documents that are not there yet. At most 500.
pub async fn insert(tx: &DatabaseTransaction, documents: &[Indexed]) -> Result<(), DbErr> {
    if documents.is_empty() {
        return Ok(());
    }
    let backend = tx.get_database_backend();
    let postgres = backend == DbBackend::Postgres;
    let mut values: Vec<Value> = Vec::new();
    let mut row = |columns: Vec<Value>, wrap: &dyn Fn(usize, String) -> String| {
        let first = values.len();
        let marks = (0..columns.len()).map(|i| wrap(i, placeholder(backend, first + i + 1)));
        let row = format!("({})", marks.collect::<Vec<_>>().join(", "));
        values.extend(columns);
        row
    };
    if postgres {
        let rows: Vec<String> = documents
            .iter()
            .map(|d| {
                let tokens = tokens(d);
                let columns = vec![d.key.into(), d.asset_id.into(), d.line().into(), tokens.into()];
                row(columns, &|i, mark| match i {
                    0 => format!("COALESCE(CAST({mark} AS bigint), nextval('search_docs_key_seq'))"),
                    3 => format!("array_to_tsvector(string_to_array({mark}, ' '))"),
                    _ => mark,
                })
            })
            .collect();
        let sql = format!("INSERT INTO search_docs (key, asset_id, line, tokens) VALUES {}", rows.join(", "));
        tx.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
        return Ok(());
    }
    let rows: Vec<String> = documents
        .iter()
        .map(|d| {
            let columns = vec![d.key.into(), d.asset_id.into(), d.line().into()];
            row(columns, &|_, mark| mark)
        })
        .collect();
    let sql = format!(
        "INSERT INTO search_docs (key, asset_id, line) VALUES {} RETURNING key, asset_id",
        rows.join(", ")
    );
    let written = tx.query_all_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    let mut keys = std::collections::HashMap::new();
    for row in written {
        keys.insert(row.try_get::<uuid::Uuid>("", "asset_id")?, row.try_get::<i64>("", "key")?);
    }
    let mut values: Vec<Value> = Vec::new();
    let mut rows = Vec::new();
    for d in documents {
        let Some(key) = keys.get(&d.asset_id) else { continue };
        rows.push("(?, ?, ?)");
        values.extend([(*key).into(), d.words.clone().into(), d.marks.clone().into()]);
    }
    let sql = format!("INSERT INTO search_index (rowid, words, marks) VALUES {}", rows.join(", "));
    tx.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    Ok(())
}

fn tokens(document: &Indexed) -> String {
    let marks = document.marks.split(' ').filter(|mark| !mark.is_empty()).map(|mark| format!("={mark}"));
    let words = document.words.split(' ').filter(|word| !word.is_empty()).map(str::to_owned);
    let mut tokens: Vec<String> = marks.chain(words).collect();
    tokens.sort_unstable();
    tokens.dedup();
    tokens.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted() -> Wanted {
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let groups = vec![owned(&["gear", "gears"]), owned(&["brass"])];
        Wanted { groups, marks: owned(&["k_model"]), held: None }
    }

    #[test]
    fn one_word_of_each_group_and_every_mark_is_wanted() {
        assert_eq!(
            fts5(&wanted()),
            r#"marks : "k_model" AND words : ("gear" OR "gears") AND words : ("brass")"#
        );
        assert_eq!(tsquery(&wanted()), "'=k_model' & ('gear' | 'gears') & ('brass')");
    }
}
