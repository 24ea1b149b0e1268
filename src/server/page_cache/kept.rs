//! A page as it is kept: its headers, its text plain and in brotli, and of which state it is.

use std::io::Cursor;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use brotli::enc::BrotliEncoderParams;
use bytes::Bytes;

use super::changes::{Changes, Shown};
use crate::server::etag;

#[derive(Debug)]
pub struct Kept {
    headers: HeaderMap,
    html: Bytes,
    /// Empty where it is compressed on its way, if at all.
    brotli: Bytes,
    tag: HeaderValue,
    brotli_tag: HeaderValue,
    shows: Option<Vec<Shown>>,
    /// How many changes there had been before it was rendered,
    at: u64,
    /// and when it was last found to be true.
    seen: AtomicU64,
}

/// What a request says of the answer it wants.
pub struct Asked<'a> {
    pub headers: &'a HeaderMap,
    brotli: bool,
}

impl<'a> Asked<'a> {
    pub fn of(headers: &'a HeaderMap) -> Self {
        Self { headers, brotli: takes_brotli(headers) }
    }
}

impl Kept {
    /// None where the page has no tag.
    pub fn new(headers: HeaderMap, html: Bytes, shows: Option<Vec<Shown>>, at: u64) -> Option<Self> {
        let (tag, brotli_tag) = (etag::of(&html)?, etag::of_brotli(&html)?);
        Some(Self {
            headers,
            html,
            brotli: Bytes::new(),
            tag,
            brotli_tag,
            shows,
            at,
            seen: AtomicU64::new(at),
        })
    }

    /// Ready for those who take brotli.
    pub fn compressed(self, quality: i32) -> Self {
        let params = BrotliEncoderParams { quality, size_hint: self.html.len(), ..Default::default() };
        let mut small = Vec::new();
        let done = brotli::BrotliCompress(&mut Cursor::new(&self.html), &mut small, &params);
        let brotli = done.map_or_else(|_| Bytes::new(), |_| small.into());
        Self { brotli, ..self }
    }

    /// Whether it shows what is, or was rendered after `asked`.
    pub fn is_true(&self, changes: &Changes, asked: u64) -> bool {
        let now = changes.now();
        if self.seen.load(Ordering::Relaxed) == now {
            return true;
        }
        let is_true = !changes.since(self.at, self.shows.as_deref());
        if is_true {
            self.seen.store(now, Ordering::Relaxed);
        }
        is_true || self.at >= asked
    }

    /// Bytes it takes up, roughly.
    pub fn size(&self) -> usize {
        const REST: usize = 2048;
        let shown = self.shows.as_ref().map_or(0, Vec::len) * size_of::<Shown>();
        self.html.len() + self.brotli.len() + shown + REST
    }

    /// 200, or 304 for who has it.
    pub fn answer(&self, asked: &Asked, cache_control: &'static str) -> Response {
        let mut response = Response::new(Body::empty());
        let headers = response.headers_mut();
        headers.clone_from(&self.headers);
        let tag = if asked.brotli { &self.brotli_tag } else { &self.tag };
        headers.insert(header::ETAG, tag.clone());
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache_control));
        if [&self.tag, &self.brotli_tag].into_iter().any(|tag| etag::is_known(asked.headers, tag)) {
            headers.remove(header::CONTENT_TYPE);
            headers.remove(header::CONTENT_LENGTH);
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            return response;
        }
        let body = if asked.brotli && !self.brotli.is_empty() {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
            &self.brotli
        } else {
            &self.html
        };
        // Of whatever the page was before, and not of what goes out.
        headers.remove(header::CONTENT_LENGTH);
        *response.body_mut() = Body::from(body.clone());
        response
    }
}

/// Whether no coding is wanted more than brotli (RFC 9110, 12.5.3).
fn takes_brotli(headers: &HeaderMap) -> bool {
    let lines = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|line| line.to_str().ok());
    let mut brotli = 0.0;
    let mut others: f32 = 0.0;
    for coding in lines.flat_map(|line| line.split(',')) {
        let (name, weight) = coding.split_once(';').unwrap_or((coding, "q=1"));
        let weight = weight.trim().strip_prefix("q=").and_then(|weight| weight.parse().ok()).unwrap_or(0.0);
        if name.trim().eq_ignore_ascii_case("br") {
            brotli = weight;
        } else {
            others = others.max(weight);
        }
    }
    brotli > 0.0 && brotli >= others
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn asked(encodings: &str) -> HeaderMap {
        HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_str(encodings).unwrap())])
    }

    #[test]
    fn brotli_is_for_those_who_want_it_most() {
        for wanted in ["br", "gzip, deflate, br, zstd", "BR;q=0.5", "gzip;q=0.8, br;q=0.9"] {
            assert!(takes_brotli(&asked(wanted)), "{wanted}");
        }
        for other in ["", "gzip", "*", "br;q=0", "br;q=0.5, gzip;q=0.9", "br;q=nonsense", "brotli"] {
            assert!(!takes_brotli(&asked(other)), "{other}");
        }
        assert!(!takes_brotli(&HeaderMap::new()));
    }

    #[test]
    fn what_comes_out_of_brotli_is_the_page() {
        let html = Bytes::from("<p>gear</p>".repeat(500));
        let page = Kept::new(HeaderMap::new(), html.clone(), None, 0).unwrap().compressed(5);
        assert!(page.brotli.len() < 200 && page.size() > html.len());
        let mut back = Vec::new();
        brotli::BrotliDecompress(&mut Cursor::new(&page.brotli), &mut back).unwrap();
        assert_eq!(back, html);
        assert!(page.tag != page.brotli_tag);
    }
}
