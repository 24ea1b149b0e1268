//! Some of those who made what a page shows.

use leptos::prelude::*;

use crate::catalog::server::show_home::Maker;
use crate::ui::avatar::Avatar;

/// Characters of what they say of themselves.
const LONGEST: usize = 110;

#[component]
pub fn Makers(makers: Vec<Maker>) -> impl IntoView {
    (!makers.is_empty()).then(|| {
        let makers = makers.into_iter().map(|maker| {
            let about = in_short(&maker.about);
            view! {
                <li class="maker">
                    <Avatar name=maker.name.clone() picture=maker.avatar />
                    <div>
                        <h3>
                            <a href=format!("/sellers/{}", maker.handle)>{maker.name}</a>
                        </h3>
                        {(!about.is_empty()).then(|| view! { <p class="muted">{about}</p> })}
                    </div>
                </li>
            }
        });
        view! {
            <section class="section">
                <h2>"The makers behind it"</h2>
                <ul class="makers">{makers.collect_view()}</ul>
            </section>
        }
    })
}

/// The beginning, as one line, ended between words.
fn in_short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    let cut: String = line.chars().take(LONGEST).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end_matches([',', '.', ';', ':']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_of_oneself_end_between_words() {
        assert_eq!(in_short(" Makes\n things. "), "Makes things.");
        let long = "lamps ".repeat(40);
        assert!(in_short(&long).ends_with("lamps…") && in_short(&long).chars().count() <= LONGEST + 1);
        assert_eq!(in_short(&"ü".repeat(200)), format!("{}…", "ü".repeat(LONGEST)));
    }
}
