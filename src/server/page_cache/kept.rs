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
    plain: Form,
    /// For those who take brotli; without a coding where it is compressed on its way.
    brotli: Form,
    shows: Option<Vec<Shown>>,
    /// How many changes there had been before it was rendered,
    at: u64,
    /// and when it was last found to be true.
    seen: AtomicU64,
}

/// The page as it goes out.
#[derive(Debug)]
struct Form {
    headers: HeaderMap,
    body: Bytes,
}

/// What a request says of the answer it wants.
pub struct Asked<'a> {
    pub headers: &'a HeaderMap,
    takes: Takes,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Takes {
    Brotli,
    Plain,
    /// Another coding, which it gets on its way out.
    Other,
}

impl<'a> Asked<'a> {
    pub fn of(headers: &'a HeaderMap) -> Self {
        Self { headers, takes: takes(headers) }
    }
}

impl Kept {
    /// None where the page has no tag.
    pub fn new(mut headers: HeaderMap, html: Bytes, shows: Option<Vec<Shown>>, at: u64) -> Option<Self> {
        // Of whatever the page was before, and not of what goes out.
        headers.remove(header::CONTENT_LENGTH);
        let tag = etag::of(&html)?;
        let tagged = |tag| {
            let mut headers = headers.clone();
            headers.insert(header::ETAG, tag);
            Form { headers, body: html.clone() }
        };
        let brotli = tagged(etag::in_brotli(&tag)?);
        Some(Self { plain: tagged(tag), brotli, shows, at, seen: AtomicU64::new(at) })
    }

    /// Ready for those who take brotli.
    pub fn compressed(mut self, quality: i32) -> Self {
        let html = &self.plain.body;
        let params = BrotliEncoderParams { quality, size_hint: html.len(), ..Default::default() };
        let mut small = Vec::new();
        if brotli::BrotliCompress(&mut Cursor::new(html), &mut small, &params).is_ok() {
            self.brotli.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
            self.brotli.body = small.into();
        }
        self
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
        self.plain.body.len() + self.brotli.body.len() + shown + REST
    }

    /// 200, or 304 for who has it.
    pub fn answer(&self, asked: &Asked) -> Response {
        let form = if asked.takes == Takes::Brotli { &self.brotli } else { &self.plain };
        if self.is_known(asked) {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            response.headers_mut().clone_from(&form.headers);
            response.headers_mut().remove(header::CONTENT_TYPE);
            response.headers_mut().remove(header::CONTENT_ENCODING);
            return response;
        }
        let mut response = Response::new(Body::from(form.body.clone()));
        response.headers_mut().clone_from(&form.headers);
        response
    }

    /// Whether the answer goes out as it is, whatever stands on its way.
    pub fn is_ready(&self, asked: &Asked) -> bool {
        match asked.takes {
            Takes::Brotli if self.brotli.headers.contains_key(header::CONTENT_ENCODING) => true,
            Takes::Plain => true,
            Takes::Brotli | Takes::Other => self.is_known(asked),
        }
    }

    fn is_known(&self, asked: &Asked) -> bool {
        let mut tags =
            [&self.plain, &self.brotli].into_iter().filter_map(|form| form.headers.get(header::ETAG));
        asked.headers.contains_key(header::IF_NONE_MATCH)
            && tags.any(|tag| etag::is_known(asked.headers, tag))
    }
}

/// Brotli where no coding is wanted more (RFC 9110, 12.5.3).
fn takes(headers: &HeaderMap) -> Takes {
    if !headers.contains_key(header::ACCEPT_ENCODING) {
        return Takes::Plain;
    }
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
    if brotli > 0.0 && brotli >= others { Takes::Brotli } else { Takes::Other }
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
            assert_eq!(takes(&asked(wanted)), Takes::Brotli, "{wanted}");
        }
        for other in ["", "gzip", "*", "br;q=0", "br;q=0.5, gzip;q=0.9", "br;q=nonsense", "brotli"] {
            assert_eq!(takes(&asked(other)), Takes::Other, "{other}");
        }
        assert_eq!(takes(&HeaderMap::new()), Takes::Plain);
    }

    #[test]
    fn what_comes_out_of_brotli_is_the_page() {
        let html = Bytes::from("<p>gear</p>".repeat(500));
        let page = Kept::new(HeaderMap::new(), html.clone(), None, 0).unwrap().compressed(5);
        assert!(page.brotli.body.len() < 200 && page.size() > html.len());
        let mut back = Vec::new();
        brotli::BrotliDecompress(&mut Cursor::new(&page.brotli.body), &mut back).unwrap();
        assert_eq!(back, html);
        assert!(page.plain.headers[header::ETAG] != page.brotli.headers[header::ETAG]);
    }
}
