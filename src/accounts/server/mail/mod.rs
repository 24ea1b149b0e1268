//! What accounts write to people.

use chrono::{DateTime, Utc};

use crate::kit::time;
use crate::ports::mail::Message;
use crate::server::letter::Letter;

/// Confirms an address; the link is good once and for a day.
pub fn verify_email(shop: &str, to: &str, token: &str) -> Message {
    Letter::new("verify-email", "Confirm your email address")
        .say("Somebody, we hope you, made an account at ProSets with this address.")
        .say("Confirm it with the link below. It works once, for 24 hours.")
        .act("Confirm my address", format!("{shop}/verify-email?token={token}"))
        .small("If it was not you, do nothing: without the link nobody can sell in your name.")
        .to(to)
}

/// Somebody signed up with an address that has an account.
pub fn address_known(shop: &str, to: &str) -> Message {
    Letter::new("address-known", "You have an account already")
        .say("Somebody, perhaps you, tried to sign up at ProSets with this address.")
        .say("There is an account with it already, so no new one was made. You can sign in to it, or set a new password if you forgot yours.")
        .act("Sign in", format!("{shop}/sign-in"))
        .small("If it was not you, do nothing: nothing was changed.")
        .to(to)
}

/// Sets a new password; the link is good once and for a quarter of an hour.
pub fn reset_password(shop: &str, to: &str, token: &str) -> Message {
    Letter::new("reset-password", "Set a new password")
        .say("Somebody, we hope you, forgot the password of your account at ProSets.")
        .say("Set a new one with the link below. It works once, for 15 minutes.")
        .act("Set a new password", format!("{shop}/reset-password?token={token}"))
        .small("If it was not you, do nothing: your password stays as it is.")
        .to(to)
}

/// Too many wrong passwords: the owner gets in by the link all the same.
pub fn locked(shop: &str, to: &str, token: &str) -> Message {
    Letter::new("account-locked", "Too many wrong passwords")
        .say("Somebody entered ten wrong passwords for your account at ProSets. For 15 minutes it refuses every further try.")
        .say("If it was you, the link below lets you try again at once, in the browser you open it with. It works once, for 24 hours.")
        .act("Let me try again", format!("{shop}/unlock?token={token}"))
        .small("If it was not you, do nothing. Nobody got in, and this mail comes once, however often they try.")
        .to(to)
}

/// Another way to sign in was linked to the account, or is gone.
pub fn identity_linked(shop: &str, to: &str, label: &str, linked: bool) -> Message {
    let (subject, words) = match linked {
        true => (
            "A sign-in was linked to your account",
            format!("One can sign in to your account at ProSets with {label} now."),
        ),
        false => (
            "A sign-in was unlinked from your account",
            format!("One can no longer sign in to your account at ProSets with {label}."),
        ),
    };
    Letter::new("identity-linked", subject)
        .say(words)
        .say("If it was you, all is well.")
        .act("It was not me", format!("{shop}/account/security"))
        .small("Sign in, end every other sign-in, and unlink what is not yours. If you cannot sign in, set a new password.")
        .to(to)
}

/// A passkey came to the account, or went.
pub fn passkey(shop: &str, to: &str, made: bool) -> Message {
    let (subject, words) = match made {
        true => (
            "A passkey was added to your account",
            "Your account at ProSets has a new passkey: whoever holds it can sign in.",
        ),
        false => (
            "A passkey was removed from your account",
            "A passkey of your account at ProSets was removed, and signs nobody in any more.",
        ),
    };
    Letter::new("passkey", subject)
        .say(words)
        .say("If it was you, all is well.")
        .act("It was not me", format!("{shop}/account/security"))
        .small("Sign in, end every other sign-in, and remove what is not yours. If you cannot sign in, set a new password.")
        .to(to)
}

/// The password was changed, by whoever held the account or its mail.
pub fn password_changed(shop: &str, to: &str, at: DateTime<Utc>) -> Message {
    Letter::new("password-changed", "Your password was changed")
        .say(format!(
            "The password of your account at ProSets was changed on {}. Every other sign-in has ended.",
            time::minute(at)
        ))
        .say("If it was you, all is well.")
        .act("It was not me", format!("{shop}/forgot-password"))
        .small("The link leads to a page that sends you a new link to set a password of your own.")
        .to(to)
}

/// The money of a seller goes elsewhere from now on; `masked` is None where it goes nowhere.
pub fn payout_account(shop: &str, to: &str, masked: Option<&str>) -> Message {
    let words = match masked {
        Some(masked) => format!("What you earn at ProSets is paid to {masked} from now on."),
        None => "Your shop at ProSets has no account any more that your money is paid to.".to_owned(),
    };
    Letter::new("payout-account", "Where your money goes was changed")
        .say(words)
        .say("If it was you, all is well.")
        .act("It was not me", format!("{shop}/sell/payouts"))
        .small("Sign in, end every other sign-in, set a new password, and put your own account back.")
        .to(to)
}

