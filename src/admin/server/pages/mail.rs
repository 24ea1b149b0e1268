//! `/admin/mail` and `/admin/mail/{id}`: what was not delivered by SMTP, and what was sent while mail goes into
//! files. For admins alone, since mails carry links that sign people in.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::admin::server::lists;
use crate::admin::server::parts::frame::{AdminFrame, Tab};
use crate::admin::server::parts::undelivered::NotDelivered;
use crate::admin::server::parts::words::Moment;
use crate::kit::error::AppError;
use crate::ports::mail::{MailId, StoredMail};
use crate::server::page::page;
use crate::ui::empty::EmptyState;
use crate::ui::head::PageHead;
use crate::ui::layout::{Breadcrumbs, PageTitle, Section};
use crate::ui::table::DataTable;

/// How far back the list goes.
const SHOWN: usize = 100;

#[component]
pub fn MailPage() -> impl IntoView {
    page(|cx| async move {
        let admin = cx.admin()?;
        let mails = cx.state.stored_mail.list(SHOWN).await?;
        let Some(smtp) = &cx.state.config.mail.smtp else {
            let lede = format!("The last {SHOWN} mails that went into files.");
            return Ok(view! {
                <AdminFrame here=Tab::Mail title="Mail" lede=lede>
                    <InFiles mails=mails />
                </AdminFrame>
            }
            .into_any());
        };
        let lede = format!("Goes out by SMTP to {}, from {}.", smtp.describe(), cx.state.config.mail.from);
        let undelivered = lists::undelivered(&cx.state, &admin).await?;
        let now = cx.now();
        let before = (!mails.is_empty()).then(|| {
            view! {
                <Section title="Written to files before">
                    <InFiles mails=mails />
                </Section>
            }
        });
        Ok(view! {
            <AdminFrame here=Tab::Mail title="Mail" lede=lede>
                <NotDelivered mails=undelivered now=now />
                {before}
            </AdminFrame>
        }
        .into_any())
    })
}

#[component]
fn InFiles(mails: Vec<StoredMail>) -> impl IntoView {
    if mails.is_empty() {
        return view! {
            <EmptyState
                title="No mail in files"
                text="Without a mail server, what the shop writes to people is kept in files and shown here."
            />
        }
        .into_any();
    }
    let rows = mails.into_iter().map(|mail| view! { <Row mail=mail /> }).collect_view();
    view! {
        <DataTable caption="Mails, the newest first" columns=vec!["Subject", "To", "Kind", "Sent"]>
            {rows}
        </DataTable>
    }
    .into_any()
}

#[component]
fn Row(mail: StoredMail) -> impl IntoView {
    view! {
        <tr>
            <th scope="row">
                <a class="link" href=format!("/admin/mail/{}", mail.id.as_str())>
                    {mail.message.subject}
                </a>
            </th>
            <td>{mail.message.to}</td>
            <td>{mail.message.kind}</td>
            <td>
                <Moment at=mail.sent_at />
            </td>
        </tr>
    }
}

#[component]
pub fn MailMessagePage() -> impl IntoView {
    let id = use_params_map().read_untracked().get("id");
    page(|cx| async move {
        cx.admin()?;
        let id = id.and_then(|id| MailId::parse(&id)).ok_or_else(AppError::not_found)?;
        let mail = cx.state.stored_mail.read(&id).await?.ok_or_else(AppError::not_found)?;
        let subject = mail.message.subject;
        let trail = vec![("/admin/mail".to_owned(), "Mail".to_owned()), (String::new(), subject.clone())];
        Ok(view! {
            <PageHead title=subject.clone() unlisted=true />
            <Breadcrumbs trail=trail />
            <PageTitle title=subject lede=format!("To {}", mail.message.to) />
            <p class="muted">
                <Moment at=mail.sent_at />
            </p>
            <div class="card letter">{mail.message.text}</div>
        })
    })
}
