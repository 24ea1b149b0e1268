//! Where files live.

use url::Url;

use super::{Secret, Server, parse, vars::Vars};

#[derive(Clone, Debug)]
pub enum Storage {
    /// An S3 server inside this process, its objects under the data directory.
    Embedded {
        /// `PROSETS_S3_PORT`: default 3002.
        port: u16,
    },
    S3(S3),
}

/// Any S3: the first four go together.
#[derive(Clone, Debug)]
pub struct S3 {
    /// `AWS_ACCESS_KEY_ID`
    pub access_key_id: Secret,
    /// `AWS_SECRET_ACCESS_KEY`
    pub secret_access_key: Secret,
    /// `AWS_REGION`, such as `eu-central-1`; `auto` for R2.
    pub region: String,
    /// `AWS_S3_BUCKET`
    pub bucket: String,
    /// `AWS_ENDPOINT_URL_S3`: for anything but AWS itself; default AWS in that region.
    pub endpoint: Option<Url>,
}

const FOUR: [&str; 4] = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION", "AWS_S3_BUCKET"];

impl Storage {
    pub(super) fn read(vars: &mut Vars, server: &Server) -> Self {
        let port = vars.read("PROSETS_S3_PORT", parse::port).unwrap_or(3002);
        let endpoint =
            vars.read("AWS_ENDPOINT_URL_S3", |value| parse::origin(value, "https://s3.example.com"));
        let region = vars.read("AWS_REGION", region);
        let bucket = vars.read("AWS_S3_BUCKET", bucket);
        let secret = |name| vars.get(name).map(Secret::new);
        let keys = (secret(FOUR[0]), secret(FOUR[1]), region, bucket);

        let given = FOUR.iter().filter(|name| vars.get(name).is_some()).count();
        if given == 0 {
            if vars.get("AWS_ENDPOINT_URL_S3").is_some() {
                vars.fault(
                    "AWS_ENDPOINT_URL_S3",
                    format!("is set without the rest: set {} too, or unset it.", FOUR.join(", ")),
                );
            }
            if port == server.port {
                vars.fault(
                    "PROSETS_S3_PORT",
                    format!("and PORT are both {port} (unset they are 3002 and 3000): give each its own."),
                );
            }
        } else if given < FOUR.len() {
            for name in FOUR.iter().filter(|name| vars.get(name).is_none()).copied().collect::<Vec<_>>() {
                vars.fault(
                    name,
                    "is missing, while other AWS_* settings are there: set all four \
                     (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION, AWS_S3_BUCKET) or none of them.",
                );
            }
        }
        match keys {
            (Some(access_key_id), Some(secret_access_key), Some(region), Some(bucket)) => {
                Self::S3(S3 { access_key_id, secret_access_key, region, bucket, endpoint })
            }
            _ => Self::Embedded { port },
        }
    }
}

fn region(value: &str) -> Result<String, String> {
    let fits = value.len() <= 64 && value.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if fits {
        Ok(value.to_owned())
    } else {
        Err(parse::must_be(value, "a region's code, such as eu-central-1"))
    }
}

/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html>
fn bucket(value: &str) -> Result<String, String> {
    let inner = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'.');
    let ends = !value.starts_with(['-', '.']) && !value.ends_with(['-', '.']);
    if (3..=63).contains(&value.len()) && ends && value.bytes().all(inner) {
        return Ok(value.to_owned());
    }
    Err(parse::must_be(value, "a bucket's name: 3 to 63 lower-case letters, digits, hyphens and dots"))
}
