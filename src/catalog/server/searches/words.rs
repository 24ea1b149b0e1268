//! What a search asks for, in words.

use crate::catalog::rules::filter::Filter;
use crate::kit::money::{Currency, Money};

/// "“gear” · kind: model · up to $12.50"
pub fn words(filter: &Filter, currency: Currency) -> String {
    let money = |minor: &str| minor.parse().map(|minor| Money::new(minor, currency).to_string());
    let told = filter.pairs().into_iter().map(|(name, value)| match name {
        "q" => format!("“{value}”"),
        "price_max" if value == "0" => "free".to_owned(),
        "price_min" => format!("from {}", money(&value).unwrap_or(value)),
        "price_max" => format!("up to {}", money(&value).unwrap_or(value)),
        "sort" => format!("sorted by {}", value.replace('-', " ")),
        other => format!("{}: {value}", other.replace('_', " ")),
    });
    told.collect::<Vec<_>>().join(" · ")
}

/// What it may be called, before somebody says so.
pub fn name(filter: &Filter) -> String {
    let pairs = filter.pairs();
    let named =
        |wanted: &str| pairs.iter().find(|(name, _)| *name == wanted).map(|(_, value)| value.as_str());
    let first = named("q").map(str::to_owned).or_else(|| filter.kind.map(|kind| kind.plural().to_owned()));
    let first = first.or_else(|| named("tag").or(named("category")).map(str::to_owned));
    first.unwrap_or_else(|| "My search".to_owned()).chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::types::Kind;

    #[test]
    fn every_filter_is_told() {
        let filter = Filter {
            q: "gear".into(),
            kind: Some(Kind::Model),
            price_min: Some(100),
            price_max: Some(1250),
            ..Filter::default()
        };
        assert_eq!(words(&filter, Currency::USD), "“gear” · kind: model · from $1.00 · up to $12.50");
        assert_eq!(name(&filter), "gear");
        let free = Filter { kind: Some(Kind::Model), price_max: Some(0), ..Filter::default() };
        assert_eq!(
            (words(&free, Currency::USD), name(&free)),
            ("kind: model · free".into(), "3D models".into())
        );
        assert_eq!(name(&Filter { tag: Some("metal".into()), ..Filter::default() }), "metal");
    }
}
