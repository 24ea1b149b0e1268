//! Tells people of a sign-in with a browser they did not use before.

use sea_orm::DatabaseTransaction;

use super::store::devices;
use super::{mail, secret};
use crate::accounts::rules::browser;
use crate::db::entities::user;
use crate::kit::error::AppResult;
use crate::server::cx::Cx;
use crate::server::device;
use crate::server::jobs::{self, Job};

/// Notes the browser of this request as theirs; the first one of all is no news.
pub async fn notice(cx: &Cx, tx: &DatabaseTransaction, user: &user::Model) -> AppResult<()> {
    let device = cx.request.device.clone().unwrap_or_else(device::fresh);
    device::give(&device, cx.state.config.server.is_https());
    let (hash, now) = (secret::hashed(&device), cx.now());
    let known = devices::of(tx, user.id).await?;
    let new = !known.is_empty() && !known.contains(&hash);
    devices::seen(tx, user.id, hash, now).await?;
    if new {
        let browser = browser::name(cx.request.user_agent.as_deref().unwrap_or_default());
        let from = cx.request.ip.as_deref().unwrap_or("an unknown address");
        let message = mail::new_device(&cx.state.config.server.base_url, &user.email, &browser, from, now);
        jobs::enqueue(tx, &Job::SendMail { message }, now).await?;
        cx.state.new_job.notify_one();
    }
    Ok(())
}
