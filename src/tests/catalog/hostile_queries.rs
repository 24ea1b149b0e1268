//! Every part of an address filled with what nobody means well: an answer in words each time, never a 500.

use prosets::catalog::rules::sort::{Mark, Sort};
use prosets::kit::paging;
use uuid::Uuid;

use crate::builders::catalog::{Listing, seller};
use crate::support::app::TestApp;

const FIELDS: [&str; 13] = [
    "q",
    "kind",
    "category",
    "tag",
    "price_min",
    "price_max",
    "licence",
    "format",
    "rating",
    "seller",
    "new",
    "sort",
    "after",
];

const SCRIPT: &str = "%3Cscript%3Ealert%281%29%3C%2Fscript%3E";

/// As they stand in an address.
fn values() -> Vec<String> {
    let mut values: Vec<String> = [
        "%25",
        "%2525",
        "%",
        "%FF%FE",
        "%00",
        "%22%27%22%27",
        "*",
        "%28%28%28%29",
        "AND+OR+NOT+NEAR%28a+b%2C1%29",
        "%22unclosed",
        "-a+-b",
        "a%3A*+%7C+%21b",
        "%5C%27%3B+DROP+TABLE+asset%3B--",
        "%E2%80%AE%D7%A9%D7%9C%D7%95%D7%9D",
        "%F0%9F%A6%80%F0%9F%8F%B3%EF%B8%8F%E2%80%8D%F0%9F%8C%88",
        "%EF%BF%BF%F4%8F%BF%BF",
        "-1",
        "9223372036854775807",
        "9223372036854775808",
        "1e309",
        "NaN",
        "..%2F..%2F",
        "%0D%0ASet-Cookie%3A+a%3Db",
        SCRIPT,
        "%22%3E%3Cscript%3Ealert%281%29%3C%2Fscript%3E",
    ]
    .map(str::to_owned)
    .into();
    values.push("%27".repeat(10_000));
    values.push("a".repeat(10_000));
    values.push("a+".repeat(5_000));
    values
}

on_both!(no_value_of_any_field_breaks_a_list, |db| async move {
    Listing::of(&seller(&db, "Ada").await).title("100% wool").save(&db).await;
    let app = TestApp::start(db).await;
    for value in values() {
        let shown: String = value.chars().take(60).collect();
        for field in FIELDS {
            for path in ["/assets", "/api/v1/assets"] {
                let answer = app.client().get(&format!("{path}?{field}={value}")).await;
                let status = answer.status.as_u16();
                assert!([200, 422].contains(&status), "{path} {field} {shown}: {status}");
                let text = answer.text();
                match (path, status) {
                    ("/assets", 422) => {
                        assert!(text.contains("This address does not work"), "{field} {shown}");
                    }
                    (_, 422) => assert!(text.contains("VALIDATION_ERROR"), "{field} {shown}: {text}"),
                    ("/assets", _) if field == "q" && value == SCRIPT => {
                        assert!(text.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{text}");
                    }
                    _ => {}
                }
                assert!(!text.contains("<script>alert"), "{path} {field} {shown}: {text}");
                assert!(!answer.headers.contains_key("set-cookie"), "{path} {field} {shown}");
            }
        }
        for path in
            ["/sellers/Ada?after=", "/parts/suggestions?q=", "/assets?nonsense=", "/assets?q=wool&before="]
        {
            let status = app.client().get(&format!("{path}{value}")).await.status.as_u16();
            assert!([200, 204, 400, 422].contains(&status), "{path}{shown}: {status}");
        }
        for path in ["/assets/", "/categories/", "/sellers/"] {
            let status = app.client().get(&format!("{path}{value}")).await.status.as_u16();
            assert!([400, 404, 422].contains(&status), "{path}{shown}: {status}");
        }
    }
});

on_both!(a_cursor_that_was_tampered_with_is_refused_or_is_a_place, |db| async move {
    let ada = seller(&db, "Ada").await;
    for title in ["one", "two", "three"] {
        Listing::of(&ada).title(title).save(&db).await;
    }
    let app = TestApp::start(db).await;
    let cursor =
        paging::encode(&Mark { sort: Sort::Newest, key: 1_700_000_000_000_000_000, id: Uuid::now_v7() });
    let (mut refused, mut read) = (0, 0);
    for at in 0..cursor.len() {
        // Another digit, one less, one twice.
        let other = if cursor.as_bytes()[at] == b'7' { "3" } else { "7" };
        let (head, tail) = (&cursor[..at], &cursor[at + 1..]);
        for spoilt in [format!("{head}{other}{tail}"), format!("{head}{tail}"), format!("{head}zz{tail}")] {
            let answer = app.client().get(&format!("/assets?after={spoilt}")).await;
            match answer.status.as_u16() {
                200 => read += 1,
                422 => {
                    refused += 1;
                    assert!(answer.text().contains("Start again from the first page"), "{spoilt}");
                }
                status => panic!("{spoilt}: {status}"),
            }
        }
    }
    assert!(refused > cursor.len() * 2 && read > 0, "{refused} refused, {read} read");
});
