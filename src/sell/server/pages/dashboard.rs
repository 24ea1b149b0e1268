//! `/dashboard`: what the last thirty days brought.

use leptos::prelude::*;

use crate::kit::paging::{Page, PageSize};
use crate::kit::time;
use crate::sell::server::dashboard::{DAYS, Dashboard, Sale, dashboard, latest_sales};
use crate::server::page::page;
use crate::ui::button::{LinkButton, Weight};
use crate::ui::chart::{Bar, BarChart};
use crate::ui::empty::EmptyState;
use crate::ui::head::PageHead;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::layout::{Figure, PageTitle, Section};
use crate::ui::pager::NextPage;
use crate::ui::table::DataTable;

#[component]
pub fn DashboardPage() -> impl IntoView {
    page(|cx| async move {
        let seller = cx.seller()?;
        let sales = latest_sales(&cx.state, &seller, cx.query("after").as_deref(), PageSize::DEFAULT).await?;
        let figures = dashboard(&cx.state, &seller).await?;
        Ok(view! {
            <PageHead title="Dashboard" unlisted=true />
            <PageTitle title="Dashboard" lede=format!("The last {DAYS} days, by UTC day.")>
                <LinkButton href="/sell/payouts">"Payouts"</LinkButton>
                <LinkButton href="/sell">"My listings"</LinkButton>
                <LinkButton href="/sell/new" weight=Weight::Primary>
                    <Glyph icon=Icon::Plus />
                    "New listing"
                </LinkButton>
            </PageTitle>
            <Figures of=&figures />
            <EarningsChart of=&figures />
            <Sales sales=sales />
        })
    })
}

#[component]
fn Figures<'a>(of: &'a Dashboard) -> impl IntoView + use<> {
    let earned = of.earned.iter().map(|amount| {
        view! { <Figure name=format!("You earned, {}", amount.currency) value=amount.to_string() note="after the fee" /> }
    });
    let earned = earned.collect_view();
    let rating = if of.rating.count == 0 {
        ("–".to_owned(), "no reviews yet".to_owned())
    } else {
        let tenths = (of.rating.sum * 10 + of.rating.count / 2) / of.rating.count;
        let reviews = if of.rating.count == 1 { "review" } else { "reviews" };
        (format!("{}.{}", tenths / 10, tenths % 10), format!("{} {reviews} in all", of.rating.count))
    };
    let all = format!("{} with drafts and others", of.listings);
    view! {
        <dl class="figures">
            {earned} <Figure name="Sales" value=of.sales.to_string() />
            <Figure name="Downloads" value=of.downloads.to_string() />
            <Figure name="Published listings" value=of.published.to_string() note=all />
            <Figure name="Rating" value=rating.0 note=rating.1 />
        </dl>
    }
}

#[component]
fn EarningsChart<'a>(of: &'a Dashboard) -> impl IntoView + use<> {
    let bars = of.days.iter().map(|(day, amount)| Bar {
        name: day.format("%-d %b").to_string(),
        value: amount.minor,
        words: amount.to_string(),
    });
    let bars: Vec<Bar> = bars.collect();
    view! { <BarChart title="What you earned each day" bars=bars /> }
}

#[component]
fn Sales(sales: Page<Sale>) -> impl IntoView {
    if sales.items.is_empty() {
        return view! {
            <Section title="Latest sales">
                <EmptyState title="No sales yet" text="As soon as somebody buys one of your listings, it stands here.">
                    <LinkButton href="/sell">"My listings"</LinkButton>
                </EmptyState>
            </Section>
        }
        .into_any();
    }
    let next = sales.next.map(|cursor| format!("/dashboard?after={cursor}#sales"));
    view! {
        <section class="section" id="sales">
            <div class="section-head">
                <h2>"Latest sales"</h2>
                <a class="btn" href="/dashboard/sales.csv" download="">
                    <Glyph icon=Icon::Download />
                    "CSV"
                </a>
            </div>
            <DataTable
                caption="Latest sales"
                columns=vec!["Paid", "Order", "Listing", "Licence", "Price", "Fee", "You receive"]
                numbers=vec!["Price", "Fee", "You receive"]
            >
                {sales.items.into_iter().map(line).collect_view()}
            </DataTable>
            <NextPage href=next words="Earlier sales" />
        </section>
    }
    .into_any()
}

fn line(sale: Sale) -> impl IntoView {
    let row = sale.row;
    let paid = row.paid_at.unwrap_or(row.created_at);
    view! {
        <tr>
            <td>
                <time datetime=paid.to_rfc3339()>{time::day(paid)}</time>
            </td>
            <td class="mono">{row.number.unwrap_or_default()}</td>
            <td>
                <a class="link" href=format!("/sell/{}", row.asset_id)>
                    {row.title}
                </a>
            </td>
            <td>{row.licence_name}</td>
            <td class="num">{sale.price.to_string()}</td>
            <td class="num">{sale.share.fee.to_string()}</td>
            <td class="num">{sale.share.seller.to_string()}</td>
        </tr>
    }
}
