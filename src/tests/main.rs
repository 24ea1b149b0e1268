//! Integration tests: one binary, a folder per slice.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

#[macro_use]
mod support;

mod accounts;
mod admin;
mod architecture;
mod authorization;
mod builders;
mod cart;
mod catalog;
mod checkout;
mod cli;
mod db;
mod library;
mod mails;
mod orders;
mod pages;
mod ports;
mod seed;
mod sell;
mod server;
