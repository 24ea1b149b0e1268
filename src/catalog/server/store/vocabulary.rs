//! The words of the shop, and which of them a typed one may mean.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, FromQueryResult, Statement, Value};
use serde::Deserialize;

use super::json;
use crate::catalog::rules::search::meant::{MOST_FORMS, Meant};
use crate::catalog::rules::search::{tokens, typo};
use crate::catalog::types::Shelf;
use crate::db::dialect::{json_rows_sql, placeholder};
use crate::kit::error::AppResult;

/// Rows that one statement writes.
const MOST_ROWS: usize = 512;

/// Counts words, of so many new documents each; numbers are not counted, for they are searched for as they are.
pub async fn learn(tx: &DatabaseTransaction, seen: &BTreeMap<String, i64>) -> Result<(), DbErr> {
    let backend = tx.get_database_backend();
    // In one order everywhere, so that two who publish at once do not wait for each other in a circle.
    let terms: Vec<_> = seen.iter().filter(|(term, _)| tokens::has_letters(term)).collect();
    let mut new: Vec<String> = Vec::new();
    let pair =
        |n: usize| format!("({}, {})", placeholder(backend, n * 2 + 1), placeholder(backend, n * 2 + 2));
    for chunk in halves(&terms) {
        let rows: Vec<_> = (0..chunk.len()).map(pair).collect();
        let sql = format!(
            "INSERT INTO search_terms (term, seen) VALUES {}
             ON CONFLICT (term) DO UPDATE SET seen = search_terms.seen + excluded.seen RETURNING term, seen",
            rows.join(", ")
        );
        let values = chunk.iter().flat_map(|(term, n)| [Value::from((*term).clone()), Value::from(**n)]);
        for row in tx.query_all_raw(Statement::from_sql_and_values(backend, sql, values)).await? {
            let term: String = row.try_get("", "term")?;
            // Seen for the first time.
            if seen.get(&term).copied() == row.try_get::<Option<i64>>("", "seen")? {
                new.push(term);
            }
        }
    }
    let variants: Vec<[String; 2]> = new
        .iter()
        .filter(|term| typo::may_be_mistyped(term))
        .flat_map(|term| typo::variants(term).into_iter().map(|variant| [variant, term.clone()]))
        .collect();
    for chunk in halves(&variants) {
        let rows: Vec<_> = (0..chunk.len()).map(pair).collect();
        let sql = format!(
            "INSERT INTO search_variants (variant, term) VALUES {} ON CONFLICT DO NOTHING",
            rows.join(", ")
        );
        let values = chunk.iter().flatten().cloned().map(Value::from);
        tx.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    }
    Ok(())
}

/// Parts of 512, 256, … rows, so that few different statements are prepared and kept.
fn halves<T>(rows: &[T]) -> impl Iterator<Item = &[T]> {
    let mut rest = rows;
    std::iter::from_fn(move || {
        let size = MOST_ROWS.min(1 << rest.len().checked_ilog2()?);
        let (part, others) = rest.split_at(size);
        rest = others;
        Some(part)
    })
}

#[derive(FromQueryResult)]
struct Row {
    shelves: String,
    terms: String,
}

#[derive(Deserialize)]
struct Term {
    n: usize,
    term: String,
    seen: i64,
}

/// All categories, and what each of these words may mean; by one statement.
pub async fn read(db: &impl ConnectionTrait, words: &[String]) -> AppResult<(Vec<Shelf>, Vec<Meant>)> {
    let backend = db.get_database_backend();
    let shelves =
        json_rows_sql(backend, &["id", "parent_id"], &["slug", "name"], "categories", "position, name");
    let mut values: Vec<Value> = Vec::new();
    let found = found(words, &mut values);
    let terms = if found.is_empty() {
        "'[]'".to_owned()
    } else {
        let from = format!("({}) AS found", found.join(" UNION "));
        json_rows_sql(backend, &[], &["n", "term", "seen"], &from, "n, seen DESC, term")
    };
    let sql = format!("SELECT {shelves} AS shelves, {terms} AS terms");
    let statement = Statement::from_sql_and_values(backend, sql, values);
    let row = db.query_one_raw(statement).await?.map(|row| Row::from_query_result(&row, "")).transpose()?;
    let Some(row) = row else { return Ok((Vec::new(), Vec::new())) };
    let terms: Vec<Term> = json(&row.terms)?;
    let meant = words.iter().enumerate().map(|(n, word)| {
        let known: Vec<_> = terms.iter().filter(|term| term.n == n).collect();
        let meant = Meant::among(word, &known.iter().map(|term| term.term.clone()).collect::<Vec<_>>());
        let are_meant = known.iter().filter(|term| meant.forms().any(|form| form == term.term));
        let held = tokens::has_letters(word).then(|| are_meant.map(|term| term.seen).sum());
        Meant { held, ..meant }
    });
    let shelves: Vec<Shelf> = json(&row.shelves)?;
    Ok((shelves, meant.collect()))
}

/// For each word the most used terms that begin with it, and all that share a form with it.
fn found(words: &[String], values: &mut Vec<Value>) -> Vec<String> {
    let mut put = |value: String| {
        values.push(value.into());
        format!("${}", values.len())
    };
    let mut parts = Vec::new();
    for (n, word) in words.iter().enumerate().filter(|(_, word)| tokens::has_letters(word)) {
        let (from, to) = (put(word.clone()), put(format!("{word}{}", char::MAX)));
        parts.push(format!(
            "SELECT * FROM (SELECT {n} AS n, term, seen FROM search_terms WHERE term >= {from} AND term < {to}
             ORDER BY seen DESC, term LIMIT {}) AS begun{n}",
            MOST_FORMS + 1
        ));
        if typo::may_be_mistyped(word) {
            let forms: Vec<_> = typo::variants(word).into_iter().map(&mut put).collect();
            parts.push(format!(
                "SELECT {n} AS n, search_terms.term, seen FROM search_terms WHERE term IN
                 (SELECT term FROM search_variants WHERE variant IN ({}))",
                forms.join(", ")
            ));
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::halves;

    #[test]
    fn parts_hold_every_row_once() {
        let rows: Vec<usize> = (0..1411).collect();
        let parts: Vec<&[usize]> = halves(&rows).collect();
        assert_eq!(parts.iter().map(|part| part.len()).collect::<Vec<_>>(), [512, 512, 256, 128, 2, 1]);
        assert_eq!(parts.concat(), rows);
        assert_eq!(halves::<u8>(&[]).count(), 0);
    }
}
