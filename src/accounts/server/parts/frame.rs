//! What stands around every page of one's own account.

use leptos::prelude::*;

use crate::ui::button::Submit;
use crate::ui::form::Form;
use crate::ui::head::PageHead;
use crate::ui::layout::PageTitle;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    Profile,
    Security,
    Sessions,
    Notifications,
    Searches,
    Tokens,
    Data,
}

impl Tab {
    const ALL: [Self; 7] = [
        Self::Profile,
        Self::Security,
        Self::Sessions,
        Self::Notifications,
        Self::Searches,
        Self::Tokens,
        Self::Data,
    ];

    fn told(self) -> (&'static str, &'static str) {
        match self {
            Self::Profile => ("/account", "Profile"),
            Self::Security => ("/account/security", "Security"),
            Self::Sessions => ("/account/sessions", "Sign-ins"),
            Self::Notifications => ("/account/notifications", "Notifications"),
            Self::Searches => ("/account/searches", "Searches"),
            Self::Tokens => ("/account/tokens", "Tokens"),
            Self::Data => ("/account/data", "Your data"),
        }
    }
}

#[component]
pub fn AccountFrame(
    here: Tab,
    /// Who is signed in.
    email: String,
    children: Children,
) -> impl IntoView {
    let links = Tab::ALL.map(|tab| {
        let (href, words) = tab.told();
        view! {
            <a href=href aria-current=(tab == here).then_some("page")>
                {words}
            </a>
        }
    });
    let (_, title) = here.told();
    view! {
        <PageHead title=format!("{title} · Account") unlisted=true />
        <div class="account">
            <PageTitle title="Account" lede=format!("Signed in as {email}.")>
                <Form action="/api/fn/sign_out">
                    <Submit>"Sign out"</Submit>
                </Form>
            </PageTitle>
            <nav class="tabs" aria-label="Account">
                {links.collect_view()}
            </nav>
            {children()}
        </div>
    }
}
