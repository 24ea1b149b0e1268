//! Reads a stored file once, from beginning to end: its hash, its size, and what it is.

use futures::TryStreamExt;
use sha2::{Digest, Sha256};

use crate::kit::error::AppResult;
use crate::ports::storage::{Storage, StorageError};
use crate::sell::rules::file_kind::{FileKind, Sample};

/// Enough for a ZIP's list of names at the end and for the first lines of a mesh.
const ENDS: usize = 64 * 1024;

pub struct Inspected {
    pub sha256: String,
    pub size_bytes: u64,
    head: Vec<u8>,
    tail: Vec<u8>,
    is_text: bool,
}

impl Inspected {
    /// Whether the content is what `kind` promised; if not, in words.
    pub fn judge(&self, kind: &FileKind) -> Result<(), String> {
        kind.judge(&Sample {
            head: &self.head,
            tail: &self.tail,
            size_bytes: self.size_bytes,
            is_text: self.is_text,
            recognised: infer::get(&self.head).map(|kind| kind.mime_type()),
        })
    }
}

pub async fn inspect(storage: &dyn Storage, key: &str) -> AppResult<Inspected> {
    let mut stream = storage.read(key).await?.stream;
    let (mut hasher, mut size_bytes) = (Sha256::new(), 0);
    let (mut head, mut tail) = (Vec::new(), Vec::new());
    let mut text = Text::default();
    while let Some(chunk) =
        stream.try_next().await.map_err(|error| StorageError::Unavailable(error.to_string()))?
    {
        hasher.update(&chunk);
        size_bytes += chunk.len() as u64;
        head.extend_from_slice(&chunk[..chunk.len().min(ENDS - head.len())]);
        keep_end(&mut tail, &chunk);
        text.feed(&chunk);
    }
    Ok(Inspected { sha256: hex::encode(hasher.finalize()), size_bytes, head, tail, is_text: text.held() })
}

fn keep_end(tail: &mut Vec<u8>, chunk: &[u8]) {
    let chunk = &chunk[chunk.len().saturating_sub(ENDS)..];
    let too_many = (tail.len() + chunk.len()).saturating_sub(ENDS);
    tail.drain(..too_many);
    tail.extend_from_slice(chunk);
}

/// Whether bytes that come in pieces are UTF-8 without NUL.
#[derive(Default)]
struct Text {
    /// The beginning of a character whose end is in the next piece.
    begun: Vec<u8>,
    broken: bool,
}

impl Text {
    fn feed(&mut self, chunk: &[u8]) {
        if self.broken {
            return;
        }
        let joined;
        let bytes = if self.begun.is_empty() {
            chunk
        } else {
            joined = [&self.begun, chunk].concat();
            &joined
        };
        self.broken = bytes.contains(&0);
        self.begun = match std::str::from_utf8(bytes) {
            Ok(_) => Vec::new(),
            Err(error) if error.error_len().is_none() => bytes[error.valid_up_to()..].to_vec(),
            Err(_) => {
                self.broken = true;
                Vec::new()
            }
        };
    }

    fn held(&self) -> bool {
        !self.broken && self.begun.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn is_text(bytes: &[u8], piece: usize) -> bool {
        let mut text = Text::default();
        bytes.chunks(piece).for_each(|chunk| text.feed(chunk));
        text.held()
    }

    proptest! {
        #[test]
        fn text_is_known_whatever_the_pieces(words in any::<String>(), piece in 1usize..5) {
            prop_assert_eq!(is_text(words.as_bytes(), piece), !words.contains('\0'));
        }

        #[test]
        fn other_bytes_are_known_too(bytes in prop::collection::vec(any::<u8>(), 0..40), piece in 1usize..5) {
            let expected = std::str::from_utf8(&bytes).is_ok_and(|text| !text.contains('\0'));
            prop_assert_eq!(is_text(&bytes, piece), expected);
        }

        #[test]
        fn the_end_is_kept(pieces in prop::collection::vec(1usize..40_000, 1..8)) {
            let whole: Vec<u8> = (0..pieces.iter().sum::<usize>()).map(|i| i as u8).collect();
            let (mut tail, mut at) = (Vec::new(), 0);
            for piece in pieces {
                keep_end(&mut tail, &whole[at..at + piece]);
                at += piece;
            }
            prop_assert_eq!(&tail, &whole[whole.len().saturating_sub(ENDS)..]);
        }
    }
}
