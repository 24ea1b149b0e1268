//! The one secret everything signed or sealed rests on, and the keys derived from it.

use std::{io, path::PathBuf};

use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::ports::disk;
use crate::server::config::{Config, Secret};

/// The shop's root secret; whoever has it can sign in as anybody.
#[derive(Clone, Debug)]
pub struct Secrets {
    root: Secret,
}

#[derive(Debug, thiserror::Error)]
#[error("The secret {} cannot be kept ({source}). Mend that, or set AUTH0_SECRET.", .path.display())]
pub struct SecretError {
    path: PathBuf,
    source: io::Error,
}

impl Secrets {
    /// `AUTH0_SECRET`, or in development the one kept in the data directory, made at the first call.
    pub fn load(config: &Config) -> Result<Self, SecretError> {
        if let Some(root) = &config.auth.secret {
            return Ok(Self { root: root.clone() });
        }
        let path = config.server.data_path("auth_secret");
        match disk::kept_secret(&path) {
            Ok(root) => Ok(Self { root: Secret::new(root) }),
            Err(source) => Err(SecretError { path, source }),
        }
    }

    /// 32 bytes for one purpose; tells nothing about the root nor about the other purposes' keys.
    /// The same for every process with the same root. (HKDF's expand step, RFC 5869, with one block.)
    pub fn derive(&self, purpose: &str) -> [u8; 32] {
        #[allow(clippy::expect_used, reason = "HMAC takes keys of any length")]
        let mut mac = Hmac::<Sha256>::new_from_slice(self.root.expose().as_bytes()).expect("any key");
        mac.update(b"prosets/1/");
        mac.update(purpose.as_bytes());
        mac.finalize().into_bytes().into()
    }

    /// The seed (RFC 8032 private key) of the Ed25519 key that signs access tokens.
    pub fn token_signing_seed(&self) -> [u8; 32] {
        self.derive("access-token/ed25519")
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::fs;

    use super::*;

    fn config(vars: &[(&str, &str)]) -> Config {
        Config::from_vars(vars.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))).unwrap()
    }

    #[test]
    fn is_made_once_and_kept() {
        let dir = tempfile::tempdir().unwrap();
        let data = dir.path().join("data");
        let config = config(&[("PROSETS_DATA_DIR", data.to_str().unwrap())]);
        let first = Secrets::load(&config).unwrap();
        assert_eq!(first.root, Secrets::load(&config).unwrap().root);
        assert!(data.join("auth_secret").exists());
    }

    #[test]
    fn the_given_one_is_used_and_none_is_kept() {
        let dir = tempfile::tempdir().unwrap();
        let given = "g".repeat(32);
        let config =
            config(&[("PROSETS_DATA_DIR", dir.path().to_str().unwrap()), ("AUTH0_SECRET", given.as_str())]);
        assert_eq!(Secrets::load(&config).unwrap().root.expose(), given);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_damaged_file_is_told_not_replaced() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("auth_secret"), "short").unwrap();
        let config = config(&[("PROSETS_DATA_DIR", dir.path().to_str().unwrap())]);
        assert!(Secrets::load(&config).unwrap_err().to_string().contains("is damaged"));
    }

    #[test]
    fn purposes_and_roots_have_keys_of_their_own() {
        let secrets = |byte: &str| Secrets { root: Secret::new(byte.repeat(32)) };
        assert_ne!(secrets("a").derive("one"), secrets("a").derive("two"));
        assert_ne!(secrets("a").derive("one"), secrets("b").derive("one"));
        assert_eq!(secrets("a").derive("one"), secrets("a").derive("one"));
        assert!(!format!("{:?}", secrets("a")).contains("aaa"));
    }
}
