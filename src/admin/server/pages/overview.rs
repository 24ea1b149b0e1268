//! `/admin`

use leptos::prelude::*;

use crate::admin::server::overview::{Overview, overview};
use crate::admin::server::parts::frame::{AdminFrame, Tab, is_admin};
use crate::server::page::page;
use crate::ui::chart::{Bar, BarChart};
use crate::ui::layout::{Figure, Section};

#[component]
pub fn OverviewPage() -> impl IntoView {
    page(|cx| async move {
        let moderator = cx.moderator()?;
        let now = overview(&cx.state, &moderator).await?;
        let bars = now.days.iter().map(|(day, amount)| Bar {
            name: day.format("%-d %b").to_string(),
            value: amount.minor,
            words: amount.to_string(),
        });
        let bars: Vec<Bar> = bars.collect();
        Ok(view! {
            <AdminFrame here=Tab::Overview title="Overview" lede="The last 30 days, today included. Days are UTC.">
                <dl class="figures">
                    <Figure name="Revenue" value=now.revenue.to_string() note="paid by buyers" />
                    <Figure name="The shop’s share" value=now.fee.to_string() note="fees of these sales" />
                    <Figure name="Orders paid" value=now.orders.to_string() />
                    <Figure name="New people" value=now.new_people.to_string() />
                    <Figure name="Published listings" value=now.published.to_string() note="today" />
                </dl>
                <Waiting overview=now.clone() />
                <BarChart title="Revenue by day" bars=bars />
            </AdminFrame>
        })
    })
}

/// What needs somebody's hand.
#[component]
fn Waiting(overview: Overview) -> impl IntoView {
    let mut waiting = Vec::new();
    if overview.held_orders > 0 {
        let words = match overview.held_orders {
            1 => "One order is held for review".to_owned(),
            n => format!("{n} orders are held for review"),
        };
        waiting.push(("/admin/orders?status=held", words));
    }
    if overview.reported > 0 {
        let words = match overview.reported {
            1 => "One listing is reported".to_owned(),
            n => format!("{n} listings are reported"),
        };
        waiting.push(("/admin/assets?status=reported", words));
    }
    if overview.failed_jobs > 0 && is_admin() {
        let words = match overview.failed_jobs {
            1 => "One job failed for good".to_owned(),
            n => format!("{n} jobs failed for good"),
        };
        waiting.push(("/admin/jobs?status=failed", words));
    }
    let list = if waiting.is_empty() {
        view! { <p class="muted">"Nothing. No order is held for review, no listing is reported and no job failed."</p> }.into_any()
    } else {
        let links = waiting.into_iter().map(|(href, words)| {
            view! {
                <li>
                    <a class="link" href=href>
                        {words}
                    </a>
                </li>
            }
        });
        view! { <ul class="waiting">{links.collect_view()}</ul> }.into_any()
    };
    view! { <Section title="Waiting for you">{list}</Section> }
}
