//! The browsers somebody is signed in with.

use leptos::prelude::*;

use crate::db::entities::session;
use crate::kit::time;
use crate::ui::badge::{Badge, Tone};
use crate::ui::button::{Submit, Weight};
use crate::ui::form::{Form, Hidden};
use crate::ui::table::DataTable;

#[component]
pub fn Sessions(
    sessions: Vec<session::Model>,
    /// The key of the one in use.
    current: Option<String>,
) -> impl IntoView {
    view! {
        <DataTable caption="Where you are signed in" columns=vec!["Browser", "Address", "Last used", "End it"]>
            {sessions
                .into_iter()
                .map(|session| {
                    let here = current.as_ref() == Some(&session.id);
                    let name = browser(session.user_agent.as_deref().unwrap_or_default());
                    let end = (!here).then(|| view! { <End key=session.id.clone() label=format!("Sign out {name}") /> });
                    view! {
                        <tr>
                            <td>
                                {name} " "
                                {here.then(|| view! { <Badge tone=Tone::Good text="this one" /> })}
                            </td>
                            <td class="mono">{session.ip.unwrap_or_else(|| "unknown".into())}</td>
                            <td>
                                <time datetime=session
                                    .last_seen_at
                                    .to_rfc3339()>{time::minute(session.last_seen_at)}</time>
                            </td>
                            <td>{end}</td>
                        </tr>
                    }
                })
                .collect_view()}
        </DataTable>
    }
}

#[component]
fn End(key: String, label: String) -> impl IntoView {
    view! {
        <Form action="/api/fn/end_session" scope=key.clone()>
            <Hidden name="session" value=key />
            <Submit weight=Weight::Quiet class="btn-sm" label=label>
                "Sign out"
            </Submit>
        </Form>
    }
}

/// "Firefox on Linux", as far as it can be told. The order matters: most browsers name others too.
fn browser(user_agent: &str) -> String {
    let first = |known: &[(&str, &'static str)]| {
        known.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| *name)
    };
    let name = first(&[
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = first(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ]);
    match (name, system) {
        (Some(name), Some(system)) => format!("{name} on {system}"),
        (Some(name), None) => name.into(),
        (None, Some(system)) => format!("A browser on {system}"),
        (None, None) => "An unknown browser".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::browser;

    #[test]
    fn browsers_are_told_apart() {
        let chrome =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36";
        assert_eq!(browser(chrome), "Chrome on Windows");
        assert_eq!(browser(&format!("{chrome} Edg/140.0")), "Edge on Windows");
        assert_eq!(
            browser("Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0"),
            "Firefox on Linux"
        );
        assert_eq!(browser("</script>"), "An unknown browser");
    }
}
