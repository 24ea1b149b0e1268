//! The process: settings, state, who is asking, rendering, forms, routes, jobs.

pub mod api;
pub mod clock;
pub mod config;
pub mod cx;
pub mod files;
pub mod flash;
pub mod forms;
pub mod http_error;
pub mod jobs;
pub mod legal;
pub mod limits;
pub mod middleware;
pub mod openapi;
pub mod page;
pub mod production;
pub mod render;
pub mod reply;
pub mod router;
pub mod run;
pub mod secrets;
pub mod session;
pub mod site;
pub mod start;
pub mod state;
pub mod telemetry;
pub mod theme;
