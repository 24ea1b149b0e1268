//! Where the listings somebody looked at last will stand. The browser keeps them to itself: `public/recent.js` remembers
//! addresses and asks for their cards only when this place comes into sight. Without it nothing is shown.

use leptos::prelude::*;

#[component]
pub fn RecentlyViewed(
    /// The listing on whose page this stands, to be remembered and not to be shown; none is on any other page.
    here: Option<String>,
) -> impl IntoView {
    view! {
        <div data-recent="" data-here=here>
            <section class="section" aria-labelledby="recent" hidden=true>
                <div class="section-head">
                    <h2 id="recent">"Recently viewed"</h2>
                    <button class="btn btn-sm" type="button" data-recent-clear="">
                        "Clear"
                    </button>
                </div>
                <p class="muted recent-note">"Only this browser remembers them."</p>
                <div data-recent-cards=""></div>
            </section>
        </div>
        <script src="/recent.js" defer=true></script>
    }
}
