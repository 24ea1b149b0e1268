//! Tables that scroll by themselves on a phone and say what they hold.

use leptos::prelude::*;

/// Rows are given as children: `<tr>` with as many cells as there are `columns`.
#[component]
pub fn DataTable(
    /// What the table holds; read to those who do not see it.
    #[prop(into)]
    caption: String,
    columns: Vec<&'static str>,
    /// Those of the columns that hold numbers, which stand at the right.
    #[prop(optional)]
    numbers: Vec<&'static str>,
    children: Children,
) -> impl IntoView {
    let label = caption.clone();
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=label>
            <table class="table">
                <caption class="sr-only">{caption}</caption>
                <thead>
                    <tr>
                        {columns
                            .into_iter()
                            .map(|name| {
                                let class = numbers.contains(&name).then_some("num");
                                view! {
                                    <th scope="col" class=class>
                                        {name}
                                    </th>
                                }
                            })
                            .collect_view()}
                    </tr>
                </thead>
                <tbody>{children()}</tbody>
            </table>
        </div>
    }
}
