//! A new password, typed twice, with words about what makes a good one. `public/strength.js` says while one types how
//! good it looks; that is a hint, and `rules/password.rs` decides.

use leptos::prelude::*;

use crate::accounts::rules::password::{ADVICE, LONGEST, SHORTEST, VARIED};
use crate::ui::field::TextField;

#[component]
pub fn NewPassword(name: &'static str, again: &'static str, #[prop(into)] label: String) -> impl IntoView {
    let twice = format!("{label}, again");
    view! {
        <div class="new-password" data-strength="" data-shortest=SHORTEST data-varied=VARIED>
            <TextField
                name=name
                label=label
                kind="password"
                autocomplete="new-password"
                hint=ADVICE
                required=true
                maxlength=LONGEST as u32
            />
            <p class="strength" role="status"></p>
            <TextField
                name=again
                label=twice
                kind="password"
                autocomplete="new-password"
                required=true
                maxlength=LONGEST as u32
            />
            <script src="/strength.js" defer=true></script>
        </div>
    }
}
