//! Lists of more than a thousand go on by the indexes of the shelves: to the end and back they hold what fits, each once
//! and in order, and say how many there are as far as anybody counted.

mod few;
mod shop;

use prosets::catalog::rules::filter::Filter;
use prosets::catalog::rules::sort::{Mark, Sort};
use prosets::catalog::server::browse_assets::list_assets;
use prosets::kit::paging::{self, PageSize};
use uuid::Uuid;

use self::shop::{Row, fill, sorted};
use super::{next, previous, titles};
use crate::support::app::TestApp;

/// Each leaves more than a thousand.
const MANY: [&str; 15] = [
    "kind=model",
    "category=tools",
    "tag=metal",
    "price_max=6000",
    "price_min=200&price_max=6300",
    "licence=personal",
    "licence=commercial",
    "format=stl",
    "seller=ada",
    "rating=3",
    "new=1",
    "kind=model&category=tools",
    "tag=metal&licence=commercial",
    "price_max=6000&format=stl",
    "seller=ada&new=1",
];

/// Each leaves fewer.
const FEWER: [&str; 9] = [
    "kind=snippet",
    "category=clamps",
    "category=art",
    "tag=wood&seller=ada",
    "price_max=0",
    "format=obj",
    "seller=bob&new=1",
    "rating=4",
    "price_min=6000&category=tools",
];

fn read(query: &str) -> Filter {
    let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    Filter::read(|name| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone())).unwrap()
}

fn ids(rows: &[&Row]) -> Vec<Uuid> {
    rows.iter().map(|row| row.asset.id).collect()
}

/// As programs read a list, to its end.
async fn forward(app: &TestApp, query: &str, most: usize) -> Vec<Uuid> {
    let (mut found, mut after) = (Vec::new(), String::new());
    loop {
        let path = format!("/api/v1/assets?limit=100&{query}{after}");
        let body = app.client().get_json(&path).await.expect(200).json();
        let items = body["data"].as_array().unwrap();
        found.extend(items.iter().map(|item| item["id"].as_str().unwrap().parse::<Uuid>().unwrap()));
        assert!(found.len() <= most, "{query}: more than there are");
        match body["page"]["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => return found,
        }
    }
}

/// What stands before the last of these, from there to the beginning.
async fn backward(app: &TestApp, query: &str, marks: &[Mark]) -> Vec<Uuid> {
    let mut found: Vec<Uuid> = Vec::new();
    let mut here = *marks.last().unwrap();
    loop {
        let filter = read(&format!("{query}&before={}", paging::encode(&here)));
        let page = list_assets(&app.state, &filter, PageSize::new(Some(100)).unwrap()).await.unwrap();
        found.splice(0..0, page.items.iter().map(|card| card.id));
        assert!(found.len() < marks.len(), "{query}: more than there are");
        match page.items.first() {
            Some(first) if page.items.len() == 100 => {
                here = *marks.iter().find(|mark| mark.id == first.id).expect("none that does not fit");
            }
            _ => return found,
        }
    }
}

async fn both_ways(app: &TestApp, rows: &[Row], query: &str) -> usize {
    let filter = read(query);
    let expected = sorted(rows, &filter);
    let marks: Vec<Mark> = expected.iter().map(|row| row.mark(filter.order())).collect();
    let expected = ids(&expected);
    assert!(forward(app, query, rows.len()).await == expected, "{query} forward");
    assert!(backward(app, query, &marks).await == expected[..expected.len() - 1], "{query} backward");
    expected.len()
}

/// The pages at both ends, as people turn them.
async fn ends(app: &TestApp, rows: &[Row], query: &str) {
    let filter = read(query);
    let expected = sorted(rows, &filter);
    let told: Vec<&str> = expected.iter().map(|row| row.asset.title.as_str()).collect();
    let get = async |path: &str| app.client().get(path).await.expect(200).text();
    let first = get(&format!("/assets?{query}")).await;
    assert_eq!((titles(&first), previous(&first)), (owned(&told[..24]), None), "{query}");
    let second = get(&next(&first).unwrap()).await;
    assert_eq!(titles(&second), owned(&told[24..48]), "{query}");
    let back = get(&previous(&second).unwrap()).await;
    assert_eq!((titles(&back), previous(&back)), (owned(&told[..24]), None), "{query}");

    let end = told.len();
    let cursor = paging::encode(&expected[end - 30].mark(filter.order()));
    let last_but_one = get(&format!("/assets?{query}&after={cursor}")).await;
    assert_eq!(titles(&last_but_one), owned(&told[end - 29..end - 5]), "{query}");
    let last = get(&next(&last_but_one).unwrap()).await;
    assert_eq!((titles(&last), next(&last)), (owned(&told[end - 5..]), None), "{query}");
    let back = get(&previous(&last).unwrap()).await;
    assert_eq!(titles(&back), owned(&told[end - 29..end - 5]), "{query}");
}

