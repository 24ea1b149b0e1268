//! What a personal access token may do: never more than its owner, and less where its owner said so.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    Read,
    Buy,
    Sell,
}

impl Scope {
    pub const ALL: [Self; 3] = [Self::Read, Self::Buy, Self::Sell];

    pub fn code(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Buy => "buy",
            Self::Sell => "sell",
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            Self::Read => "Read what is yours: orders, library, listings, downloads",
            Self::Buy => "Fill the cart, place and pay orders, review what was bought",
            Self::Sell => "Write listings and upload files",
        }
    }
}

/// What a request to the API needs of a token. None: no token does it, whatever its scopes; such are the pages,
/// signing in, and the work of the staff.
pub fn needed(method: &str, path: &str) -> Option<Scope> {
    let rest = path.strip_prefix("/api/v1/")?;
    let area = rest.split('/').next().unwrap_or_default();
    let reads = matches!(method, "GET" | "HEAD");
    match area {
        "auth" if rest == "auth/me" && reads => Some(Scope::Read),
        // How somebody is shown is theirs to change, not their programs'.
        "uploads" if rest == "uploads/avatar" => None,
        "assets" | "cart" | "orders" | "library" | "files" | "uploads" if reads => Some(Scope::Read),
        "cart" | "orders" | "payments" | "reviews" => Some(Scope::Buy),
        "assets" if rest.ends_with("/reviews") => Some(Scope::Buy),
        "assets" | "uploads" => Some(Scope::Sell),
        _ => None,
    }
}

/// Whether `scopes`, as they are kept, hold what is needed.
pub fn hold(scopes: &str, needed: Scope) -> bool {
    scopes.split(' ').any(|scope| scope == needed.code())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_act_needs_its_scope() {
        for (method, path, expected) in [
            ("GET", "/api/v1/auth/me", Some(Scope::Read)),
            ("POST", "/api/v1/auth/me", None),
            ("POST", "/api/v1/auth/logout", None),
            ("GET", "/api/v1/orders", Some(Scope::Read)),
            ("GET", "/api/v1/files/download/1", Some(Scope::Read)),
            ("POST", "/api/v1/orders/checkout", Some(Scope::Buy)),
            ("DELETE", "/api/v1/cart/items/1", Some(Scope::Buy)),
            ("PATCH", "/api/v1/assets/1", Some(Scope::Sell)),
            ("GET", "/api/v1/assets/gear/reviews", Some(Scope::Read)),
            ("POST", "/api/v1/assets/gear/reviews", Some(Scope::Buy)),
            ("DELETE", "/api/v1/reviews/1", Some(Scope::Buy)),
            ("POST", "/api/v1/uploads", Some(Scope::Sell)),
            ("POST", "/api/v1/uploads/avatar", None),
            ("PATCH", "/api/v1/auth/me", None),
            ("DELETE", "/api/v1/auth/me", None),
            ("GET", "/api/v1/auth/export", None),
            ("GET", "/api/v1/admin/users", None),
            ("POST", "/api/v1/webhooks/sandbox", None),
            ("GET", "/account", None),
            ("POST", "/api/fn/change_password", None),
            ("GET", "/api/v1/", None),
        ] {
            assert_eq!(needed(method, path), expected, "{method} {path}");
        }
    }

    #[test]
    fn a_scope_is_a_whole_word() {
        assert!(hold("read sell", Scope::Sell) && !hold("read sell", Scope::Buy));
        assert!(!hold("", Scope::Read) && !hold("reader", Scope::Read));
    }
}
