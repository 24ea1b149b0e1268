//! `/sell/new`: what is to be sold, and what it is called.

use leptos::prelude::*;

use crate::catalog::Kind;
use crate::kit::money::Currency;
use crate::sell::rules::texts::TITLE_MAX;
use crate::server::page::page;
use crate::ui::button::{Submit, Weight};
use crate::ui::field::{Fault, SelectField, TextField};
use crate::ui::form::{Form, FormScope};
use crate::ui::head::PageHead;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::layout::{Breadcrumbs, PageTitle};

#[component]
pub fn NewListingPage() -> impl IntoView {
    page(|cx| async move {
        cx.seller()?;
        let own = cx.state.config.shop.currency;
        let currency = cx.person.as_ref().and_then(|person| person.currency).unwrap_or(own);
        let currencies =
            Currency::all().map(|currency| (currency.code().into(), currency.code().into())).collect();
        Ok(view! {
            <PageHead title="New listing" unlisted=true />
            <Breadcrumbs trail=vec![("/sell".into(), "My listings".into()), (String::new(), "New listing".into())] />
            <PageTitle title="New listing" lede="Three things now, everything else in the draft." />
            <Form action="/api/fn/start_listing" class="card new-listing">
                <Kinds />
                <TextField
                    name="title"
                    label="Title"
                    hint="What it is, in a few words. You can change it later."
                    placeholder="Gyroid planter, 120 mm"
                    maxlength=TITLE_MAX as u32
                    required=true
                />
                <SelectField
                    name="currency"
                    label="Priced in"
                    options=currencies
                    value=currency.code()
                    hint=format!("It stays with the listing. Most here is priced in {own}; your usual one is chosen under Account.")
                />
                <div class="form-actions">
                    <Submit weight=Weight::Primary>"Start the draft"</Submit>
                </div>
            </Form>
        })
    })
}

#[component]
fn Kinds() -> impl IntoView {
    let chosen = FormScope::current().and_then(|refused| refused.value("kind").map(str::to_owned));
    let option = |kind: Kind| {
        let id = format!("kind-{}", kind.code());
        let label_for = id.clone();
        let (icon, words) = describe(kind);
        view! {
            <label class="kind" for=label_for>
                <input
                    class="radio"
                    type="radio"
                    id=id
                    name="kind"
                    value=kind.code()
                    required=true
                    checked=chosen.as_deref() == Some(kind.code())
                />
                <Glyph icon=icon />
                <span>
                    <strong>{kind.name()}</strong>
                    <span class="muted">{words}</span>
                </span>
            </label>
        }
    };
    view! {
        <fieldset class="kinds">
            <legend>"What do you sell?"</legend>
            <div class="kinds-grid">{Kind::ALL.map(option).collect_view()}</div>
            <Fault name="kind" />
        </fieldset>
    }
}

fn describe(kind: Kind) -> (Icon, &'static str) {
    match kind {
        Kind::Model => (Icon::Cube, "Meshes to print or to render"),
        Kind::Snippet => (Icon::Code, "A few lines that do one thing well"),
        Kind::Template => (Icon::Layout, "Documents, pages and projects to start from"),
        Kind::Module => (Icon::Package, "A library or plug-in, ready to use"),
    }
}
