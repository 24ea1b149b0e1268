//! After three failures or sign-ups from a network, its browsers have to work for the next.

use std::io::Write;
use std::process::{Command, Stdio};

use chrono::TimeDelta;
use prosets::server::proof::{Challenge, Proofs, solve};
use serde_json::json;

use super::{PASSWORD, is_signed_in, member, sign_in};
use crate::support::app::TestApp;
use crate::support::client::{Answer, Client};

const LIMITS: (&str, &str) = ("PROSETS_RATE_LIMITS", "on");

/// A stranger at home, whose minutes are not full.
fn at(app: &TestApp, host: u8) -> Client {
    app.state.clock.advance(TimeDelta::seconds(60));
    let mut client = app.client();
    client.ip = ([10, 0, 0, host], 4000).into();
    client
}

/// To the beginning of a quarter of an hour, so that what follows is in one.
fn begin(app: &TestApp) {
    let into = app.state.clock.now().timestamp().rem_euclid(15 * 60);
    app.state.clock.advance(TimeDelta::seconds(15 * 60 - into));
}

async fn challenge(client: &mut Client) -> Challenge {
    let answer = client.get_json("/api/v1/auth/challenge").await.expect(200);
    assert_eq!(answer.header("cache-control"), "no-store");
    serde_json::from_value(answer.json()["data"].clone()).unwrap()
}

async fn with_proof(client: &mut Client, proof: &str) -> Answer {
    let fields =
        [("email", "ada@example.test"), ("password", PASSWORD), ("altcha", proof), ("_from", "/sign-in")];
    client.post_form("/api/fn/sign_in", &fields).await
}

on_each_store!(three_failures_of_a_network_ask_for_a_proof, |db, home| async move {
    let app = home.with(&[LIMITS]).await;
    member(&db, "ada").await;
    begin(&app);
    let forms = ["/sign-in", "/sign-up", "/forgot-password"];
    for n in 0..3 {
        for path in forms {
            assert!(!at(&app, 1).get(path).await.text().contains("data-proof"), "{path} after {n}");
        }
        app.state.clock.advance(TimeDelta::seconds(-180));
        let email = format!("nobody{n}@example.test");
        sign_in(&mut at(&app, 1), &email, "wrong horse battery").await.expect(422);
    }
    for path in forms {
        let page = at(&app, 1).get(path).await.expect(200).text();
        assert!(page.contains("data-proof=\"/api/v1/auth/challenge\""), "{path}: {page}");
        assert!(
            page.contains("src=\"/proof.js\"") && page.contains("Without JavaScript, come back in "),
            "{path}"
        );
    }
    app.state.clock.advance(TimeDelta::seconds(-180));

    // Without one nothing goes, right password or not; elsewhere nothing is asked.
    let mut client = at(&app, 1);
    let page = sign_in(&mut client, "ada@example.test", PASSWORD).await.expect(429).text();
    assert!(page.contains("value=\"ada@example.test\"") && page.contains("come back in "), "{page}");
    assert!(!is_signed_in(&mut client).await);
    sign_in(&mut at(&app, 2), "ada@example.test", PASSWORD).await.expect(303);

    let mut client = at(&app, 1);
    let solution = solve(&challenge(&mut client).await).unwrap();
    with_proof(&mut client, &solution).await.expect(303);
    assert!(is_signed_in(&mut client).await);
    // Once.
    let page = with_proof(&mut at(&app, 1), &solution).await.expect(429).text();
    assert!(page.contains("small puzzle first"), "{page}");

    app.state.clock.advance(TimeDelta::minutes(15));
    sign_in(&mut at(&app, 1), "ada@example.test", PASSWORD).await.expect(303);
});

