//! Real bytes of every format, whole and spoilt.
#![allow(clippy::unwrap_used)]

mod containers;
mod held;
mod random;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::*;
use crate::mesh::glb::{self, GlbPart};
use crate::mesh::make::skin::lathe;
use crate::mesh::measure::measure;
use crate::mesh::{Vec3, stl};

fn cone() -> Mesh {
    lathe(&[(10.0, 0.0), (1.0, 12.0)], 24)
}

fn try_read(bytes: &[u8], format: Format) -> Result<Mesh, String> {
    read(bytes, format, &Limits::from_now()).map_err(|fault| fault.0)
}

#[track_caller]
fn refused(bytes: &[u8], format: Format, part: &str) {
    let words = try_read(bytes, format).unwrap_err();
    assert!(words.contains(part), "{words}");
}

/// The same solid, whatever it was written as.
#[track_caller]
fn is_cone(mesh: Mesh) {
    let (mesh, cone) = (mesh.welded(), cone());
    let found = measure(&mesh, &Limits::from_now()).unwrap();
    assert_eq!((found.triangles, found.vertices), (cone.triangles.len(), cone.positions.len()));
    assert!(found.edges.are_sound(), "{found:?}");
    assert!((found.volume_mm3 - cone.volume()).abs() < 1e-2, "{found:?}");
    assert!((found.size[2] - 12.0).abs() < 1e-3 && (found.size[0] - 20.0).abs() < 1e-3, "{found:?}");
}

fn stl_words(mesh: &Mesh) -> String {
    let mut text = String::from("solid cone\n");
    for t in &mesh.triangles {
        text += "facet normal 0 0 0\n outer loop\n";
        for p in mesh.corners(*t) {
            text += &format!("  vertex {:e} {} {}\n", p.x, p.y, p.z);
        }
        text += " endloop\nendfacet\n";
    }
    text + "endsolid cone\n"
}

fn obj(mesh: &Mesh) -> String {
    // The last of them never ends.
    let mut text = String::from(
        "# made by hand\nmtllib ../../../etc/passwd\nmtllib /etc/shadow\nmtllib /dev/zero\nusemtl /dev/zero\n",
    );
    for p in &mesh.positions {
        text += &format!("v {} {} {}\n", p.x, p.y, p.z);
    }
    text += "vn 0 0 1\nusemtl ../secret\n";
    for t in &mesh.triangles {
        text += &format!("f {}/1/1 {}//1 {}\n", t[0] + 1, t[1] + 1, t[2] + 1);
    }
    text
}

fn glb_bytes() -> Vec<u8> {
    let mesh = cone();
    let part = GlbPart {
        name: "cone",
        mesh: &mesh,
        colour: Vec3::splat(0.5),
        roughness: 0.5,
        metallic: 0.0,
        crease: 30.0,
    };
    glb::write(&[part], "test")
}

/// A GLB of this document and this binary part.
fn glb_of(json: &str, binary: &[u8]) -> Vec<u8> {
    let mut bytes = b"glTF".to_vec();
    let total = 12 + 8 + json.len() + 8 + binary.len();
    for word in [2, total as u32, json.len() as u32, 0x4E4F_534A] {
        bytes.extend(word.to_le_bytes());
    }
    bytes.extend(json.bytes());
    bytes.extend((binary.len() as u32).to_le_bytes());
    bytes.extend(b"BIN\0");
    bytes.extend(binary);
    bytes
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        zip.start_file(*name, packed).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn object(mesh: &Mesh, scale: f32) -> String {
    let mut xml = String::from("<object id=\"1\" type=\"model\"><mesh><vertices>");
    for p in &mesh.positions {
        xml += &format!("<vertex x=\"{}\" y=\"{}\" z=\"{}\"/>", p.x * scale, p.y * scale, p.z * scale);
    }
    xml += "</vertices><triangles>";
    for t in &mesh.triangles {
        xml += &format!("<triangle v1=\"{}\" v2=\"{}\" v3=\"{}\" />", t[0], t[1], t[2]);
    }
    xml + "</triangles></mesh></object>"
}

fn model(unit: &str, resources: &str, build: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><model unit=\"{unit}\" \
         xmlns=\"http://schemas.microsoft.com/3dmanufacturing/core/2015/02\"><resources>{resources}</resources>\
         <build>{build}</build></model>"
    )
}

fn three_mf(xml: &str) -> Vec<u8> {
    zipped(&[("[Content_Types].xml", b"<Types/>"), ("3D/3dmodel.model", xml.as_bytes())])
}

const ITEM: &str = "<item objectid=\"1\"/>";

