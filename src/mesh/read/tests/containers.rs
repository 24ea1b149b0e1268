//! GLB, glTF and 3MF: what they may hold, and what they may not claim.

use super::*;

#[test]
fn a_glb_says_nothing_that_is_not_there() {
    let whole = glb_bytes();
    for cut in [11, 19, 30, whole.len() / 2, whole.len() - 1] {
        assert!(try_read(&whole[..cut], Format::Glb).is_err(), "{cut}");
    }
    let length = u32::from_le_bytes(whole[12..16].try_into().unwrap()) as usize;
    let json = std::str::from_utf8(&whole[20..20 + length]).unwrap().trim_end();
    let binary = &whole[20 + length + 8..];
    is_cone(try_read(&glb_of(json, binary), Format::Glb).unwrap());
    let spoil = |from: &str, to: &str| {
        assert!(json.contains(from), "{from} is not in {json}");
        glb_of(&json.replacen(from, to, 1), binary)
    };
    let points = json.split("\"byteLength\":").nth(1).unwrap().split([',', '}']).next().unwrap();
    let lies = spoil(&format!("\"byteLength\":{points}"), "\"byteLength\":4000000000");
    refused(&lies, Format::Glb, "beyond its end");
    refused(&spoil("\"byteOffset\":0", "\"byteOffset\":18446744073709551615"), Format::Glb, "beyond its end");
    refused(&spoil("\"count\":", "\"count\":9"), Format::Glb, "beyond its end");
    let uri = spoil("\"buffers\":[{", "\"buffers\":[{\"uri\":\"http://127.0.0.1:1/a.bin\",");
    refused(&uri, Format::Glb, "lies in another file (http://127.0.0.1:1/a.bin)");
    refused(
        &spoil("\"buffers\":[{", "\"buffers\":[{\"uri\":\"../../etc/passwd\","),
        Format::Glb,
        "another file",
    );
    refused(&spoil("\"mesh\":0", "\"mesh\":7"), Format::Glb, "not in it");
    let circle = spoil("\"mesh\":0", "\"mesh\":0,\"children\":[0]");
    refused(&circle, Format::Glb, "without end");
    let packed =
        spoil("{\"accessors\"", "{\"extensionsRequired\":[\"KHR_draco_mesh_compression\"],\"accessors\"");
    refused(&packed, Format::Glb, "draco");
    refused(&glb_of("{\"nodes\":[", b""), Format::Glb, "cannot be read");
    let endless = format!("{{\"nodes\":[{}{{}}]}}", "{},".repeat(200_000));
    refused(&glb_of(&endless, b""), Format::Glb, "too large");
    let deep = format!(
        "{{\"asset\":{{\"version\":\"2.0\"}},\"extras\":{}1{}}}",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    refused(&glb_of(&deep, b""), Format::Glb, "no triangles");
}

/// A document of one mesh with these two accessors, and 48 bytes: four places, or what is made of them.
fn small(position: &str, indices: &str, primitive: &str) -> Vec<u8> {
    let json = format!(
        "{{\"asset\":{{\"version\":\"2.0\"}},\"scenes\":[{{\"nodes\":[0]}}],\"nodes\":[{{\"mesh\":0}}],\
         \"meshes\":[{{\"primitives\":[{{\"attributes\":{{\"POSITION\":0,\"_MINE\":1}}{primitive}}}]}}],\
         \"accessors\":[{{\"bufferView\":0,{position}}},{{\"bufferView\":1,{indices}}}],\
         \"bufferViews\":[{{\"buffer\":0,\"byteLength\":48}},{{\"buffer\":0,\"byteOffset\":48,\"byteLength\":4}}],\
         \"buffers\":[{{\"byteLength\":52}}]}}"
    );
    let places = [[0.0f32, 0.0, 0.0], [0.1, 0.0, 0.0], [0.0, 0.0, -0.1], [0.1, 0.0, -0.1]];
    let mut binary: Vec<u8> = places.iter().flatten().flat_map(|n| n.to_le_bytes()).collect();
    binary.extend([0, 1, 2, 3]);
    glb_of(&json, &binary)
}

const PLACES: &str = "\"componentType\":5126,\"count\":4,\"type\":\"VEC3\"";
const INDICES: &str = "\"componentType\":5121,\"count\":4,\"type\":\"SCALAR\"";

#[test]
fn strips_and_fans_are_triangles() {
    let triangles =
        |primitive: &str| try_read(&small(PLACES, INDICES, primitive), Format::Glb).unwrap().triangles;
    assert_eq!(triangles(""), [[0, 1, 2]]);
    assert_eq!(triangles(",\"mode\":5,\"indices\":1"), [[0, 1, 2], [1, 3, 2]]);
    assert_eq!(triangles(",\"mode\":6,\"indices\":1"), [[0, 1, 2], [0, 2, 3]]);
    refused(&small(PLACES, INDICES, ",\"mode\":1"), Format::Glb, "no triangles");
    let looks = ",\"material\":7,\"targets\":[{\"POSITION\":9}]";
    assert_eq!(try_read(&small(PLACES, INDICES, looks), Format::Glb).unwrap().triangles.len(), 1);
    let small_numbers = "\"componentType\":5122,\"normalized\":true,\"count\":4,\"type\":\"VEC3\"";
    let mesh = try_read(&small(small_numbers, INDICES, ""), Format::Glb).unwrap();
    assert!(mesh.positions.iter().all(|p| p.length() <= 1733.0), "{:?}", mesh.positions);
}

#[test]
fn what_a_gltf_claims_of_its_numbers_is_checked_first() {
    let spoil = |position: &str| small(position, INDICES, ",\"indices\":1");
    for (position, words) in [
        ("\"componentType\":5126,\"count\":0,\"type\":\"VEC3\"", "there are only 0"),
        ("\"componentType\":5126,\"count\":5,\"type\":\"VEC3\"", "beyond its end"),
        ("\"componentType\":5126,\"count\":18446744073709551615,\"type\":\"VEC3\"", "beyond its end"),
        ("\"componentType\":5126,\"count\":4,\"byteOffset\":1,\"type\":\"VEC3\"", "beyond its end"),
        (
            "\"componentType\":5126,\"count\":4,\"byteOffset\":18446744073709551615,\"type\":\"VEC3\"",
            "beyond its end",
        ),
        ("\"componentType\":5126,\"count\":4,\"type\":\"VEC2\"", "not where it says"),
        ("\"componentType\":5126,\"count\":4,\"type\":\"VEC9\"", "not proper glTF"),
        ("\"componentType\":5999,\"count\":4,\"type\":\"VEC3\"", "not proper glTF"),
        (
            "\"componentType\":5126,\"count\":4,\"type\":\"VEC3\",\"sparse\":{\"count\":1,\"indices\":{\"bufferView\":1,\
             \"componentType\":5121},\"values\":{\"bufferView\":0}}",
            "sparsely",
        ),
    ] {
        refused(&spoil(position), Format::Glb, words);
    }
    let floats = "\"componentType\":5126,\"count\":1,\"type\":\"SCALAR\"";
    refused(&small(PLACES, floats, ",\"indices\":1"), Format::Glb, "unknown kind");
    refused(&small(PLACES, INDICES, ",\"indices\":2"), Format::Glb, "not in it");
    let text = |from: &str, to: &str| {
        let whole = small(PLACES, INDICES, "");
        let length = u32::from_le_bytes(whole[12..16].try_into().unwrap()) as usize;
        let json = std::str::from_utf8(&whole[20..20 + length]).unwrap().replacen(from, to, 1);
        glb_of(&json, &whole[20 + length + 8..])
    };
    refused(&text("\"POSITION\":0", "\"POSITION\":77"), Format::Glb, "not in it");
    refused(&text("\"bufferView\":0", "\"bufferView\":77"), Format::Glb, "not in it");
    refused(&text("\"buffer\":0", "\"buffer\":77"), Format::Glb, "not in it");
    refused(&text("\"byteLength\":48", "\"byteLength\":48,\"byteStride\":4"), Format::Glb, "odd distances");
    refused(
        &text("\"byteLength\":48", "\"byteLength\":48,\"byteStride\":999"),
        Format::Glb,
        "not proper glTF",
    );
    // A head whose length does not even hold the head.
    let mut short = small(PLACES, INDICES, "");
    short[8..12].copy_from_slice(&3u32.to_le_bytes());
    refused(&short, Format::Glb, "beyond its end");
}

#[test]
fn gltf_carries_its_buffers_or_is_told_so() {
    use base64::Engine;
    let whole = glb_bytes();
    let length = u32::from_le_bytes(whole[12..16].try_into().unwrap()) as usize;
    let json = String::from_utf8(whole[20..20 + length].to_vec()).unwrap();
    let data = base64::engine::general_purpose::STANDARD.encode(&whole[20 + length + 8..]);
    let inside = json.replacen(
        "\"buffers\":[{",
        &format!("\"buffers\":[{{\"uri\":\"data:application/octet-stream;base64,{data}\","),
        1,
    );
    is_cone(try_read(inside.as_bytes(), Format::Gltf).unwrap());
    let beside = json.replacen("\"buffers\":[{", "\"buffers\":[{\"uri\":\"scene.bin\",", 1);
    refused(beside.as_bytes(), Format::Gltf, "another file (scene.bin)");
    refused(json.as_bytes(), Format::Gltf, "no content");
    refused(inside.replace("base64,", "base64,*").as_bytes(), Format::Gltf, "Base64");
}

#[test]
fn a_3mf_has_units_and_builds_its_objects_where_it_says() {
    let inches = three_mf(&model("inch", &object(&cone(), 1.0 / 25.4), ITEM));
    is_cone(try_read(&inches, Format::ThreeMf).unwrap());
    let metres = "<item objectid=\"1\" transform=\"1 0 0 0 1 0 0 0 1 0.1 0 0\"/><item objectid=\"1\"/>";
    let twice =
        try_read(&three_mf(&model("meter", &object(&cone(), 0.001), metres)), Format::ThreeMf).unwrap();
    let size = measure(&twice.welded(), &Limits::from_now()).unwrap().size;
    assert!((size[0] - 120.0).abs() < 1e-2, "{size:?}");
    // An object of components, as slicers write it, in a part of its own.
    let root = model(
        "millimeter",
        "<object id=\"8\"><components><component objectid=\"1\" p:path=\"/3D/Objects/a.model\" \
         transform=\"-1 0 0 0 1 0 0 0 1 0 0 0\"/></components></object>",
        "<item objectid=\"8\"/>",
    );
    let part = model("millimeter", &object(&cone(), 1.0), "");
    let files = zipped(&[("3D/Objects/a.model", part.as_bytes()), ("3D/3dmodel.model", root.as_bytes())]);
    // Mirrored, and still the right way out.
    is_cone(try_read(&files, Format::ThreeMf).unwrap());
}

#[test]
fn hostile_3mf_is_told_in_words() {
    let good = model("millimeter", &object(&cone(), 1.0), ITEM);
    refused(b"PK\x03\x04 3D/3dmodel.model", Format::ThreeMf, "ZIP");
    let whole = three_mf(&good);
    refused(&whole[..whole.len() / 2], Format::ThreeMf, "ZIP");
    refused(&zipped(&[("a.txt", b"hi")]), Format::ThreeMf, "missing");
    refused(&three_mf(&good[..good.len() / 2]), Format::ThreeMf, "XML");
    let laughs = "<!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol2 \"&lol;&lol;&lol;\">]>";
    refused(
        &three_mf(&good.replacen("<model", &format!("{laughs}<model"), 1)),
        Format::ThreeMf,
        "document type",
    );
    let outside = "<!DOCTYPE a SYSTEM \"file:///etc/passwd\">";
    refused(
        &three_mf(&good.replacen("<model", &format!("{outside}<model"), 1)),
        Format::ThreeMf,
        "document type",
    );
    refused(&three_mf(&good.replacen("x=\"", "x=\"&xxe;", 1)), Format::ThreeMf, "not made of numbers");
    refused(&three_mf(&good.replacen("x=\"", "x=\"NaN", 1)), Format::ThreeMf, "not made of numbers");
    refused(&three_mf(&good.replacen("v1=\"0\"", "v1=\"77777\"", 1)), Format::ThreeMf, "point");
    refused(&three_mf(&good.replace(ITEM, "<item objectid=\"5\"/>")), Format::ThreeMf, "object 5");
    refused(&three_mf(&model("parsec", &object(&cone(), 1.0), ITEM)), Format::ThreeMf, "unit");
    let circle = "<object id=\"1\"><components><component objectid=\"1\"/></components></object>";
    refused(&three_mf(&model("inch", circle, ITEM)), Format::ThreeMf, "without end");
    // Doubled thirty times over.
    let mut doubled = object(&cone(), 1.0);
    for id in 2..15 {
        let one = format!("<component objectid=\"{}\"/>", id - 1);
        doubled += &format!("<object id=\"{id}\"><components>{}</components></object>", one.repeat(8));
    }
    refused(&three_mf(&model("inch", &doubled, "<item objectid=\"14\"/>")), Format::ThreeMf, "");
    let deep = good.replacen("<resources>", &format!("<resources>{}", "<a>".repeat(500)), 1);
    refused(&three_mf(&deep), Format::ThreeMf, "XML");
    // 24 MiB of blanks, or of one tag, from a few kilobytes.
    let blanks = " ".repeat(24 << 20);
    for bomb in [format!("<model>{blanks}</model>"), format!("<model {blanks}>"), "<a/>".repeat(6 << 20)] {
        let packed = three_mf(&bomb);
        assert!(packed.len() < 200_000);
        let words = try_read(&packed, Format::ThreeMf).unwrap_err();
        assert!(words.contains("unpacks to far more") || words.contains("XML"), "{words}");
    }
    let many: Vec<(String, &[u8])> = (0..=2000).map(|n| (format!("{n}"), &b""[..])).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    refused(&zipped(&many), Format::ThreeMf, "too many files");
}
