//! Redis shared by several processes, and what happens while it is away.

use std::time::{Duration, Instant};

use prosets::kit::error::AppError;
use prosets::server::limits::Purpose;
use sea_orm::DatabaseConnection;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;

use crate::accounts::{PASSWORD, member, sign_in};
use crate::support::app::TestApp;
use crate::support::database::TestDb;
use crate::support::redis::{self, Home};

/// The way to Redis, which can be cut.
pub struct Line {
    pub url: String,
    pub cut: CancellationToken,
}

impl Line {
    pub async fn lay() -> Self {
        let url = redis::url().await;
        let (server, number) = url.strip_prefix("redis://").unwrap().split_once('/').unwrap();
        let server = server.to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let here = format!("redis://{}/{number}", listener.local_addr().unwrap());
        let cut = CancellationToken::new();
        let broken = cut.clone();
        tokio::spawn(async move {
            while let Some(Ok((mut near, _))) = broken.run_until_cancelled(listener.accept()).await {
                let (server, broken) = (server.clone(), broken.clone());
                tokio::spawn(async move {
                    let mut far = TcpStream::connect(server).await.unwrap();
                    broken.run_until_cancelled(copy_bidirectional(&mut near, &mut far)).await
                });
            }
        });
        Self { url: here, cut }
    }
}

async fn shop(db: &DatabaseConnection, redis: &str) -> TestApp {
    TestApp::with(db.clone(), &[("REDIS_URL", redis), ("PROSETS_RATE_LIMITS", "on")]).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_it_nobody_fails_to_be_limited() {
    let test = TestDb::sqlite().await;
    let line = Line::lay().await;
    let app = shop(&test.db, &line.url).await;
    let mut client = app.client().signed_in(member(&test.db, "ada").await).await;
    client.get("/account").await.expect(200);
    client.get("/health/ready").await.expect(200);
    let guess = async |n: usize| {
        sign_in(&mut app.client(), &format!("nobody{n}@example.test"), PASSWORD).await.status.as_u16()
    };
    assert_eq!(guess(0).await, 422);

    line.cut.cancel();
    let began = Instant::now();
    let mut answers = Vec::new();
    for n in 1..=8 {
        answers.push(guess(n).await);
    }
    assert!(answers.iter().all(|status| [422, 429].contains(status)), "{answers:?}");
    assert!(answers.contains(&422) && answers.contains(&429), "{answers:?}");
    let mut let_through = 0;
    for _ in 0..12 {
        let counted =
            app.state.limits.count(Purpose::Auth("login"), "address 10.9.9.9", app.state.clock.now());
        match counted.await {
            Ok(_) => let_through += 1,
            Err(error) => assert!(matches!(error, AppError::RateLimited(_)), "{error:?}"),
        }
    }
    // Twice as many if a minute ended in between.
    assert!((5..=10).contains(&let_through), "{let_through}");
    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());

    // Who is signed in cannot be told; pages for strangers stay open.
    let page = client.get("/account").await.expect(503).text();
    assert!(page.contains("could not be read"), "{page}");
    app.client().get("/assets").await.expect(200);
    let words = client.get("/health/ready").await.expect(503).text();
    assert_eq!(words, "Redis does not answer");
    client.get("/health/live").await.expect(200);
    test.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_it_is_away_nothing_is_said_to_be_ended() {
    let test = TestDb::sqlite().await;
    let line = Line::lay().await;
    let app = shop(&test.db, &line.url).await;
    let ada = member(&test.db, "ada").await;
    line.cut.cancel();
    let (sessions, now) = (&app.state.sessions, app.state.clock.now());
    let refused = prosets::accounts::disable_person(&test.db, sessions, "ada@example.test", now).await;
    assert!(matches!(refused, Err(AppError::Unavailable(_))), "{refused:?}");
    let person = prosets::accounts::person(&app.state, ada).await.unwrap();
    assert!(person.is_some(), "the act failed as a whole");
    test.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn several_processes_share_sessions_and_limits() {
    let test = TestDb::sqlite().await;
    let url = redis::url().await;
    let (one, other) = (shop(&test.db, &url).await, shop(&test.db, &url).await);
    let ada = member(&test.db, "ada").await;
    let client = one.client().signed_in(ada).await;
    let mut there = other.client();
    there.set_cookie("prosets", client.cookie("prosets").unwrap());
    there.get("/account").await.expect(200);

    let now = one.state.clock.now();
    let purpose = Purpose::Auth("login");
    for n in 0..5 {
        let app = if n % 2 == 0 { &one } else { &other };
        let standing = app.state.limits.count(purpose, "address 10.0.0.1", now).await.unwrap();
        assert_eq!(standing.remaining, 4 - n);
    }
    for app in [&one, &other] {
        let refused = app.state.limits.count(purpose, "address 10.0.0.1", now).await;
        let Err(AppError::RateLimited(wait)) = refused else { panic!("{refused:?}") };
        assert!((1..=60).contains(&wait));
    }
    for key in redis::keys(&url, "prosets:count:*").await {
        let left: i64 = redis::ask(&url, ::redis::cmd("TTL").arg(&key)).await;
        assert!((1..=120).contains(&left), "{key}: {left}");
    }
    test.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_begun_before_it_came_is_over() {
    let test = TestDb::sqlite().await;
    let ada = member(&test.db, "ada").await;
    let before = Home::in_table(&test.db);
    let cookie = before.start().await.client().signed_in(ada).await.cookie("prosets").unwrap().to_owned();
    assert_eq!(before.sessions().await, 1);
    let home = Home::in_redis(&test.db).await;
    let mut client = home.start().await.client();
    client.set_cookie("prosets", &cookie);
    assert!(client.get("/account").await.status.is_redirection());
    assert_eq!(before.sessions().await, 0, "or it would be good again once Redis went");
    test.finish().await;
}
