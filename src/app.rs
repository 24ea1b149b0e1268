//! The map of the site: the document around every page, and every page's address.

use leptos::prelude::*;
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::any_nested_route::{AnyNestedRoute, IntoAnyNestedRoute};
use leptos_router::components::{Route, RouteProps, Router, Routes};
use leptos_router::{ChooseView, PossibleRouteMatch, SsrMode, path};

use crate::kit::error::AppError;
use crate::kit::language::LANGUAGES;
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
        <html lang=LANGUAGES[0] data-theme=theme.map(Theme::name)>
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
                    <At path=path!("/") view=catalog::HomePage />
                    <At path=path!("/assets") view=catalog::BrowsePage />
                    <At path=path!("/assets/:slug") view=catalog::ProductPage />
                    <At path=path!("/categories/:slug") view=catalog::CategoryPage />
                    <At path=path!("/sellers/:handle") view=catalog::SellerPage />
                    <At path=path!("/wishlist") view=catalog::WishlistPage />
                    <At path=path!("/account") view=accounts::AccountPage />
                    <At path=path!("/account/data") view=accounts::DataPage />
                    <At path=path!("/account/notifications") view=accounts::NotificationsPage />
                    <At path=path!("/account/searches") view=catalog::SavedSearchesPage />
                    <At path=path!("/account/security") view=accounts::SecurityPage />
                    <At path=path!("/account/sessions") view=accounts::SessionsPage />
                    <At path=path!("/account/tokens") view=accounts::TokensPage />
                    <At path=path!("/become-a-seller") view=accounts::BecomeASellerPage />
                    <At path=path!("/cart") view=cart::CartPage />
                    <At path=path!("/checkout") view=checkout::CheckoutPage />
                    <At path=path!("/sandbox/checkout/:id") view=checkout::SandboxPage />
                    <At path=path!("/orders") view=orders::OrdersPage />
                    <At path=path!("/orders/:id") view=orders::OrderPage />
                    <At path=path!("/library") view=library::LibraryPage />
                    <At path=path!("/library/:id") view=library::EntryPage />
                    <At path=path!("/library/files/:file_id") view=library::DownloadPage />
                    <At path=path!("/admin") view=admin::OverviewPage />
                    <At path=path!("/admin/users") view=admin::UsersPage />
                    <At path=path!("/admin/orders") view=admin::OrdersPage />
                    <At path=path!("/admin/assets") view=admin::AssetsPage />
                    <At path=path!("/admin/categories") view=admin::CategoriesPage />
                    <At path=path!("/admin/picks") view=admin::PicksPage />
                    <At path=path!("/admin/reviews") view=admin::ReviewsPage />
                    <At path=path!("/admin/audit") view=admin::AuditPage />
                    <At path=path!("/admin/jobs") view=admin::JobsPage />
                    <At path=path!("/admin/mail") view=admin::MailPage />
                    <At path=path!("/admin/mail/:id") view=admin::MailMessagePage />
                    <At path=path!("/api/docs") view=crate::server::docs::ApiDocs />
                    <At path=path!("/sell") view=sell::ListingsPage />
                    <At path=path!("/sell/new") view=sell::NewListingPage />
                    <At path=path!("/sell/payouts") view=accounts::PayoutsPage />
                    <At path=path!("/sell/:id") view=sell::EditorPage />
                    <At path=path!("/sell/:id/versions/new") view=sell::NewVersionPage />
                    <At path=path!("/dashboard") view=sell::DashboardPage />
                    <At path=path!("/sign-in") view=accounts::SignInPage />
                    <At path=path!("/sign-in/code") view=accounts::SignInCodePage />
                    <At path=path!("/sign-in/link") view=accounts::SignInLinkPage />
                    <At path=path!("/sign-up") view=accounts::SignUpPage />
                    <At path=path!("/change-email") view=accounts::ChangeEmailPage />
                    <At path=path!("/forgot-password") view=accounts::ForgotPasswordPage />
                    <At path=path!("/reset-password") view=accounts::ResetPasswordPage />
                    <At path=path!("/unsubscribe") view=accounts::UnsubscribePage />
                    <At path=path!("/unlock") view=accounts::UnlockPage />
                    <At path=path!("/verify-email") view=accounts::VerifyEmailPage />
                    <At path=path!("/terms") view=crate::server::legal::Terms />
                    <At path=path!("/privacy") view=crate::server::legal::Privacy />
                </Routes>
            </Router>
        </main>
        <Footer />
    }
}

/// A page at its address, rendered whole before the first byte leaves. Its type is erased: fifty of them, each within
/// the others' types, take the compiler minutes.
#[component(transparent)]
fn At<Path, Page>(path: Path, view: Page) -> AnyNestedRoute
where
    Path: PossibleRouteMatch + Clone + Send + 'static,
    Page: ChooseView + Clone + 'static,
{
    Route(RouteProps { path, view, ssr: SsrMode::Async }).into_any_nested_route()
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
        avatar: person.and_then(|person| person.avatar.clone()),
        sells: person.is_some_and(|person| person.seller.is_some()),
        staff: person.is_some_and(|person| person.staff.is_some()),
        dark: cx.request.theme.map(|theme| theme == Theme::Dark),
        search: cx.query("q").unwrap_or_default(),
        in_cart: use_context::<InCart>().map_or(0, |count| count.0),
    }
}
