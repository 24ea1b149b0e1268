//! The frame of the staff's pages: title and tabs.

use leptos::prelude::*;

use crate::server::cx::{Cx, Staff};
use crate::ui::head::PageHead;
use crate::ui::layout::PageTitle;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    Overview,
    Assets,
    Categories,
    Picks,
    Reviews,
    Orders,
    Users,
    Audit,
    Jobs,
    Mail,
}

impl Tab {
    /// Address, words, and whether it is for admins alone.
    fn told(self) -> (&'static str, &'static str, bool) {
        match self {
            Self::Overview => ("/admin", "Overview", false),
            Self::Assets => ("/admin/assets", "Listings", false),
            Self::Categories => ("/admin/categories", "Categories", false),
            Self::Picks => ("/admin/picks", "Staff picks", false),
            Self::Reviews => ("/admin/reviews", "Reviews", false),
            Self::Orders => ("/admin/orders", "Orders", false),
            Self::Users => ("/admin/users", "People", false),
            Self::Audit => ("/admin/audit", "Audit log", false),
            Self::Jobs => ("/admin/jobs", "Jobs", true),
            Self::Mail => ("/admin/mail", "Mail", true),
        }
    }
}

const TABS: [Tab; 10] = [
    Tab::Overview,
    Tab::Assets,
    Tab::Categories,
    Tab::Picks,
    Tab::Reviews,
    Tab::Orders,
    Tab::Users,
    Tab::Audit,
    Tab::Jobs,
    Tab::Mail,
];

/// Whether who looks at the page is an admin.
pub fn is_admin() -> bool {
    Cx::current().is_ok_and(|cx| cx.person.is_some_and(|person| person.staff == Some(Staff::Admin)))
}

/// Whether who looks at the page has a second factor.
pub fn guarded() -> bool {
    Cx::current().is_ok_and(|cx| cx.person.is_some_and(|person| person.second_factor))
}

#[component]
fn Urge() -> impl IntoView {
    view! {
        <p class="flash flash-notice">
            "A password alone opens this page for whoever has yours. " <a class="link" href="/account/security">
                "Set up a second factor"
            </a> "; it takes a minute."
        </p>
    }
}

#[component]
pub fn AdminFrame(
    here: Tab,
    #[prop(into)] title: String,
    #[prop(into, optional)] lede: String,
    children: Children,
) -> impl IntoView {
    let admin = is_admin();
    let tabs = TABS.into_iter().filter(|tab| admin || !tab.told().2);
    let links = tabs.map(|tab| {
        let (href, words, _) = tab.told();
        view! {
            <a href=href aria-current=(tab == here).then_some("page")>
                {words}
            </a>
        }
    });
    view! {
        <PageHead title=format!("{title} · Administration") unlisted=true />
        <nav class="tabs" aria-label="Administration">
            {links.collect_view()}
        </nav>
        <PageTitle title=title lede=lede />
        {(!guarded()).then(|| view! { <Urge /> })}
        {children()}
    }
}
