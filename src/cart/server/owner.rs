//! Whose cart it is: a person's, or a stranger's known by a secret key in their session.

use uuid::Uuid;

use crate::kit::error::AppResult;
use crate::server::cx::Cx;
use crate::server::session;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    Person(Uuid),
    /// By the hash of the session's key.
    Stranger(String),
}

impl Owner {
    /// None for strangers who never put anything into a cart.
    pub async fn of(cx: &Cx) -> AppResult<Option<Self>> {
        if let Some(person) = &cx.person {
            return Ok(Some(Self::Person(person.id)));
        }
        let key = session::cart_key(&cx.session).await?;
        Ok(key.map(|key| Self::Stranger(session::hashed_cart_key(&key))))
    }

    /// The same; a stranger without a key is given one.
    pub async fn ensure(cx: &Cx) -> AppResult<Self> {
        if let Some(person) = &cx.person {
            return Ok(Self::Person(person.id));
        }
        let key = session::ensure_cart_key(&cx.session).await?;
        Ok(Self::Stranger(session::hashed_cart_key(&key)))
    }

    pub fn user_id(&self) -> Option<Uuid> {
        match self {
            Self::Person(id) => Some(*id),
            Self::Stranger(_) => None,
        }
    }
}