fn owned(titles: &[&str]) -> Vec<String> {
    titles.iter().map(|title| (*title).to_owned()).collect()
}

on_both!(long_lists_hold_what_fits_in_order_to_the_end_and_back, |db| async move {
    let app = TestApp::start(db).await;
    let rows = fill(&app).await;
    let orders: Vec<Sort> = Sort::offered(false).collect();
    for sort in &orders {
        let query = format!("sort={}", sort.code());
        assert_eq!(both_ways(&app, &rows, &query).await, rows.len());
        ends(&app, &rows, &format!("category=tools&{query}")).await;
    }
    // Each filter in one order, each order with some filters.
    for (n, query) in MANY.iter().enumerate() {
        let sort = orders[n % orders.len()];
        let found = both_ways(&app, &rows, &format!("{query}&sort={}", sort.code())).await;
        assert!(found > 1000, "{query}: {found}");
    }
    for (n, query) in FEWER.iter().enumerate() {
        let sort = orders[n % orders.len()];
        let found = both_ways(&app, &rows, &format!("{query}&sort={}", sort.code())).await;
        assert!((1..1000).contains(&found), "{query}: {found}");
    }
});

/// Values of the filters at the side.
const CHOICES: [(&str, &str); 8] = [
    ("kind", "model"),
    ("kind", "snippet"),
    ("category", "tools"),
    ("tag", "metal"),
    ("licence", "commercial"),
    ("format", "stl"),
    ("rating", "3"),
    ("new", "1"),
];

/// The number beside a choice; None where there is none.
fn shown(page: &str, (name, value): (&str, &str)) -> Option<String> {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"{value}\""))?;
    let (_, count) = rest.split_once("</label>")?.0.split_once("facet-count\">")?;
    Some(count.split_once('<')?.0.to_owned())
}

/// What it should be: of a filter that is chosen, its other values are counted among the newest thousand of all; the other
/// filters among the newest thousand that fit.
fn counted(rows: &[Row], query: &str, (name, value): (&str, &str)) -> (usize, bool) {
    let pairs = || form_urlencoded::parse(query.as_bytes());
    let is_chosen = pairs().any(|(key, _)| key == name);
    let others = pairs().filter(|(key, _)| key != name);
    let mut replaced = form_urlencoded::Serializer::new(String::new());
    let replaced = read(&replaced.extend_pairs(others).append_pair(name, value).finish());
    let among = if is_chosen { Filter::default() } else { read(query) };
    let among = sorted(rows, &among);
    let count = among.iter().take(1000).filter(|row| row.fits(&replaced)).count();
    (count, among.len() > 1000)
}

on_both!(beyond_a_thousand_counts_are_at_least_so_many, |db| async move {
    let app = TestApp::start(db).await;
    let rows = fill(&app).await;
    for query in [""].iter().chain(&MANY).chain(&FEWER) {
        let page = app.client().get(&format!("/assets?{query}")).await.expect(200).text();
        let found = sorted(&rows, &read(query)).len();
        let words = if found > 1000 { "1,000+ listings".to_owned() } else { format!("{found} listings") };
        assert!(page.contains(&format!("<p class=\"browse-count\">{words}</p>")), "{query}: {words}");
        for choice in CHOICES {
            let expected = match counted(&rows, query, choice) {
                (0, _) => continue,
                (n, true) => format!("{n}+"),
                (n, false) => n.to_string(),
            };
            assert_eq!(shown(&page, choice).as_deref(), Some(expected.as_str()), "{query}: {choice:?}");
        }
    }
});