/// To the address that is to be left.
pub fn leave_address(shop: &str, to: &str, new: &str, token: &str) -> Message {
    Letter::new("leave-address", "Change your email address?")
        .say(format!(
            "Somebody, we hope you, wants to change the address of your account at ProSets to {new}."
        ))
        .say(
            "Agree with the link below, and with the one we sent to the new address. Both work for 24 hours.",
        )
        .act("Agree to the change", format!("{shop}/change-email?token={token}"))
        .small("If it was not you, do nothing, and set a new password: whoever asked knew yours.")
        .to(to)
}

/// To the address that is to be taken.
pub fn take_address(shop: &str, to: &str, token: &str) -> Message {
    Letter::new("take-address", "Confirm your new email address")
        .say("Somebody, we hope you, wants to use this address for an account at ProSets.")
        .say("Agree with the link below, and with the one we sent to the present address. Both work for 24 hours.")
        .act("Agree to the change", format!("{shop}/change-email?token={token}"))
        .small("If it was not you, do nothing: without the link nothing changes.")
        .to(to)
}

/// To the address that was left.
pub fn address_changed(to: &str, new: &str) -> Message {
    Letter::new("address-changed", "Your email address was changed")
        .say(format!("The address of your account at ProSets is {new} from now on. We write here no more."))
        .to(to)
}

/// Somebody signed in with a browser that was not used before.
pub fn new_device(shop: &str, to: &str, browser: &str, from: &str, at: DateTime<Utc>) -> Message {
    Letter::new("new-device", "A new sign-in to your account")
        .say("Somebody signed in to your account at ProSets with a browser that was not used for it before.")
        .row("Browser", browser)
        .row("Address", from)
        .row("Time", time::minute(at))
        .say("If it was you, all is well.")
        .act("It was not me", format!("{shop}/forgot-password"))
        .small("The link leads to a page that sends you a new link to set a password of your own. Setting it ends every sign-in.")
        .to(to)
}

/// The second factor was turned on or off.
pub fn second_factor(shop: &str, to: &str, on: bool) -> Message {
    let (subject, words) = if on {
        (
            "Your second factor is on",
            "From now on, signing in to ProSets asks for a code of your authenticator app.",
        )
    } else {
        ("Your second factor is off", "Signing in to ProSets asks for your password alone again.")
    };
    Letter::new("second-factor", subject)
        .say(words)
        .say("If it was you, all is well.")
        .act("It was not me", format!("{shop}/forgot-password"))
        .small("The link leads to a page that sends you a new link to set a password of your own. Setting it ends every sign-in.")
        .to(to)
}

/// To somebody without a password, who is about to take their data away or to go.
pub fn prove_self(shop: &str, to: &str, token: &str) -> Message {
    Letter::new("prove-self", "Confirm that it is you")
        .say("Somebody, we hope you, wants a copy of your data at ProSets, or to delete your account there.")
        .say("Go on with the link below, in the browser you are signed in with. It works for an hour.")
        .act("It is me", format!("{shop}/account/data?token={token}"))
        .small("If it was not you, do nothing, and end your other sign-ins under Account, Sign-ins.")
        .to(to)
}

/// The copy of somebody's data can be fetched.
pub fn data_ready(shop: &str, to: &str) -> Message {
    Letter::new("data-ready", "The copy of your data is ready")
        .say("The copy of your data at ProSets that you asked for is made. It is kept for three days.")
        .act("Fetch it", format!("{shop}/account/data"))
        .small("If you did not ask for it, set a new password: somebody is in your account.")
        .to(to)
}

/// The last one somebody gets.
pub fn account_deleted(to: &str) -> Message {
    Letter::new("account-deleted", "Your account is deleted")
        .say("Your account at ProSets is deleted, as you asked. Your name, your address and everything that was of use to you alone are gone.")
        .say("Orders, payments and the record of what was done stay, as the law asks of a shop, without your name. We write here no more.")
        .small("You may sign up again with this address whenever you like. What the old account owned does not come back.")
        .to(to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_tells_in_text_and_html_what_to_do() {
        let letter = verify_email("https://shop.example", "ada@example.com", "t-0_k");
        let link = "https://shop.example/verify-email?token=t-0_k";
        assert_eq!((letter.to.as_str(), letter.kind.as_str()), ("ada@example.com", "verify-email"));
        assert!(letter.text.lines().any(|line| line == link), "{}", letter.text);
        assert!(letter.html.contains(&format!("href=\"{link}\">Confirm my address</a>")), "{}", letter.html);
    }
}
