//! Charts drawn on the server as SVG, with the same numbers in a table behind.

use leptos::prelude::*;

/// One bar: its name, its height in the unit of all, and the height in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    pub name: String,
    pub value: i64,
    pub words: String,
}

const WIDTH: i64 = 720;
const HEIGHT: i64 = 180;

#[component]
pub fn BarChart(#[prop(into)] title: String, bars: Vec<Bar>) -> impl IntoView {
    let top = bars.iter().map(|bar| bar.value).max().unwrap_or(0).max(1);
    let step = WIDTH / i64::try_from(bars.len()).unwrap_or(1).max(1);
    let shapes = bars
        .iter()
        .zip(0i64..)
        .map(|(bar, i)| {
            let height = bar.value.max(0) * HEIGHT / top;
            view! {
                <rect
                    class="chart-bar"
                    x=i * step
                    y=HEIGHT - height
                    width=(step - 3).max(1)
                    height=height
                    rx="2"
                ></rect>
            }
        })
        .collect_view();
    let rows = bars
        .iter()
        .map(|bar| {
            view! {
                <tr>
                    <th scope="row">{bar.name.clone()}</th>
                    <td>{bar.words.clone()}</td>
                </tr>
            }
        })
        .collect_view();
    let ends = match (bars.first(), bars.last()) {
        (Some(first), Some(last)) => (first.name.clone(), last.name.clone()),
        _ => (String::new(), String::new()),
    };
    view! {
        <figure class="chart">
            <figcaption>{title.clone()}</figcaption>
            <svg viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=title.clone() preserveAspectRatio="none">
                {shapes}
            </svg>
            <div class="chart-ends" aria-hidden="true">
                <span>{ends.0}</span>
                <span>{ends.1}</span>
            </div>
            <details class="more chart-table">
                <summary>"Show the numbers"</summary>
                <table class="table">
                    <caption class="sr-only">{title}</caption>
                    <tbody>{rows}</tbody>
                </table>
            </details>
        </figure>
    }
}
