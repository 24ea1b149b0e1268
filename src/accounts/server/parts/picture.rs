//! One's own picture: as it is, another one, none.

use leptos::prelude::*;

use crate::ui::avatar::{Avatar, AvatarSize};
use crate::ui::button::{Submit, Weight};
use crate::ui::field::Fault;
use crate::ui::form::Form;

#[component]
pub fn Picture(name: String, picture: Option<String>) -> impl IntoView {
    let has_one = picture.is_some();
    view! {
        <div class="avatar-row">
            <Avatar name=name picture=picture size=AvatarSize::Large />
            <div>
                <Form action="/account/avatar" files=true>
                    <div class="field">
                        <label for="avatar-file">"Your picture"</label>
                        <input
                            class="file-field"
                            type="file"
                            id="avatar-file"
                            name="file"
                            accept="image/png,image/jpeg,image/webp"
                            required=true
                            aria-describedby="avatar-file-hint"
                        />
                        <p class="field-hint" id="avatar-file-hint">
                            "PNG, JPEG or WebP, at most 8 MiB. We keep its middle as a square, and nothing else of the file."
                        </p>
                        <Fault name="picture" />
                    </div>
                    <div class="form-actions">
                        <Submit>{if has_one { "Take this one instead" } else { "Take this picture" }}</Submit>
                    </div>
                </Form>
                {has_one
                    .then(|| {
                        view! {
                            <Form action="/api/fn/remove_avatar">
                                <div class="form-actions">
                                    <Submit weight=Weight::Quiet>"Remove my picture"</Submit>
                                </div>
                            </Form>
                        }
                    })}
            </div>
        </div>
    }
}
