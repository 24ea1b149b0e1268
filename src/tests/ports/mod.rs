//! The adapters, each against the real thing or its stand-in.

mod embedded_access;
mod embedded_server;
pub mod http;
mod mail;
mod sandbox;
mod sandbox_webhooks;
mod smtp;
mod storage;
pub mod support;
