//! A listing as a document to search in.

use uuid::Uuid;

use crate::catalog::rules::facets::{Marked, format_of};
use crate::catalog::rules::search::tokens::tokens;
use crate::catalog::types::Kind;

/// What a listing is found by. Pairs are slug and name.
#[derive(Clone, Debug)]
pub struct Document {
    pub asset_id: Uuid,
    pub title: String,
    /// Summary and description, as written.
    pub body: String,
    pub kind: Kind,
    pub is_free: bool,
    pub seller_handle: String,
    pub seller_name: String,
    /// Its own and those it stands within.
    pub categories: Vec<(String, String)>,
    pub tags: Vec<(String, String)>,
    /// Codes of those on offer.
    pub licences: Vec<String>,
    /// Names of the files of the current version.
    pub files: Vec<String>,
}

/// Words of a document that count; a longer description is found by its beginning.
const MOST_WORDS: usize = 2000;

impl Document {
    pub fn title_words(&self) -> String {
        tokens(&self.title).join(" ")
    }

    pub fn seller_words(&self) -> String {
        tokens(&format!("{} {}", self.seller_name, self.seller_handle)).join(" ")
    }

    /// Everything it is found by, each word once.
    pub fn words(&self) -> Vec<String> {
        let names = |pairs: &[(String, String)]| {
            pairs.iter().flat_map(|(slug, name)| [slug.as_str(), name.as_str()]).collect::<Vec<_>>().join(" ")
        };
        // Without their addresses, which stay when they are called something else.
        let categories: Vec<&str> = self.categories.iter().map(|(_, name)| name.as_str()).collect();
        let texts = [
            self.title.as_str(),
            &self.seller_name,
            &self.seller_handle,
            &names(&self.tags),
            &categories.join(" "),
            self.kind.name(),
            &self.body,
        ];
        let mut seen = std::collections::HashSet::new();
        let words = texts.into_iter().flat_map(tokens);
        words.filter(|word| seen.insert(word.clone())).take(MOST_WORDS).collect()
    }

    pub fn marks(&self) -> String {
        let slugs =
            |pairs: &[(String, String)]| pairs.iter().map(|(slug, _)| slug.clone()).collect::<Vec<_>>();
        let formats: Vec<String> = self.files.iter().filter_map(|name| format_of(name)).collect();
        Marked {
            kind: self.kind,
            categories: &slugs(&self.categories),
            tags: &slugs(&self.tags),
            licences: &self.licences,
            formats: &formats,
            seller: &self.seller_handle,
            is_free: self.is_free,
        }
        .marks()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listing_is_found_by_all_that_is_said_of_it() {
        let pair = |slug: &str, name: &str| (slug.to_owned(), name.to_owned());
        let document = Document {
            asset_id: Uuid::nil(),
            title: "Brass Gear".into(),
            body: "A gear that turns. Prints **without** supports.".into(),
            kind: Kind::Model,
            is_free: false,
            seller_handle: "ada".into(),
            seller_name: "Ada & Söhne".into(),
            categories: vec![pair("hardware", "Tools")],
            tags: vec![pair("low-poly", "Low poly")],
            licences: vec!["personal".into()],
            files: vec!["gear.STL".into(), "README".into()],
        };
        assert_eq!(
            document.words().join(" "),
            "brass gear ada sohne low poly tools 3d model a that turns prints without supports"
        );
        assert_eq!(document.title_words(), "brass gear");
        assert_eq!(document.seller_words(), "ada sohne ada");
        assert_eq!(document.marks(), "c_hardware f_stl k_model l_personal s_ada t_low-poly");
    }

    #[test]
    fn an_endless_description_is_found_by_its_beginning() {
        let body: String = (0..5000).map(|n| format!("word{n} ")).collect();
        let document = Document {
            asset_id: Uuid::nil(),
            title: "Gear".into(),
            body,
            kind: Kind::Model,
            is_free: true,
            seller_handle: "ada".into(),
            seller_name: "Ada".into(),
            categories: vec![],
            tags: vec![],
            licences: vec![],
            files: vec![],
        };
        assert_eq!(document.words().len(), MOST_WORDS);
    }
}
