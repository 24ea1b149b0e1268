//! Header and footer of every page.

use leptos::prelude::*;

use crate::ui::avatar::{Avatar, AvatarSize};
use crate::ui::form::{FROM, PagePath};
use crate::ui::icon::{Glyph, Icon};

/// What the frame needs to know of who is looking.
#[derive(Clone, Debug, Default)]
pub struct Visitor {
    /// None for strangers.
    pub name: Option<String>,
    /// The stem of their picture, if they have one.
    pub avatar: Option<String>,
    pub sells: bool,
    pub staff: bool,
    /// The theme that was chosen; None follows the system.
    pub dark: Option<bool>,
    /// What is being searched for.
    pub search: String,
    /// How many things are in the cart.
    pub in_cart: i64,
}

#[component]
pub fn Header(visitor: Visitor) -> impl IntoView {
    view! {
        <header class="site-header">
            <div class="site-header-row">
                <a class="mark" href="/" aria-label="ProSets, home">
                    <svg viewBox="0 0 32 32" aria-hidden="true">
                        <path class="mark-top" d="M16 3 28 9.500 16 16 4 9.500z"></path>
                        <path class="mark-left" d="M4 12.500 14.500 18.200V29L4 23.200z"></path>
                        <path class="mark-right" d="M28 12.500 17.500 18.200V29L28 23.200z"></path>
                    </svg>
                    <span>"ProSets"</span>
                </a>
                <form
                    class="site-search"
                    role="search"
                    action="/assets"
                    method="get"
                    data-suggest="/parts/suggestions"
                >
                    <Glyph icon=Icon::Search />
                    <input
                        type="search"
                        name="q"
                        value=visitor.search.clone()
                        placeholder="Search models, code, templates…"
                        aria-label="Search the shop"
                        maxlength="200"
                        autocomplete="off"
                    />
                </form>
                <nav class="site-nav" aria-label="Main">
                    <a href="/assets">"Browse"</a>
                    <CartLink count=visitor.in_cart />
                    <Account visitor=visitor />
                </nav>
            </div>
        </header>
    }
}

#[component]
fn CartLink(count: i64) -> impl IntoView {
    let label = match count {
        0 => "Cart, empty".to_owned(),
        1 => "Cart, 1 item".to_owned(),
        n => format!("Cart, {n} items"),
    };
    view! {
        <a class="nav-icon" href="/cart" aria-label=label>
            <Glyph icon=Icon::Cart />
            {(count > 0).then(|| view! { <span class="nav-count" aria-hidden="true">{count.min(99)}</span> })}
        </a>
    }
}

#[component]
fn Account(visitor: Visitor) -> impl IntoView {
    let Some(name) = visitor.name else {
        return view! {
            <a class="btn btn-sm btn-primary" href="/sign-in">
                "Sign in"
            </a>
        }
        .into_any();
    };
    view! {
        <details class="menu-button" data-menu="">
            <summary aria-label=format!("Account of {name}")>
                <Avatar name=name.clone() picture=visitor.avatar size=AvatarSize::Small />
            </summary>
            <div class="menu-panel">
                <p class="menu-name">{name}</p>
                <a href="/library">"Library"</a>
                <a href="/wishlist">"Wishlist"</a>
                <a href="/orders">"Orders"</a>
                {if visitor.sells {
                    view! {
                        <a href="/dashboard">"Dashboard"</a>
                        <a href="/sell">"My listings"</a>
                    }
                        .into_any()
                } else {
                    view! { <a href="/become-a-seller">"Start selling"</a> }.into_any()
                }}
                {visitor.staff.then(|| view! { <a href="/admin">"Admin"</a> })}
                <a href="/account">"Account"</a>
                <form method="post" action="/api/fn/sign_out">
                    <button type="submit">"Sign out"</button>
                </form>
            </div>
        </details>
    }
    .into_any()
}

#[component]
pub fn Footer() -> impl IntoView {
    let from = use_context::<PagePath>().map(|path| path.0).unwrap_or_default();
    view! {
        <footer class="site-footer">
            <div class="site-footer-row">
                <p>"ProSets, the marketplace you host yourself."</p>
                <nav aria-label="Footer">
                    <a href="/assets">"Browse"</a>
                    <a href="/become-a-seller">"Sell"</a>
                    <a href="/api/docs">"API"</a>
                    <a href="/terms">"Terms"</a>
                    <a href="/privacy">"Privacy"</a>
                </nav>
                <form class="theme-switch" method="post" action="/theme" aria-label="Colours">
                    <input type="hidden" name=FROM value=from />
                    <button name="theme" value="light" type="submit">
                        <Glyph icon=Icon::Sun />
                        "Light"
                    </button>
                    <button name="theme" value="dark" type="submit">
                        <Glyph icon=Icon::Moon />
                        "Dark"
                    </button>
                    <button name="theme" value="system" type="submit">
                        "System"
                    </button>
                </form>
            </div>
        </footer>
    }
}
