//! What passes between a device and the shop when a passkey is made or used (WebAuthn, level 3).

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use uuid::Uuid;
use webauthn_rp::bin::{Decode, Encode};
use webauthn_rp::request::auth::{AuthenticationVerificationOptions, DiscoverableCredentialRequestOptions};
use webauthn_rp::request::register::{
    CredProtect, Nickname, PublicKeyCredentialCreationOptions, PublicKeyCredentialUserEntity,
    RegistrationServerState, RegistrationVerificationOptions, UserHandle, Username,
};
use webauthn_rp::request::{AsciiDomain, PublicKeyCredentialDescriptor, RpId};
use webauthn_rp::response::auth::DiscoverableAuthentication;
use webauthn_rp::response::register::{CompressedPubKey, DynamicState, Registration, StaticState};
use webauthn_rp::response::{AuthTransports, CredentialId};
use webauthn_rp::{AuthenticatedCredential, request::auth::DiscoverableAuthenticationServerState};

use crate::db::entities::passkey;
use crate::kit::error::{AppError, AppResult};
use crate::server::cx::Person;

/// People are known to their devices by the sixteen bytes of their id.
type Handle = UserHandle<16>;
type PublicKey = CompressedPubKey<[u8; 32], [u8; 32], [u8; 48], Vec<u8>>;

/// The shop, as devices know it.
pub struct Site {
    domain: RpId,
    origin: String,
}

/// What the browser is asked, as JSON, and what to keep until it answers.
pub struct Asked {
    pub options: String,
    pub state: String,
}

/// A passkey as it is kept.
pub struct NewPasskey {
    pub credential_id: String,
    pub public_key: String,
    pub state: String,
}

/// An answer before it was looked at.
pub struct Answer(DiscoverableAuthentication<16>);

impl Site {
    /// Nobody's at an address without a name: browsers know passkeys by domains.
    pub fn of(base_url: &str) -> Option<Self> {
        let url = url::Url::parse(base_url).ok()?;
        let url::Host::Domain(name) = url.host()? else { return None };
        let domain = AsciiDomain::try_from(name.to_owned()).ok()?;
        Some(Self { domain: RpId::Domain(domain), origin: base_url.to_owned() })
    }

    /// Begins making one; devices that keep one of `known` already say so.
    pub fn make(&self, person: &Person, known: &[passkey::Model]) -> AppResult<Asked> {
        let id = Handle::decode(*person.id.as_bytes()).unwrap_or_default();
        let shown = Nickname::try_from(person.display_name.as_str()).ok();
        let user = PublicKeyCredentialUserEntity {
            name: Username::try_from(person.username.as_str()).map_err(fault)?,
            id: &id,
            display_name: shown,
        };
        let known = known.iter().filter_map(|passkey| {
            let id = CredentialId::decode(BASE64.decode(&passkey.credential_id).ok()?).ok()?;
            Some(PublicKeyCredentialDescriptor { id, transports: AuthTransports::decode(0).ok()? })
        });
        let mut options = PublicKeyCredentialCreationOptions::passkey(&self.domain, user, known.collect());
        // Older devices do not know the policy and would make none; that the owner is verified is asked at every use.
        options.extensions.cred_protect = CredProtect::None;
        let (kept, asked) = options.start_ceremony().map_err(fault)?;
        Ok(Asked {
            options: serde_json::to_string(&asked).map_err(fault)?,
            state: BASE64.encode(kept.encode().map_err(fault)?),
        })
    }

    pub fn made(&self, state: &str, answer: &str) -> AppResult<NewPasskey> {
        let kept = BASE64.decode(state).map_err(fault)?;
        let kept = RegistrationServerState::<16>::decode(&kept).map_err(fault)?;
        let answer = Registration::from_json_relaxed(answer.as_bytes()).map_err(refused)?;
        let options = RegistrationVerificationOptions::<&str, &str> {
            allowed_origins: &[&self.origin],
            error_on_unsolicited_extensions: false,
            ..Default::default()
        };
        let made = kept.verify(&self.domain, &answer, &options).map_err(refused)?;
        Ok(NewPasskey {
            credential_id: BASE64.encode(made.id().encode().map_err(fault)?),
            public_key: BASE64.encode(made.static_state().encode().map_err(fault)?),
            state: hex::encode(made.dynamic_state().encode().map_err(fault)?),
        })
    }

    /// Asks for any passkey of this shop, and that its owner show themselves to the device.
    pub fn ask(&self) -> AppResult<Asked> {
        let (kept, asked) =
            DiscoverableCredentialRequestOptions::passkey(&self.domain).start_ceremony().map_err(fault)?;
        Ok(Asked {
            options: serde_json::to_string(&asked).map_err(fault)?,
            state: BASE64.encode(kept.encode().map_err(fault)?),
        })
    }

    /// Whether the answer is the passkey's to what was asked; its state from now on.
    pub fn answered(&self, state: &str, answer: &Answer, passkey: &passkey::Model) -> AppResult<String> {
        let kept = BASE64.decode(state).map_err(fault)?;
        let kept = DiscoverableAuthenticationServerState::decode(&kept).map_err(fault)?;
        let owner = Handle::decode(*passkey.user_id.as_bytes()).unwrap_or_default();
        let id = BASE64.decode(&passkey.credential_id).map_err(fault)?;
        let key = BASE64.decode(&passkey.public_key).map_err(fault)?;
        let state: [u8; 7] =
            hex::decode(&passkey.state).map_err(fault)?.try_into().map_err(|_| AppError::Internal)?;
        let mut credential = AuthenticatedCredential::new(
            CredentialId::<&[u8]>::decode(&id).map_err(fault)?,
            &owner,
            StaticState::<PublicKey>::decode(&key).map_err(fault)?,
            DynamicState::decode(state).map_err(fault)?,
        )
        .map_err(fault)?;
        let options = AuthenticationVerificationOptions::<&str, &str> {
            allowed_origins: &[&self.origin],
            error_on_unsolicited_extensions: false,
            ..Default::default()
        };
        kept.verify(&self.domain, &answer.0, &mut credential, &options).map_err(refused)?;
        Ok(hex::encode(credential.dynamic_state().encode().map_err(fault)?))
    }
}

impl Answer {
    pub fn read(json: &str) -> AppResult<Self> {
        DiscoverableAuthentication::from_json_relaxed(json.as_bytes()).map(Self).map_err(refused)
    }

    pub fn credential_id(&self) -> AppResult<String> {
        Ok(BASE64.encode(self.0.raw_id().encode().map_err(fault)?))
    }

    /// Whose passkey the device says it is.
    pub fn owner(&self) -> AppResult<Uuid> {
        Ok(Uuid::from_bytes(self.0.response().user_handle().encode().map_err(fault)?))
    }
}

fn refused(error: impl std::fmt::Display) -> AppError {
    tracing::info!(%error, "passkey refused");
    AppError::conflict("This passkey could not be checked. Please try again.")
}

fn fault(error: impl std::fmt::Display) -> AppError {
    tracing::error!(%error, "passkey");
    AppError::internal()
}
