//! `/sell/{id}`: everything about a listing on one page, each part saved by itself.

use leptos::prelude::*;

use super::id_in_path;
use crate::catalog::Kind;
use crate::db::entities::asset::AssetStatus;
use crate::sell::rules::checklist;
use crate::sell::server::listing::{Listing, show_listing};
use crate::sell::server::parts::basics::BasicsForm;
use crate::sell::server::parts::checklist::Checklist;
use crate::sell::server::parts::excerpt::ExcerptForm;
use crate::sell::server::parts::files::FilesSection;
use crate::sell::server::parts::licences::LicencesForm;
use crate::sell::server::parts::pictures::PicturesSection;
use crate::sell::server::parts::preview_card::PreviewCard;
use crate::sell::server::parts::showcase::ShowcaseForm;
use crate::sell::server::parts::status::StatusBadge;
use crate::sell::server::parts::versions::{Leaving, Versions};
use crate::sell::server::store::assets;
use crate::server::page::page;
use crate::ui::button::LinkButton;
use crate::ui::flash::{Flash, FlashMessage};
use crate::ui::head::PageHead;
use crate::ui::layout::Breadcrumbs;

#[component]
pub fn EditorPage() -> impl IntoView {
    let id = id_in_path();
    page(move |cx| async move {
        let seller = cx.seller()?;
        let listing = show_listing(&cx.state.db, seller.user_id, &id.into()).await?;
        let categories = assets::categories(&cx.state.db).await?;
        let shop = assets::seller(&cx.state.db, seller.user_id).await?;
        let needs = listing.checklist(&cx.state)?;
        let shows_code = listing.excerpt().is_some() || checklist::shows_code(listing.kind());
        let is_template = listing.kind() == Kind::Template;
        let takes_payments = cx.state.payments.is_some();
        Ok(view! {
            <PageHead title=listing.asset.title.clone() unlisted=true />
            <Heading listing=&listing />
            <div class="editor">
                <div class="editor-main">
                    <BasicsForm listing=&listing categories=categories />
                    <LicencesForm listing=&listing fee_bps=cx.state.config.shop.fee_bps takes_payments=takes_payments />
                    <FilesSection listing=&listing />
                    <PicturesSection listing=&listing />
                    {is_template.then(|| view! { <ShowcaseForm listing=&listing /> })}
                    {shows_code.then(|| view! { <ExcerptForm listing=&listing /> })}
                </div>
                <aside class="editor-side" aria-label="Publishing">
                    <Checklist listing=&listing needs=needs />
                    <PreviewCard listing=&listing shop=&shop />
                    <Versions listing=&listing />
                    <Leaving listing=&listing />
                </aside>
            </div>
        })
    })
}

#[component]
fn Heading<'a>(listing: &'a Listing) -> impl IntoView + use<> {
    let asset = &listing.asset;
    let trail = vec![("/sell".into(), "My listings".into()), (String::new(), asset.title.clone())];
    let public = (asset.status == AssetStatus::Published).then(|| format!("/assets/{}", asset.slug));
    let down = listing.takedown.clone();
    let down = down.map(|reason| Flash::fault(format!("The shop took this listing down: {reason}")));
    let (title, status, kind) = (asset.title.clone(), asset.status, listing.kind().name());
    view! {
        <Breadcrumbs trail=trail />
        <header class="page-title">
            <div>
                <h1>{title}</h1>
                <p class="editor-state">
                    <StatusBadge status=status />
                    <span class="muted">{kind}</span>
                </p>
            </div>
            {public
                .map(|href| {
                    view! {
                        <div class="page-actions">
                            <LinkButton href=href>"See it in the shop"</LinkButton>
                        </div>
                    }
                })}
        </header>
        {down.map(|flash| view! { <FlashMessage flash=flash /> })}
    }
}
