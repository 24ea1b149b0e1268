//! What a valid signature alone does not settle.

use axum::http::{HeaderMap, HeaderName, Uri};
use s3s::access::{S3Access, S3AccessContext};
use s3s::{S3Result, s3_error};

/// Refuses strangers, and presigned requests that say more than was signed.
pub struct SignedOnly;

#[async_trait::async_trait]
impl S3Access for SignedOnly {
    async fn check(&self, cx: &mut S3AccessContext<'_>) -> S3Result<()> {
        if cx.credentials().is_none() {
            return Err(s3_error!(AccessDenied, "Signature required"));
        }
        let Some(signed) = signed_headers(cx.uri()) else {
            let current =
                cx.headers().get("authorization").is_some_and(|v| v.as_bytes().starts_with(b"AWS4-"));
            return if current {
                Ok(())
            } else {
                Err(s3_error!(AccessDenied, "Signature version 4 required"))
            };
        };
        let is_signed = |name: &str| signed.iter().any(|signed| signed == name);
        // As AWS does it: otherwise one more header would turn an upload into a copy of somebody else's object.
        if let Some(name) = unsigned(cx.headers(), is_signed) {
            return Err(s3_error!(AccessDenied, "There were headers present which were not signed: {name}"));
        }
        if cx.s3_op().name() == "PutObject"
            && !["content-length", "x-amz-checksum-sha256"].iter().all(|n| is_signed(n))
        {
            return Err(s3_error!(AccessDenied, "Uploads need a signed size and checksum"));
        }
        Ok(())
    }
}

fn signed_headers(uri: &Uri) -> Option<Vec<String>> {
    let query = uri.query().unwrap_or_default().as_bytes();
    let (_, names) = form_urlencoded::parse(query).find(|(name, _)| name == "X-Amz-SignedHeaders")?;
    Some(names.split(';').map(str::to_owned).collect())
}

fn unsigned(headers: &HeaderMap, is_signed: impl Fn(&str) -> bool) -> Option<&str> {
    headers.keys().map(HeaderName::as_str).find(|name| name.starts_with("x-amz-") && !is_signed(name))
}
