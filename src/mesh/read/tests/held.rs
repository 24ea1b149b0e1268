//! What a small 3MF would have held at once, and for how long, if it were trusted.

use super::*;

/// A 3MF of this XML, whose middle is repeated; it is never whole in memory.
fn repeated(before: &str, piece: &str, times: usize, after: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    zip.start_file("3D/3dmodel.model", packed).unwrap();
    zip.write_all(before.as_bytes()).unwrap();
    let many = piece.repeat(64 * 1024 / piece.len());
    for _ in 0..times.div_ceil(64 * 1024 / piece.len()) {
        zip.write_all(many.as_bytes()).unwrap();
    }
    zip.write_all(after.as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

#[test]
fn no_piece_of_xml_is_held_without_end() {
    // Signs that end a tag, where they end none.
    for (before, after) in [
        ("<model x=\"", "\"></model>"),
        ("<model>", "</model>"),
        ("<model><!--", "--></model>"),
        ("<model><![CDATA[", "]]></model>"),
        ("<model><?a ", "?></model>"),
    ] {
        let bytes = repeated(before, ">", 3 << 20, after);
        assert!(bytes.len() < 50_000);
        refused(&bytes, Format::ThreeMf, "XML");
    }
    // As much in pieces is read.
    let blanks = format!("<resources>{}", "<!-- a few words -->\n".repeat(40_000));
    let good = model("millimeter", &object(&cone(), 1.0), ITEM).replacen("<resources>", &blanks, 1);
    is_cone(try_read(&three_mf(&good), Format::ThreeMf).unwrap());
}

#[test]
fn parts_and_objects_are_counted() {
    let components = repeated(
        "<model><resources><object id=\"1\"><components>",
        "<component objectid=\"1\"/>",
        25_000,
        "</components></object></resources></model>",
    );
    refused(&components, Format::ThreeMf, "too many parts");
    let items = repeated("<model><build>", "<item objectid=\"1\"/>", 25_000, "</build></model>");
    refused(&items, Format::ThreeMf, "too many parts");
    // However many objects share them.
    let few = "<component objectid=\"1\"/>".repeat(100);
    let objects: String =
        (1..300).map(|id| format!("<object id=\"{id}\"><components>{few}</components></object>")).collect();
    refused(&three_mf(&model("inch", &objects, "")), Format::ThreeMf, "too many parts");
    let objects: String = (1..=20_001).map(|id| format!("<object id=\"{id}\"/>")).collect();
    refused(&three_mf(&model("inch", &objects, "")), Format::ThreeMf, "or too many");
}

#[test]
fn a_list_of_contents_is_short() {
    let name = "x".repeat(60_000);
    let names: Vec<String> = (0..71).map(|n| format!("{n}{name}")).collect();
    let good = model("millimeter", &object(&cone(), 1.0), ITEM);
    let with = |names: &[String]| {
        let mut files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
        files.push(("3D/3dmodel.model", good.as_bytes()));
        zipped(&files)
    };
    refused(&with(&names), Format::ThreeMf, "too many files");
    is_cone(try_read(&with(&names[..60]), Format::ThreeMf).unwrap());
}

#[test]
fn a_part_that_is_not_there_is_not_built() {
    let lost = "<item objectid=\"1\" p:path=\"/3D/lost.model\"/>";
    refused(&three_mf(&model("inch", &object(&cone(), 1.0), lost)), Format::ThreeMf, "builds object 1");
}
