//! The shelves, the product page and their pictures, through the real router.

mod api;
mod browse;
mod follow;
mod head;
mod hostile;
mod machines;
mod media;
mod pages;
mod paging;
mod pictures;
mod product;
mod review_rights;
pub mod reviews;
mod social_card;
mod statements;
mod wishlist;

/// The titles of the cards of a page, in their order.
pub fn titles(html: &str) -> Vec<String> {
    let cards = html.split("<article class=\"asset-card\">").skip(1);
    let title = |card: &str| {
        let link = card.split_once("<h3>").unwrap().1.split_once("</h3>").unwrap().0;
        link.split_once('>').unwrap().1.split_once('<').unwrap().0.to_owned()
    };
    cards.map(title).collect()
}

/// The address behind "Load more".
pub fn next(html: &str) -> Option<String> {
    let pager = html.split_once("class=\"pager\"")?.1;
    let href = pager.split_once("href=\"")?.1.split_once('"')?.0;
    Some(href.replace("&amp;", "&"))
}
