//! The authenticator app on the security page: setting it up, its recovery codes, turning it off.

use leptos::prelude::*;

use crate::accounts::server::authenticator::{Setup, qr_path};
use crate::accounts::server::second_factor::{Progress, Recovery};
use crate::kit::error::AppResult;
use crate::ui::badge::{Badge, Tone};
use crate::ui::button::{Submit, Weight};
use crate::ui::field::TextField;
use crate::ui::form::Form;
use crate::ui::layout::Section;

pub fn second_factor(progress: Progress) -> AppResult<AnyView> {
    let inside = match progress {
        Progress::Off => view! { <Off /> }.into_any(),
        Progress::Begun(setup) => begun(setup)?.into_any(),
        Progress::On => view! { <On /> }.into_any(),
    };
    Ok(view! {
        <div id="second-factor">
            <Section title="Authenticator app">{inside}</Section>
        </div>
    }
    .into_any())
}

#[component]
fn Off() -> impl IntoView {
    view! {
        <p>
            "With an authenticator app, a password somebody guessed or stole is not enough: signing in asks for a code your phone shows."
        </p>
        <Form action="/api/fn/begin_second_factor">
            <div class="form-actions">
                <Submit>"Set up an authenticator app"</Submit>
            </div>
        </Form>
    }
}

fn begun(setup: Setup) -> AppResult<impl IntoView> {
    let (path, size) = qr_path(&setup.address)?;
    Ok(view! {
        <ol class="steps">
            <li>
                <p>"Scan this with the app, or give it the key beneath."</p>
                <svg class="qr" viewBox=format!("-4 -4 {0} {0}", size + 8) role="img" aria-label="QR code for the authenticator app">
                    <rect x="-4" y="-4" width=size + 8 height=size + 8 fill="#fff" />
                    <path d=path fill="#000" />
                </svg>
                <p>
                    <span class="muted">"Key: "</span>
                    <span class="licence-key">{setup.secret}</span>
                </p>
            </li>
            <li>
                <p>"Enter the code it shows."</p>
                <Form action="/api/fn/confirm_second_factor">
                    <TextField
                        name="code"
                        label="Code"
                        inputmode="numeric"
                        autocomplete="one-time-code"
                        required=true
                        maxlength=12
                    />
                    <div class="form-actions">
                        <Submit weight=Weight::Primary>"Turn it on"</Submit>
                    </div>
                </Form>
            </li>
        </ol>
    })
}

#[component]
fn On() -> impl IntoView {
    view! {
        <p>"Signing in asks for a code of your authenticator app."</p>
        <WithCode action="/api/fn/turn_off_second_factor" scope="off" label="Code, to turn it off" words="Turn it off" weight=Weight::Danger />
    }
}

/// What is left when phone and passkeys are lost.
#[component]
pub fn RecoveryCodes(recovery: Recovery) -> impl IntoView {
    let tone = if recovery.left > 2 { Tone::Good } else { Tone::Waiting };
    let left = match recovery.left {
        0 => "none left".to_owned(),
        1 => "1 left".to_owned(),
        many => format!("{many} left"),
    };
    let fresh = recovery.fresh;
    view! {
        <Section title="Recovery codes">
            <p>"They let you in when phone and passkeys are lost. " <Badge tone=tone text=left /></p>
            {(!fresh.is_empty()).then(|| view! { <Fresh codes=fresh /> })}
            <WithCode action="/api/fn/renew_recovery_codes" scope="renew" label="Code, for new recovery codes" words="Make new recovery codes" weight=Weight::Normal />
        </Section>
    }
}

/// Shown until they are written down.
#[component]
fn Fresh(codes: Vec<String>) -> impl IntoView {
    view! {
        <div class="card stack">
            <h3>"Your recovery codes"</h3>
            <p>"Each works once, instead of the app's code. Keep them where you keep other papers; they are not shown again."</p>
            <ul class="codes mono">{codes.into_iter().map(|code| view! { <li>{code}</li> }).collect_view()}</ul>
            <Form action="/api/fn/forget_recovery_codes">
                <Submit weight=Weight::Primary>"I have written them down"</Submit>
            </Form>
        </div>
    }
}

#[component]
fn WithCode(
    action: &'static str,
    scope: &'static str,
    label: &'static str,
    words: &'static str,
    weight: Weight,
) -> impl IntoView {
    view! {
        <details class="more">
            <summary>{words}</summary>
            <Form action=action scope=scope>
                <TextField name="code" label=label autocomplete="one-time-code" required=true maxlength=24 />
                <div class="form-actions">
                    <Submit weight=weight>{words}</Submit>
                </div>
            </Form>
        </details>
    }
}
