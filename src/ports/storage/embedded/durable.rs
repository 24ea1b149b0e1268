//! Stored means it survives a power cut: `s3s-fs` puts an object into its place and leaves the rest to the disk's
//! own time, so that a listing could outlive its file.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Everything `s3s-fs` writes for an object: itself, and what it knows of it.
#[must_use]
pub fn files_of(root: &Path, bucket: &str, key: &str) -> [PathBuf; 3] {
    let [metadata, internal] = side_files(root, bucket, key);
    [root.join(bucket).join(key), metadata, internal]
}

/// The two files beside the buckets.
#[must_use]
pub fn side_files(root: &Path, bucket: &str, key: &str) -> [PathBuf; 2] {
    let encode = |text: &str| URL_SAFE_NO_PAD.encode(text);
    let name = format!(".bucket-{}.object-{}", encode(bucket), encode(key));
    ["metadata", "internal"].map(|kind| root.join(format!("{name}.{kind}.json")))
}

/// Returns once the object lies on the disk, and so do the folders that lead to it. Blocks.
pub fn sync(root: &Path, bucket: &str, key: &str) -> io::Result<()> {
    let files = files_of(root, bucket, key);
    for file in &files {
        match File::open(file) {
            Ok(file) => file.sync_all()?,
            // An object without metadata has no file for it.
            Err(error) if error.kind() == io::ErrorKind::NotFound && *file != files[0] => {}
            Err(error) => return Err(error),
        }
    }
    let folders = files[0].ancestors().skip(1).take_while(|folder| folder.starts_with(root));
    folders.filter(|_| cfg!(unix)).try_for_each(|folder| File::open(folder)?.sync_all())
}
