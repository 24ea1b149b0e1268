//! Full-text search: FTS5 on SQLite, `tsvector` on PostgreSQL, over words and marks that are ours.

use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, Statement, Value};

use super::placeholder;

/// What is searched for: of each group one word, and all marks. Words hold no quotes.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    pub groups: Vec<Vec<String>>,
    pub marks: Vec<String>,
}

/// The newest documents that hold what is wanted, as SQL `SELECT columns …` without its limit, and its one value; all
/// documents when nothing is wanted.
pub fn matching(
    backend: DbBackend,
    wanted: &Wanted,
    columns: &[&str],
    placeholder: &str,
) -> (String, Option<Value>) {
    let columns = columns.join(", ");
    if wanted.groups.is_empty() && wanted.marks.is_empty() {
        return (format!("SELECT {columns} FROM search_docs ORDER BY key DESC"), None);
    }
    if backend == DbBackend::Postgres {
        return (newest_windows(&columns, placeholder), Some(tsquery(wanted).into()));
    }
    // SQLite keeps to the order in which tables are named.
    let sql = format!(
        "SELECT {columns} FROM
         (SELECT rowid AS hit FROM search_index WHERE search_index MATCH {placeholder} ORDER BY rowid DESC) AS hits
         CROSS JOIN search_docs ON search_docs.key = hits.hit ORDER BY hits.hit DESC"
    );
    (sql, Some(fts5(wanted).into()))
}

/// A GIN index knows no order. So the newest documents are asked first, then ever more older ones, each part only when
/// those before it held too few: what is found stays near a thousand, however many there are. `key >> 12` is the second
/// column of the index.
fn newest_windows(columns: &str, placeholder: &str) -> String {
    let ends = std::iter::successors(Some(2), |end| Some(end * 3 / 2)).take_while(|end| *end < 2048);
    let begins: Vec<u32> = std::iter::once(0).chain(ends).collect();
    let window = |(n, begin): (usize, &u32)| {
        let oldest =
            begins.get(n + 1).map_or("0".to_owned(), |end| format!("greatest(newest - {}, 0)", end - 1));
        format!(
            "(SELECT {columns} FROM search_docs WHERE tokens @@ CAST({placeholder} AS tsquery) AND ARRAY[key >> 12] &&
             ARRAY(SELECT generate_series({oldest}, newest - {begin}) FROM numbered) ORDER BY key DESC)"
        )
    };
    let windows: Vec<String> = begins.iter().enumerate().map(window).collect();
    format!(
        "WITH numbered AS MATERIALIZED (SELECT max(key) >> 12 AS newest FROM search_docs)
         SELECT * FROM ({}) AS windows",
        windows.join(" UNION ALL ")
    )
}

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
                let columns = vec![
                    d.key.into(),
                    d.asset_id.into(),
                    d.title.clone().into(),
                    d.seller.clone().into(),
                    d.marks.clone().into(),
                    tokens.into(),
                ];
                row(columns, &|i, mark| match i {
                    0 => format!("COALESCE(CAST({mark} AS bigint), nextval('search_docs_key_seq'))"),
                    5 => format!("array_to_tsvector(string_to_array({mark}, ' '))"),
                    _ => mark,
                })
            })
            .collect();
        let sql = format!(
            "INSERT INTO search_docs (key, asset_id, title, seller, marks, tokens) VALUES {}",
            rows.join(", ")
        );
        tx.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
        return Ok(());
    }
    let rows: Vec<String> = documents
        .iter()
        .map(|d| {
            let columns = vec![
                d.key.into(),
                d.asset_id.into(),
                d.title.clone().into(),
                d.seller.clone().into(),
                d.marks.clone().into(),
            ];
            row(columns, &|_, mark| mark)
        })
        .collect();
    let sql = format!(
        "INSERT INTO search_docs (key, asset_id, title, seller, marks) VALUES {} RETURNING key, asset_id",
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
        Wanted { groups: vec![owned(&["gear", "gears"]), owned(&["brass"])], marks: owned(&["k_model"]) }
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
