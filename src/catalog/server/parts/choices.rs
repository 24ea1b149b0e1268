//! The choices of one filter.

use leptos::prelude::*;

/// One value that can be chosen.
#[derive(Clone)]
pub struct Choice {
    pub value: String,
    pub words: String,
    /// How many listings it would leave; nothing where nobody knows.
    pub count: Option<String>,
    /// How far below others it stands.
    pub level: usize,
}

/// Choices shown before "More".
const FIRST: usize = 6;

/// One of several, or any. Nothing where there is nothing to choose between.
#[component]
pub fn Choices(
    name: &'static str,
    legend: &'static str,
    #[prop(default = "Any")] any: &'static str,
    choices: Vec<Choice>,
    chosen: Option<String>,
) -> impl IntoView {
    let chosen = chosen.unwrap_or_default();
    (!choices.is_empty()).then(move || {
        let anything = Choice { value: String::new(), words: any.to_owned(), count: None, level: 0 };
        let split = choices.len().min(FIRST);
        // Whatever is chosen is seen.
        let split =
            choices.iter().position(|choice| choice.value == chosen).map_or(split, |at| split.max(at + 1));
        let mut first = vec![anything];
        first.extend(choices[..split].iter().cloned());
        let rest = choices[split..].to_vec();
        let option = {
            let chosen = chosen.clone();
            move |choice: Choice| {
                let checked = choice.value == chosen;
                view! { <Radio name=name choice=choice checked=checked /> }
            }
        };
        view! {
            <fieldset class="facet">
                <legend>{legend}</legend>
                {first.into_iter().map(option.clone()).collect_view()}
                {(!rest.is_empty())
                    .then(|| {
                        view! {
                            <details class="facet-rest">
                                <summary>{format!("{} more", rest.len())}</summary>
                                {rest.into_iter().map(option).collect_view()}
                            </details>
                        }
                    })}
            </fieldset>
        }
    })
}

#[component]
fn Radio(name: &'static str, choice: Choice, checked: bool) -> impl IntoView {
    let class = match choice.level {
        0 => "facet-option",
        1 => "facet-option facet-within",
        _ => "facet-option facet-within-twice",
    };
    view! {
        <label class=class>
            <input class="radio" type="radio" name=name value=choice.value checked=checked />
            <span>{choice.words}</span>
            <Number count=choice.count />
        </label>
    }
}

/// Yes or no.
#[component]
pub fn Toggle(name: &'static str, words: String, count: Option<String>, checked: bool) -> impl IntoView {
    view! {
        <div class="facet">
            <label class="facet-option">
                <input class="checkbox" type="checkbox" name=name value="1" checked=checked />
                <span>{words}</span>
                <Number count=count />
            </label>
        </div>
    }
}

#[component]
fn Number(count: Option<String>) -> impl IntoView {
    count.map(|count| view! { <span class="facet-count">{count}</span> })
}
