//! A device that keeps passkeys, and can be made to misbehave.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::support::app::TestApp;

pub const PRESENT: u8 = 0x01;
pub const VERIFIED: u8 = 0x04;
const WITH_KEY: u8 = 0x40;

/// Somebody's phone.
pub struct Device {
    pub key: EcdsaKeyPair,
    pub id: [u8; 16],
    pub counter: u32,
    pub flags: u8,
    pub origin: String,
    pub rp: &'static str,
}

impl Device {
    pub fn of(app: &TestApp) -> Self {
        let random = SystemRandom::new();
        let key = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
        let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, key.as_ref(), &random).unwrap();
        let origin = app.state.config.server.base_url.clone();
        Self { key, id: rand::random(), counter: 0, flags: PRESENT | VERIFIED, origin, rp: "localhost" }
    }

    fn client_data(&self, kind: &str, options: &Value) -> String {
        json!({ "type": kind, "challenge": options["challenge"], "origin": self.origin, "crossOrigin": false })
            .to_string()
    }

    fn head(&mut self, flags: u8) -> Vec<u8> {
        self.counter += 1;
        [&Sha256::digest(self.rp)[..], &[flags], &self.counter.to_be_bytes()].concat()
    }

    /// What a browser answers to the wish for a new passkey.
    pub fn make(&mut self, options: &Value) -> String {
        let point = self.key.public_key().as_ref();
        let (x, y) = (&point[1..33], &point[33..65]);
        let cose =
            [&[0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 0x20][..], x, &[0x22, 0x58, 0x20], y].concat();
        let head = self.head(self.flags | WITH_KEY);
        let length = u16::try_from(self.id.len()).unwrap().to_be_bytes();
        let data = [&head[..], &[0; 16], &length, &self.id, &cose].concat();
        let size = u8::try_from(data.len()).unwrap();
        let attestation =
            [&b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58"[..], &[size], &data].concat();
        let client_data = BASE64.encode(self.client_data("webauthn.create", options));
        let response = json!({
            "clientDataJSON": client_data, "attestationObject": BASE64.encode(attestation),
            "authenticatorData": BASE64.encode(data), "transports": ["internal"], "publicKeyAlgorithm": -7,
        });
        self.credential(response)
    }

    /// What it answers to the wish for any passkey.
    pub fn answer(&mut self, options: &Value, owner: Uuid) -> String {
        let data = self.head(self.flags);
        let client_data = self.client_data("webauthn.get", options);
        let signed = [&data[..], &Sha256::digest(&client_data)[..]].concat();
        let signature = self.key.sign(&SystemRandom::new(), &signed).unwrap();
        let response = json!({
            "clientDataJSON": BASE64.encode(client_data), "authenticatorData": BASE64.encode(data),
            "signature": BASE64.encode(signature), "userHandle": BASE64.encode(owner.as_bytes()),
        });
        self.credential(response)
    }

    fn credential(&self, response: Value) -> String {
        let id = BASE64.encode(self.id);
        json!({
            "id": id, "rawId": id, "type": "public-key", "authenticatorAttachment": "platform",
            "clientExtensionResults": {}, "response": response,
        })
        .to_string()
    }
}