#[test]
fn every_format_gives_the_same_solid() {
    is_cone(try_read(&stl::write(&cone(), "cone"), Format::Stl).unwrap());
    is_cone(try_read(stl_words(&cone()).as_bytes(), Format::Stl).unwrap());
    is_cone(try_read(obj(&cone()).as_bytes(), Format::Obj).unwrap());
    is_cone(try_read(&glb_bytes(), Format::Glb).unwrap());
    is_cone(try_read(&three_mf(&model("millimeter", &object(&cone(), 1.0), ITEM)), Format::ThreeMf).unwrap());
}

#[test]
fn a_binary_stl_may_begin_like_one_in_words_and_the_other_way_round() {
    let mut binary = stl::write(&cone(), "x");
    binary[..28].copy_from_slice(b"solid facet normal endsolid ");
    is_cone(try_read(&binary, Format::Stl).unwrap());
    // In words, after eighty bytes that look like the head of a binary one.
    let words = stl_words(&cone()).replacen("solid cone", &format!("solid {}", "\u{1}".repeat(90)), 1);
    is_cone(try_read(words.as_bytes(), Format::Stl).unwrap());
}

#[test]
fn spoilt_stl_is_told_in_words() {
    let whole = stl::write(&cone(), "cone");
    refused(b"", Format::Stl, "empty");
    refused(&whole[..whole.len() - 1], Format::Stl, "cut off");
    refused(&whole[..40], Format::Stl, "too short");
    refused(b"solid a\nendsolid a\n", Format::Stl, "no triangles");
    let words = stl_words(&cone());
    refused(&words.as_bytes()[..words.len() - 15], Format::Stl, "ends in the middle");
    refused(&words.as_bytes()[..words.len() / 2], Format::Stl, "ends in the middle");
    for bad in ["nan", "inf", "-1e999", "1e12", "x"] {
        let five_words = words.replacen("vertex ", &format!("vertex {bad} "), 1);
        refused(five_words.as_bytes(), Format::Stl, "Triangle 1 cannot be read");
        let place = words.replacen("vertex 1e1 ", &format!("vertex {bad} "), 1);
        let told = if bad == "1e12" { "Point 1 lies" } else { "Triangle 1 cannot be read" };
        refused(place.as_bytes(), Format::Stl, told);
    }
    let mut not_a_number = whole.clone();
    not_a_number[96..100].copy_from_slice(&f32::NAN.to_le_bytes());
    refused(&not_a_number, Format::Stl, "not made of numbers");
    // Four thousand million triangles, announced and not there.
    let mut endless = whole;
    endless[80..84].copy_from_slice(&u32::MAX.to_le_bytes());
    refused(&endless, Format::Stl, "4,294,967,295 triangles");
}

#[test]
fn stl_in_words_may_be_written_in_many_ways() {
    let words = stl_words(&cone());
    is_cone(try_read(words.to_uppercase().as_bytes(), Format::Stl).unwrap());
    is_cone(try_read(words.replace('\n', "\r\n").as_bytes(), Format::Stl).unwrap());
    is_cone(try_read(words.replace('\n', "\r").as_bytes(), Format::Stl).unwrap());
    is_cone(try_read(words.replace("normal 0 0 0", "normal nan nan nan").as_bytes(), Format::Stl).unwrap());
    is_cone(try_read(words.replacen("solid cone", "\n\nsolid", 1).as_bytes(), Format::Stl).unwrap());
    let mut latin = b"solid c\xf4ne".to_vec();
    latin.extend(&words.as_bytes()["solid cone".len()..]);
    is_cone(try_read(&latin, Format::Stl).unwrap());
    // Two solids, and what a mail program added.
    let two = format!("{words}{words}-- \nsent from my printer\n");
    assert_eq!(try_read(two.as_bytes(), Format::Stl).unwrap().triangles.len(), 2 * cone().triangles.len());
}

#[test]
fn lines_without_end_are_not_held() {
    let words = stl_words(&cone());
    let long = words.replacen("outer loop", &"outer ".repeat(2000), 1);
    refused(long.as_bytes(), Format::Stl, "too long");
    // A name may be as long as it likes, and a binary one need not have a single line.
    is_cone(try_read(words.replacen("cone", &"cone".repeat(5_000), 1).as_bytes(), Format::Stl).unwrap());
    let mut binary = stl::write(&cone(), "x");
    binary[..80].fill(b's');
    is_cone(try_read(&binary, Format::Stl).unwrap());
    let face = format!("v 0 0 0\nf {}\n", "1 ".repeat(40_000));
    refused(face.as_bytes(), Format::Obj, "Line 2 is too long");
    let comment = format!("# {}\n{}", "x".repeat(200_000), obj(&cone()));
    is_cone(try_read(comment.as_bytes(), Format::Obj).unwrap());
}

