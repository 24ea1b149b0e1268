//! The shelves, the product page and their pictures, through the real router.

mod api;
mod browse;
mod follow;
mod head;
mod hearts;
mod hostile;
mod hostile_queries;
mod landing;
mod long_lists;
mod machines;
mod media;
mod pages;
mod paging;
mod pictures;
mod plans;
mod product;
mod recent;
mod report_asset;
mod review_rights;
pub mod reviews;
mod search;
mod search_index;
mod searches;
mod social_card;
mod statements;
mod versions;
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

/// The address behind "Load more" and "Next page".
pub fn next(html: &str) -> Option<String> {
    linked(html, "next")
}

/// The address behind "Previous page".
pub fn previous(html: &str) -> Option<String> {
    linked(html, "prev")
}

fn linked(html: &str, rel: &str) -> Option<String> {
    let pager = html.split_once("class=\"pager\"")?.1.split_once("</nav>")?.0;
    let link = pager
        .split("<a ")
        .skip(1)
        .find(|link| !link.contains("rel=") && rel == "next" || link.contains(&format!("rel=\"{rel}\"")))?;
    let href = link.split_once("href=\"")?.1.split_once('"')?.0;
    Some(href.replace("&amp;", "&"))
}