on_each_store!(programs_are_told_how_to_go_on, |db, home| async move {
    let app = home.with(&[LIMITS]).await;
    member(&db, "ada").await;
    begin(&app);
    let login = |password: &str, proof: &str| json!({ "email": "ada@example.test", "password": password, "altcha": proof });
    for _ in 0..3 {
        at(&app, 1).post_json("/api/v1/auth/login", login("wrong horse battery", "")).await.expect(401);
    }
    let answer = at(&app, 1).post_json("/api/v1/auth/login", login(PASSWORD, "")).await.expect(429);
    let told = answer.json();
    assert_eq!(told["error"]["code"], "RATE_LIMITED");
    let words = told["error"]["details"]["altcha"][0].as_str().unwrap();
    assert!(words.contains("GET /api/v1/auth/challenge"), "{words}");
    let wait: i64 = answer.header("retry-after").parse().unwrap();
    assert!((1..=15 * 60).contains(&wait), "{wait}");

    let mut client = at(&app, 1);
    let solution = solve(&challenge(&mut client).await).unwrap();
    client.post_json("/api/v1/auth/login", login(PASSWORD, &solution)).await.expect(200);
    let body = json!({ "email": "ada@example.test" });
    at(&app, 1).post_json("/api/v1/auth/forgot-password", body).await.expect(429);
    let body = json!({ "email": "eve@example.test", "username": "eve", "password": PASSWORD });
    at(&app, 1).post_json("/api/v1/auth/register", body).await.expect(429);

    // What it said is true.
    app.state.clock.advance(TimeDelta::seconds(wait));
    at(&app, 1).post_json("/api/v1/auth/login", login(PASSWORD, "")).await.expect(200);
});

on_both!(what_is_no_proof_opens_nothing, |db| async move {
    let app = TestApp::with(db.clone(), &[LIMITS]).await;
    member(&db, "ada").await;
    begin(&app);
    for n in 0..3 {
        sign_in(&mut at(&app, 1), &format!("nobody{n}@example.test"), PASSWORD).await.expect(422);
    }
    let good = challenge(&mut at(&app, 1)).await;
    let old = solve(&good).unwrap();
    let mut forged = good.clone();
    forged.challenge = "0".repeat(64);
    let proof = |number: u64, of: &Challenge| {
        use base64::Engine;
        let Challenge { algorithm, challenge, salt, signature, .. } = of;
        let json = json!({ "algorithm": algorithm, "challenge": challenge, "number": number, "salt": salt,
            "signature": signature });
        base64::prelude::BASE64_STANDARD.encode(json.to_string())
    };
    for rubbish in ["", "rubbish", &proof(1_000_000, &good), &proof(7, &forged)] {
        let page = with_proof(&mut at(&app, 1), rubbish).await.expect(429).text();
        assert!(page.contains("small puzzle first"), "{page}");
        app.state.clock.advance(TimeDelta::seconds(-60));
        app.state.clock.advance(TimeDelta::seconds(1));
    }
    app.state.clock.advance(TimeDelta::seconds(300));
    let page = with_proof(&mut at(&app, 1), &old).await.expect(429).text();
    assert!(page.contains("small puzzle first"), "{page}");
});

on_both!(three_sign_ups_of_a_network_ask_for_a_proof, |db| async move {
    let app = TestApp::with(db.clone(), &[LIMITS]).await;
    begin(&app);
    for n in 0..4 {
        let email = format!("new{n}@example.test");
        let name = format!("new{n}");
        let fields = [
            ("email", email.as_str()),
            ("username", &name),
            ("password", "correct horse battery"),
            ("_from", "/sign-up"),
        ];
        let status = if n < 3 { 303 } else { 429 };
        at(&app, 1).post_form("/api/fn/sign_up", &fields).await.expect(status);
    }
    let fields = [("email", "new1@example.test"), ("_from", "/forgot-password")];
    at(&app, 1).post_form("/api/fn/forgot_password", &fields).await.expect(429);
    at(&app, 2).post_form("/api/fn/forgot_password", &fields).await.expect(303);
});

/// What the script of the pages makes of a challenge.
fn solved_by_script(challenge: &Challenge) -> String {
    let script = "import { solve } from './public/proof.js';
        let json = '';
        for await (const chunk of process.stdin) json += chunk;
        process.stdout.write(await solve(JSON.parse(json)));";
    let mut node = Command::new("node")
        .args(["--input-type=module", "--eval", script])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    write!(node.stdin.take().unwrap(), "{}", json!(challenge)).unwrap();
    String::from_utf8(node.wait_with_output().unwrap().stdout).unwrap()
}

#[test]
fn the_pages_own_script_finds_it() {
    let (proofs, now) = (Proofs::new([1; 32]), chrono::Utc::now());
    let challenge = proofs.challenge(now);
    let solution = solved_by_script(&challenge);
    assert_eq!(proofs.solved(&solution, now), Some(challenge.challenge), "{solution}");
}
