//! Any bytes at all, and real files with some of theirs changed.

use proptest::prelude::*;

use super::*;

const FORMATS: [Format; 5] = [Format::Stl, Format::Obj, Format::ThreeMf, Format::Gltf, Format::Glb];

proptest! {
    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        for format in FORMATS {
            let _ = try_read(&bytes, format);
        }
    }

    #[test]
    fn no_spoilt_file_panics(spots in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12), cut in any::<prop::sample::Index>()) {
        let files = [
            (stl::write(&cone(), "cone"), Format::Stl),
            (stl_words(&cone()).into_bytes(), Format::Stl),
            (obj(&cone()).into_bytes(), Format::Obj),
            (glb_bytes(), Format::Glb),
            (three_mf(&model("millimeter", &object(&cone(), 1.0), ITEM)), Format::ThreeMf),
        ];
        for (mut bytes, format) in files {
            for (spot, value) in &spots {
                let at = spot.index(bytes.len());
                bytes[at] = *value;
            }
            if let Ok(mesh) = try_read(&bytes, format) {
                let mesh = mesh.welded();
                let _ = measure(&mesh, &Limits::from_now());
            }
            bytes.truncate(cut.index(bytes.len()));
            let _ = try_read(&bytes, format);
        }
    }

    #[test]
    fn no_spoilt_description_panics(
        spots in prop::collection::vec((any::<prop::sample::Index>(), "-?[0-9]{1,20}"), 1..4),
        binary in any::<bool>(),
    ) {
        // Every number of a GLB's description may become another one.
        let whole = glb_bytes();
        let length = u32::from_le_bytes(whole[12..16].try_into().unwrap()) as usize;
        let mut json = std::str::from_utf8(&whole[20..20 + length]).unwrap().to_owned();
        for (spot, number) in &spots {
            let starts: Vec<usize> = json.match_indices(|c: char| c.is_ascii_digit()).map(|(at, _)| at).collect();
            let from = starts[spot.index(starts.len())];
            let to = json[from..].find(|c: char| !c.is_ascii_digit()).map_or(json.len(), |n| from + n);
            json.replace_range(from..to, number);
        }
        let bytes = if binary { glb_of(&json, &whole[20 + length + 8..]) } else { json.into_bytes() };
        let _ = try_read(&bytes, if binary { Format::Glb } else { Format::Gltf });
    }

    #[test]
    fn no_words_panic(lines in prop::collection::vec("(v|f|vt|facet|vertex|endfacet|solid|endsolid)( -?[0-9]{1,3}(/[0-9])?){0,4}", 0..40)) {
        let text = lines.join("\n");
        let _ = try_read(text.as_bytes(), Format::Obj);
        let _ = try_read(format!("solid\n{text}\nendsolid").as_bytes(), Format::Stl);
    }
}
