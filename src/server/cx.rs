//! Who is asking, in what state of the house. Authority is a type only this file can make.

use std::ops::Deref;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use chrono::{DateTime, Utc};
use leptos::prelude::use_context;
use tower_sessions::Session;
use uuid::Uuid;

use crate::kit::error::{AppError, AppResult};
use crate::kit::locale::Locale;
use crate::kit::money::Currency;
use crate::server::page_cache::Shows;
use crate::server::state::State;
use crate::server::theme::Theme;

/// A signed-in person as each request finds them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub id: Uuid,
    pub username: String,
    pub email: String,
    pub display_name: String,
    pub email_verified: bool,
    /// Their shop's handle, once they became a seller.
    pub seller: Option<String>,
    pub staff: Option<Staff>,
    /// Whether signing in takes more than a password.
    pub second_factor: bool,
    /// The stem of their picture, if they have one.
    pub avatar: Option<String>,
    /// How they want dates and numbers written; None is the shop's own way.
    pub locale: Option<Locale>,
    /// What their new listings are priced in; None is the shop's own currency.
    pub currency: Option<Currency>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Staff {
    Moderator,
    Admin,
}

impl Person {
    /// As the API names them.
    pub fn roles(&self) -> Vec<&'static str> {
        let mut roles = vec!["buyer"];
        roles.extend(self.seller.as_ref().map(|_| "seller"));
        match self.staff {
            Some(Staff::Moderator) => roles.push("moderator"),
            Some(Staff::Admin) => roles.extend(["moderator", "admin"]),
            None => {}
        }
        roles
    }
}

/// The request under way, as logs and records need it.
#[derive(Clone, Debug, Default)]
pub struct RequestInfo {
    pub id: String,
    pub ip: Option<String>,
    pub user_agent: Option<String>,
    /// Path and query.
    pub path: String,
    /// What the browser is known by, once it was used to sign in.
    pub device: Option<String>,
    /// The colours that were chosen.
    pub theme: Option<Theme>,
    /// Where a page for strangers tells what it shows.
    pub shows: Shows,
}

/// The context of one request.
#[derive(Clone)]
pub struct Cx {
    pub state: State,
    pub person: Option<Arc<Person>>,
    pub session: Session,
    pub request: Arc<RequestInfo>,
}

impl Cx {
    pub(in crate::server) fn new(
        state: State,
        person: Option<Person>,
        session: Session,
        request: RequestInfo,
    ) -> Self {
        Self { state, person: person.map(Arc::new), session, request: Arc::new(request) }
    }

    /// The context of the page or server function being run.
    pub fn current() -> AppResult<Self> {
        use_context::<Self>().ok_or_else(AppError::internal)
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.state.clock.now()
    }

    /// A value of the page's query, decoded once.
    pub fn query(&self, name: &str) -> Option<String> {
        let (_, query) = self.request.path.split_once('?')?;
        form_urlencoded::parse(query.as_bytes())
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.into_owned())
    }

    /// The same request, seen from another page.
    pub fn at_path(&self, path: &str) -> Self {
        let request = RequestInfo { path: path.to_owned(), ..(*self.request).clone() };
        Self { request: Arc::new(request), ..self.clone() }
    }

    /// The same request, from a browser known by this name.
    pub fn with_device(&self, device: String) -> Self {
        let request = RequestInfo { device: Some(device), ..(*self.request).clone() };
        Self { request: Arc::new(request), ..self.clone() }
    }

    /// Anyone who is signed in.
    pub fn buyer(&self) -> AppResult<Buyer> {
        let person = self.person.as_ref().ok_or(AppError::Unauthenticated)?;
        Ok(Buyer(self.actor(person, "buyer")))
    }

    /// A signed-in person with a shop of their own.
    pub fn seller(&self) -> AppResult<Seller> {
        let person = self.person.as_ref().ok_or(AppError::Unauthenticated)?;
        if person.seller.is_none() {
            return Err(AppError::forbidden(
                "Only sellers can do this. Open your shop first; it takes a minute.",
            ));
        }
        Ok(Seller(self.actor(person, "seller")))
    }

    /// Moderators and admins.
    pub fn moderator(&self) -> AppResult<Moderator> {
        let person = self.staff()?;
        match person.staff {
            Some(Staff::Admin) => Ok(Moderator(self.actor(person, "admin"))),
            Some(Staff::Moderator) => Ok(Moderator(self.actor(person, "moderator"))),
            None => Err(AppError::forbidden("Only the shop's staff can do this.")),
        }
    }

    pub fn admin(&self) -> AppResult<Admin> {
        let person = self.staff()?;
        match person.staff {
            Some(Staff::Admin) => Ok(Admin(self.actor(person, "admin"))),
            _ => Err(AppError::forbidden("Only the shop's admins can do this.")),
        }
    }

    /// Whoever is signed in; members of the staff by a second factor, where the shop asks for it.
    fn staff(&self) -> AppResult<&Person> {
        let person = self.person.as_ref().ok_or(AppError::Unauthenticated)?;
        let asked = self.state.config.auth.require_staff_second_factor;
        if asked && person.staff.is_some() && !person.second_factor {
            return Err(AppError::forbidden(
                "This shop asks its staff for a second factor. Set one up under Account, Security.",
            ));
        }
        Ok(person)
    }

    fn actor(&self, person: &Person, role: &'static str) -> Actor {
        Actor {
            user_id: person.id,
            role,
            ip: self.request.ip.clone(),
            user_agent: self.request.user_agent.clone(),
            request_id: self.request.id.clone(),
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Cx {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, AppError> {
        parts.extensions.get::<Self>().cloned().ok_or_else(AppError::internal)
    }
}

/// Who acts, as the records of an act name them.
#[derive(Clone, Debug)]
pub struct Actor {
    pub user_id: Uuid,
    pub role: &'static str,
    pub ip: Option<String>,
    pub user_agent: Option<String>,
    pub request_id: String,
}

macro_rules! authority {
    ($($(#[$doc:meta])* $name:ident),*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $name(Actor);

        impl Deref for $name {
            type Target = Actor;

            fn deref(&self) -> &Actor {
                &self.0
            }
        }
    )*};
}

authority! {
    /// Proof that the caller is signed in.
    Buyer,
    /// Proof that the caller has a shop; `user_id` is also the seller's id.
    Seller,
    /// Proof that the caller moderates.
    Moderator,
    /// Proof that the caller runs the shop.
    Admin
}