#[test]
fn too_many_triangles_are_refused_before_they_are_held() {
    let limits = Limits { triangles: 40, ..Limits::from_now() };
    for (bytes, format) in [
        (stl::write(&cone(), "cone"), Format::Stl),
        (stl_words(&cone()).into_bytes(), Format::Stl),
        (obj(&cone()).into_bytes(), Format::Obj),
        (glb_bytes(), Format::Glb),
        (three_mf(&model("inch", &object(&cone(), 1.0), ITEM)), Format::ThreeMf),
    ] {
        let words = read(&bytes, format, &limits).unwrap_err().0;
        assert!(words.contains("more") && words.contains("triangles"), "{words}");
    }
    // Ten million and one, each of eight bytes.
    let mut faces = b"v 0 0 0\nv 1 0 0\nv 0 1 0\n".to_vec();
    faces.extend(b"f 1 2 3\n".repeat(MOST_TRIANGLES + 1));
    // Tests are not optimised, and may take longer.
    let limits = Limits { until: Instant::now() + 6 * LONGEST, ..Limits::from_now() };
    let words = read(&faces, Format::Obj, &limits).unwrap_err().0;
    assert!(words.contains("more than 10,000,000 triangles"), "{words}");
    // Fewer, but more than `tobj` could hold.
    let mut faces = b"v 0 0 0\nv 1 0 0\nv 0 1 0\n".to_vec();
    faces.extend(b"f 1 2 3\n".repeat(2_500_000));
    refused(&faces, Format::Obj, "too large");
    // Few bytes that are drawn again and again.
    let nodes = vec!["{\"mesh\":0}"; 60_000].join(",");
    let roots = (0..60_000).map(|n| n.to_string()).collect::<Vec<_>>().join(",");
    let json = format!(
        "{{\"asset\":{{\"version\":\"2.0\"}},\"scenes\":[{{\"nodes\":[{roots}]}}],\"nodes\":[{nodes}],\
         \"meshes\":[{{\"primitives\":[{{\"attributes\":{{\"POSITION\":0}}}}]}}],\
         \"accessors\":[{{\"bufferView\":0,\"componentType\":5126,\"count\":900,\"type\":\"VEC3\"}}],\
         \"bufferViews\":[{{\"buffer\":0,\"byteLength\":10800}}],\"buffers\":[{{\"byteLength\":10800}}]}}"
    );
    refused(&glb_of(&json, &[0; 10800]), Format::Glb, "too large");
}

#[test]
fn time_runs_out() {
    let limits = Limits { until: Instant::now(), ..Limits::from_now() };
    let words = read(&glb_bytes(), Format::Glb, &limits).unwrap_err().0;
    assert!(words.contains("8 seconds"), "{words}");
}

#[test]
fn obj_faces_count_both_ways_and_point_at_what_is_there() {
    let square = "v 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\n";
    let mesh = try_read(format!("{square}f -4 -3 -2 -1 # a square\n").as_bytes(), Format::Obj).unwrap();
    assert_eq!(mesh.triangles, [[0, 1, 2], [0, 2, 3]]);
    for (face, words) in [
        ("f 1 2 5", "not there: there are only 4"),
        ("f 0 1 2", "not there"),
        ("f 1/1 /2 3/3", "not a number"),
        ("f a b c", "not a number"),
        ("f 1 2", "fewer than three"),
        ("f -5 1 2", "not there"),
        ("f 1 2 99999999999999999999", "not a number"),
        ("f 1 2 \\\n3", "goes on in the next"),
    ] {
        refused(format!("{square}{face}\n").as_bytes(), Format::Obj, words);
    }
    let coloured = "v 0 0 0 1 0 0\nv 1 0 0 0\nv 1 1 0 0.5 0.5 0.5 1\nv 0 1 0 # here\nl 1 2\np 1\nf 1 2 3 4\n";
    assert_eq!(try_read(coloured.as_bytes(), Format::Obj).unwrap().triangles.len(), 2);
    refused(b"v 1 2\nf 1 1 1\n", Format::Obj, "not made of numbers");
    refused(square.as_bytes(), Format::Obj, "no triangles");
}

#[test]
fn obj_is_read_in_groups_that_fit_together() {
    let wall: Vec<_> = (0..90).map(|i| (20.0 + (i as f32 / 9.0).sin(), i as f32)).collect();
    let vase = lathe(&wall, 160);
    // More corners than one group holds.
    assert!(vase.triangles.len() * 3 > 80_000);
    let found = try_read(obj(&vase).as_bytes(), Format::Obj).unwrap().welded();
    let found = measure(&found, &Limits::from_now()).unwrap();
    assert!(found.edges.are_sound(), "{found:?}");
    assert_eq!((found.triangles, found.vertices), (vase.triangles.len(), vase.positions.len()));
}
