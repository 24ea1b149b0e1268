//! Which files can be sold, and whether one is what its name says: judged by content, never by what was claimed.

use crate::sell::rules::file_name::extension;

/// How a kind of file is known by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Proof {
    /// UTF-8 without NUL.
    Text,
    /// Text with a line that begins so.
    TextLine(&'static str),
    Stl,
    Glb,
    /// A ZIP archive; with a name it must hold, for the formats that are one inside.
    Zip(Option<&'static str>),
    /// What the recogniser calls it.
    Known(&'static str),
    /// The bytes at an offset.
    Bytes(usize, &'static [u8]),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileKind {
    pub content_type: &'static str,
    /// One of them: "an STL mesh".
    pub words: &'static str,
    proof: Proof,
}

/// What is looked at of a file.
#[derive(Clone, Copy, Debug)]
pub struct Sample<'a> {
    /// The first bytes; all of a small file.
    pub head: &'a [u8],
    /// The last bytes; all of a small file.
    pub tail: &'a [u8],
    pub size_bytes: u64,
    /// Whether all of it is UTF-8 without NUL.
    pub is_text: bool,
    /// The MIME type a recogniser of magic numbers gives it.
    pub recognised: Option<&'static str>,
}

/// Extensions that are text: code, data and prose.
const TEXT: &[(&str, &[&str])] = &[
    ("text/markdown", &["md", "markdown"]),
    ("text/html", &["html", "htm"]),
    ("text/css", &["css", "scss", "sass", "less"]),
    ("text/csv", &["csv", "tsv"]),
    ("text/javascript", &["js", "mjs", "cjs", "jsx"]),
    ("application/json", &["json", "jsonc", "ipynb", "webmanifest"]),
    ("application/xml", &["xml", "xsd", "xsl", "xaml"]),
    ("image/svg+xml", &["svg"]),
    (
        "text/plain",
        &[
            "", "txt", "rs", "ts", "tsx", "py", "pyi", "go", "java", "kt", "kts", "c", "h", "cc", "cpp",
            "hpp", "cs", "rb", "php", "swift", "sh", "bash", "zsh", "fish", "ps1", "bat", "sql", "lua",
            "vue", "svelte", "astro", "dart", "zig", "ex", "exs", "erl", "hs", "ml", "clj", "scala", "r",
            "jl", "pl", "nim", "v", "sol", "asm", "glsl", "wgsl", "vert", "frag", "hlsl", "toml", "yaml",
            "yml", "ini", "cfg", "conf", "env", "lock", "log", "tex", "bib", "rst", "adoc", "org", "diff",
            "patch", "graphql", "proto", "tf", "hcl", "nix", "cmake", "gradle", "mk", "ino", "scad", "gcode",
            "mtl", "srt", "vtt", "ejs", "hbs", "liquid", "twig", "j2", "tmpl",
        ],
    ),
];

const fn kind(content_type: &'static str, words: &'static str, proof: Proof) -> FileKind {
    FileKind { content_type, words, proof }
}

fn binary(extension: &str) -> Option<FileKind> {
    let office = |content_type, words, inside| kind(content_type, words, Proof::Zip(Some(inside)));
    Some(match extension {
        "stl" => kind("model/stl", "an STL mesh", Proof::Stl),
        "obj" => kind("model/obj", "an OBJ mesh", Proof::TextLine("v ")),
        "glb" => kind("model/gltf-binary", "a GLB model", Proof::Glb),
        "gltf" => kind("model/gltf+json", "a glTF model", Proof::Text),
        "3mf" => kind("model/3mf", "a 3MF model", Proof::Zip(Some("3dmodel.model"))),
        "ply" => kind("model/ply", "a PLY mesh", Proof::Bytes(0, b"ply")),
        "step" | "stp" => kind("model/step", "a STEP model", Proof::Bytes(0, b"ISO-10303-21")),
        "fbx" => {
            kind("application/octet-stream", "a binary FBX model", Proof::Bytes(0, b"Kaydara FBX Binary"))
        }
        "blend" => kind("application/x-blender", "a Blender file", Proof::Bytes(0, b"BLENDER")),
        "zip" => kind("application/zip", "a ZIP archive", Proof::Zip(None)),
        "gz" | "tgz" => kind("application/gzip", "a gzip archive", Proof::Known("application/gzip")),
        "7z" => {
            kind("application/x-7z-compressed", "a 7z archive", Proof::Known("application/x-7z-compressed"))
        }
        "tar" => kind("application/x-tar", "a tar archive", Proof::Bytes(257, b"ustar")),
        "pdf" => kind("application/pdf", "a PDF document", Proof::Known("application/pdf")),
        "png" => kind("image/png", "a PNG picture", Proof::Known("image/png")),
        "jpg" | "jpeg" => kind("image/jpeg", "a JPEG picture", Proof::Known("image/jpeg")),
        "webp" => kind("image/webp", "a WebP picture", Proof::Known("image/webp")),
        "gif" => kind("image/gif", "a GIF picture", Proof::Known("image/gif")),
        "psd" => kind("image/vnd.adobe.photoshop", "a Photoshop file", Proof::Bytes(0, b"8BPS")),
        "ttf" => kind("font/ttf", "a TrueType font", Proof::Known("application/font-sfnt")),
        "otf" => kind("font/otf", "an OpenType font", Proof::Known("application/font-sfnt")),
        "woff" => kind("font/woff", "a WOFF font", Proof::Bytes(0, b"wOFF")),
        "woff2" => kind("font/woff2", "a WOFF2 font", Proof::Bytes(0, b"wOF2")),
        "mp3" => kind("audio/mpeg", "an MP3 recording", Proof::Known("audio/mpeg")),
        "wav" => kind("audio/x-wav", "a WAV recording", Proof::Known("audio/x-wav")),
        "mp4" => kind("video/mp4", "an MP4 video", Proof::Known("video/mp4")),
        "docx" => office(
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "a Word document",
            "word/",
        ),
        "xlsx" => office(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "an Excel workbook",
            "xl/",
        ),
        "pptx" => office(
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            "a PowerPoint presentation",
            "ppt/",
        ),
        "odt" => office("application/vnd.oasis.opendocument.text", "an OpenDocument text", "content.xml"),
        "ods" => {
            office("application/vnd.oasis.opendocument.spreadsheet", "an OpenDocument sheet", "content.xml")
        }
        "odp" => office(
            "application/vnd.oasis.opendocument.presentation",
            "an OpenDocument presentation",
            "content.xml",
        ),
        "sketch" => office("application/zip", "a Sketch file", "document.json"),
        _ => return None,
    })
}

/// What a file of this name must be; a kind we do not take is told in words.
pub fn of_name(name: &str) -> Result<FileKind, String> {
    let extension = extension(name);
    if let Some(kind) = binary(&extension) {
        return Ok(kind);
    }
    let text = TEXT.iter().find(|(_, extensions)| extensions.contains(&extension.as_str()));
    text.map(|(content_type, _)| kind(content_type, "text in UTF-8", Proof::Text)).ok_or_else(|| {
        let shown: String = extension.chars().take(12).collect();
        format!("Files that end in .{shown} are not sold here. Put it into a ZIP archive.")
    })
}

impl FileKind {
    /// Whether the content is what the name promised; if not, in words.
    pub fn judge(&self, sample: &Sample) -> Result<(), String> {
        let holds = match self.proof {
            Proof::Text => sample.is_text,
            Proof::TextLine(start) => sample.is_text && has_line(sample.head, start.as_bytes()),
            Proof::Stl => is_stl(sample),
            Proof::Glb => is_glb(sample),
            Proof::Zip(None) => is_zip(sample.head),
            Proof::Zip(Some(inside)) => {
                is_zip(sample.head)
                    && [sample.head, sample.tail].iter().any(|part| holds(part, inside.as_bytes()))
            }
            Proof::Known(mime) => sample.recognised == Some(mime),
            Proof::Bytes(at, bytes) => sample.head.get(at..).is_some_and(|head| head.starts_with(bytes)),
        };
        if holds {
            return Ok(());
        }
        let other = match sample.recognised {
            Some(mime) if mime != self.content_type => format!(", but its content is {mime}"),
            _ if sample.is_text && !matches!(self.proof, Proof::Text) => {
                ", but its content is plain text".to_owned()
            }
            _ => ", but its content is not".to_owned(),
        };
        Err(format!("By its name this is {}{other}. Check the file and send it again.", self.words))
    }
}

/// A binary one tells its number of triangles; one in words begins with `solid`.
fn is_stl(sample: &Sample) -> bool {
    let triangles = sample.head.get(80..84).and_then(|bytes| bytes.try_into().ok()).map(u32::from_le_bytes);
    let binary = triangles.is_some_and(|n| n > 0 && 84 + u64::from(n) * 50 == sample.size_bytes);
    let words = || {
        sample.is_text
            && sample.head.trim_ascii_start().starts_with(b"solid")
            && (holds(sample.head, b"facet") || holds(sample.head, b"endsolid"))
    };
    binary || words()
}

/// <https://registry.khronos.org/glTF/specs/2.0/glTF-2.0.html#binary-header>
fn is_glb(sample: &Sample) -> bool {
    let word =
        |at: usize| sample.head.get(at..at + 4).and_then(|b| b.try_into().ok()).map(u32::from_le_bytes);
    sample.head.starts_with(b"glTF")
        && word(4) == Some(2)
        && word(8).map(u64::from) == Some(sample.size_bytes)
}

fn is_zip(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04")
}

fn has_line(text: &[u8], start: &[u8]) -> bool {
    text.split(|b| *b == b'\n').any(|line| line.trim_ascii_start().starts_with(start))
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window.eq_ignore_ascii_case(part))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn judge(name: &str, bytes: &[u8], recognised: Option<&'static str>) -> Result<(), String> {
        let is_text = std::str::from_utf8(bytes).is_ok_and(|text| !text.contains('\0'));
        let sample = Sample { head: bytes, tail: bytes, size_bytes: bytes.len() as u64, is_text, recognised };
        of_name(name).unwrap().judge(&sample)
    }

    fn binary_stl(triangles: u32) -> Vec<u8> {
        let mut bytes = b"solid but binary all the same".to_vec();
        bytes.resize(80, 0);
        bytes.extend(triangles.to_le_bytes());
        bytes.resize(84 + 50 * triangles as usize, 7);
        bytes
    }

    #[test]
    fn meshes_are_known_by_their_content() {
        judge("a.stl", b"solid cube\nfacet normal 0 0 1\nendsolid cube\n", None).unwrap();
        judge("a.STL", &binary_stl(3), None).unwrap();
        judge("a.obj", b"# made by hand\nv 0 0 1\nf 1 2 3\n", None).unwrap();
        let glb = [b"glTF".as_slice(), &2u32.to_le_bytes(), &12u32.to_le_bytes()].concat();
        judge("a.glb", &glb, None).unwrap();
        judge("a.3mf", b"PK\x03\x04....3D/3dmodel.model....", None).unwrap();

        let mut cut_off = binary_stl(3);
        cut_off.pop();
        assert!(judge("a.stl", &cut_off, None).is_err());
        assert!(judge("a.obj", b"just words\n", None).unwrap_err().contains("plain text"));
        assert!(judge("a.glb", &glb[..11], None).is_err());
        assert!(judge("a.3mf", b"PK\x03\x04 an archive of pictures", None).is_err());
    }

    #[test]
    fn code_is_text() {
        judge("main.rs", "fn main() { /* ä */ }".as_bytes(), None).unwrap();
        judge("Dockerfile", b"FROM scratch\n", None).unwrap();
        assert!(
            judge("main.rs", b"\x7fELF\x02\x01\x01\0", Some("application/x-executable"))
                .unwrap_err()
                .contains("executable")
        );
        assert!(judge("notes.txt", b"\xff\xfeh\0i\0", None).is_err());
    }

    #[test]
    fn a_picture_is_not_a_mesh() {
        let error = judge("a.stl", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Some("image/png")).unwrap_err();
        assert_eq!(
            error,
            "By its name this is an STL mesh, but its content is image/png. Check the file and send it again."
        );
        assert!(judge("a.png", b"\x89PNG\r\n\x1a\n", Some("image/png")).is_ok());
    }

    #[test]
    fn what_runs_by_itself_is_not_sold_bare() {
        for name in ["setup.exe", "a.dll", "a.scr", "a.apk", "a.dmg", "a.xyz", "a.svgz"] {
            assert!(of_name(name).unwrap_err().contains("ZIP"), "{name}");
        }
    }

    proptest! {
        #[test]
        fn no_content_panics(name in "[a-z]{1,3}\\.(stl|obj|glb|3mf|zip|png|rs|tar|ply)", bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = judge(&name, &bytes, None);
        }
    }
}
