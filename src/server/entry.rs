//! What the listener hands every request to. It gives the request its id; what is kept ready for all strangers is answered
//! here, for the way through the router takes several times as long as the answer; the rest goes on to the router.

use std::convert::Infallible;
use std::task::{Context, Poll};

use axum::Router;
use axum::extract::Request;
use axum::response::Response;
use futures::future::BoxFuture;
use tower::Service;

use crate::server::middleware::{public_pages, request_id};
use crate::server::router;
use crate::server::state::State;

#[derive(Clone)]
pub struct Entry {
    state: State,
    router: Router,
}

impl Entry {
    pub fn new(state: State) -> Self {
        Self { router: router::router(state.clone()), state }
    }

    async fn answer(mut self, request: Request) -> Response {
        let (method, uri, headers) = (request.method(), request.uri(), request.headers());
        match public_pages::at_hand(&self.state, method, uri, headers).await {
            Some(page) => page,
            None => self.router.call(request).await.unwrap_or_else(|never| match never {}),
        }
    }
}

impl Service<Request> for Entry {
    type Response = Response;
    type Error = Infallible;
    type Future = BoxFuture<'static, Result<Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let entry = self.clone();
        Box::pin(async { Ok(request_id::with_id(request, |request| entry.answer(request)).await) })
    }
}
