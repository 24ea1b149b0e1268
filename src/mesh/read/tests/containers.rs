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
    refused(&glb_of(&endless, b""), Format::Glb, "cannot be read");
    let deep = format!("{{\"extras\":{}1{}}}", "[".repeat(100_000), "]".repeat(100_000));
    refused(&glb_of(&deep, b""), Format::Glb, "no triangles");
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
