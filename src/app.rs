//! The map of the site: the document around every page, and every page's address.

use leptos::prelude::*;
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};

use crate::kit::error::AppError;
use crate::server::cx::Cx;
use crate::server::page::ErrorPage;
use crate::server::render::InCart;
use crate::server::site::Site;
use crate::server::theme::Theme;
use crate::ui::flash::{Flash, FlashMessage};
use crate::ui::form::Refused;
use crate::ui::frame::{Footer, Header, Visitor};
use crate::{accounts, admin, cart, catalog, checkout, library, orders, sell};

/// The document: what every page loads, and nothing more.
pub fn shell(site: Site) -> impl IntoView {
    provide_meta_context();
    let theme = Cx::current().ok().and_then(|cx| cx.request.theme);
    view! {
        <!DOCTYPE html>
        <html lang="en" data-theme=theme.map(Theme::name)>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <link rel="preload" href="/fonts/hanken-grotesk.woff2" r#as="font" r#type="font/woff2" crossorigin="" />
                <link rel="stylesheet" href=site.files.css />
                <link rel="icon" href="/favicon.svg" r#type="image/svg+xml" />
                <script src="/enhance.js" defer=true></script>
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

#[component]
pub fn App() -> impl IntoView {
    let flash = use_context::<Flash>();
    let refused = use_context::<Refused>().map(|refused| Flash::fault(refused.error.to_string()));
    view! {
        <a class="skip-link" href="#main">
            "Skip to the content"
        </a>
        <Header visitor=visitor() />
        <main id="main" tabindex="-1">
            {refused.or(flash).map(|flash| view! { <FlashMessage flash=flash /> })}
            <Router>
                <Routes fallback=|| view! { <ErrorPage error=AppError::NotFound /> }>
                    <Route path=path!("/") view=catalog::HomePage ssr=SsrMode::Async />
                    <Route path=path!("/assets") view=catalog::BrowsePage ssr=SsrMode::Async />
                    <Route path=path!("/assets/:slug") view=catalog::ProductPage ssr=SsrMode::Async />
                    <Route path=path!("/categories/:slug") view=catalog::CategoryPage ssr=SsrMode::Async />
                    <Route path=path!("/sellers/:handle") view=catalog::SellerPage ssr=SsrMode::Async />
                    <Route path=path!("/account") view=accounts::AccountPage ssr=SsrMode::Async />
                    <Route path=path!("/account/security") view=accounts::SecurityPage ssr=SsrMode::Async />
                    <Route path=path!("/account/sessions") view=accounts::SessionsPage ssr=SsrMode::Async />
                    <Route path=path!("/account/tokens") view=accounts::TokensPage ssr=SsrMode::Async />
                    <Route path=path!("/become-a-seller") view=accounts::BecomeASellerPage ssr=SsrMode::Async />
                    <Route path=path!("/cart") view=cart::CartPage ssr=SsrMode::Async />
                    <Route path=path!("/checkout") view=checkout::CheckoutPage ssr=SsrMode::Async />
                    <Route path=path!("/sandbox/checkout/:id") view=checkout::SandboxPage ssr=SsrMode::Async />
                    <Route path=path!("/orders") view=orders::OrdersPage ssr=SsrMode::Async />
                    <Route path=path!("/orders/:id") view=orders::OrderPage ssr=SsrMode::Async />
                    <Route path=path!("/library") view=library::LibraryPage ssr=SsrMode::Async />
                    <Route path=path!("/library/:id") view=library::EntryPage ssr=SsrMode::Async />
                    <Route path=path!("/library/files/:file_id") view=library::DownloadPage ssr=SsrMode::Async />
                    <Route path=path!("/admin") view=admin::OverviewPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/users") view=admin::UsersPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/orders") view=admin::OrdersPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/assets") view=admin::AssetsPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/audit") view=admin::AuditPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/jobs") view=admin::JobsPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/mail") view=admin::MailPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/mail/:id") view=admin::MailMessagePage ssr=SsrMode::Async />
                    <Route path=path!("/api/docs") view=crate::server::docs::ApiDocs ssr=SsrMode::Async />
                    <Route path=path!("/sell") view=sell::ListingsPage ssr=SsrMode::Async />
                    <Route path=path!("/sell/new") view=sell::NewListingPage ssr=SsrMode::Async />
                    <Route path=path!("/sell/:id") view=sell::EditorPage ssr=SsrMode::Async />
                    <Route path=path!("/sell/:id/versions/new") view=sell::NewVersionPage ssr=SsrMode::Async />
                    <Route path=path!("/dashboard") view=sell::DashboardPage ssr=SsrMode::Async />
                    <Route path=path!("/sign-in") view=accounts::SignInPage ssr=SsrMode::Async />
                    <Route path=path!("/sign-in/code") view=accounts::SignInCodePage ssr=SsrMode::Async />
                    <Route path=path!("/sign-up") view=accounts::SignUpPage ssr=SsrMode::Async />
                    <Route path=path!("/change-email") view=accounts::ChangeEmailPage ssr=SsrMode::Async />
                    <Route path=path!("/forgot-password") view=accounts::ForgotPasswordPage ssr=SsrMode::Async />
                    <Route path=path!("/reset-password") view=accounts::ResetPasswordPage ssr=SsrMode::Async />
                    <Route path=path!("/unlock") view=accounts::UnlockPage ssr=SsrMode::Async />
                    <Route path=path!("/verify-email") view=accounts::VerifyEmailPage ssr=SsrMode::Async />
                    <Route path=path!("/terms") view=crate::server::legal::Terms ssr=SsrMode::Async />
                    <Route path=path!("/privacy") view=crate::server::legal::Privacy ssr=SsrMode::Async />
                </Routes>
            </Router>
        </main>
        <Footer />
    }
}

/// The address of every page, as axum writes it: `/assets/{slug}`.
pub fn page_paths() -> Vec<String> {
    leptos_axum::generate_route_list(App).iter().map(|route| route.path().to_owned()).collect()
}

fn visitor() -> Visitor {
    let Ok(cx) = Cx::current() else { return Visitor::default() };
    let person = cx.person.as_deref();
    Visitor {
        name: person.map(|person| person.display_name.clone()),
        sells: person.is_some_and(|person| person.seller.is_some()),
        staff: person.is_some_and(|person| person.staff.is_some()),
        dark: cx.request.theme.map(|theme| theme == Theme::Dark),
        search: cx.query("q").unwrap_or_default(),
        in_cart: use_context::<InCart>().map_or(0, |count| count.0),
    }
}
