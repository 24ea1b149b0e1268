//! Models that nobody means well, from the upload to what the seller and the buyer are told of them.

use std::io::{Cursor, Write};

use prosets::db::entities::{job, mesh};
use prosets::mesh::make::skin::lathe;
use prosets::mesh::{Mesh, stl};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::support::Shop;

fn cone() -> Mesh {
    lathe(&[(10.0, 0.0), (1.0, 12.0)], 24)
}

fn in_words() -> String {
    let mut text = String::from("solid cone\n");
    for t in &cone().triangles {
        text += "facet normal 0 0 0\nouter loop\n";
        for p in cone().corners(*t) {
            text += &format!("vertex {} {} {}\n", p.x, p.y, p.z);
        }
        text += "endloop\nendfacet\n";
    }
    text + "endsolid cone\n"
}

fn obj(materials: &str) -> Vec<u8> {
    let mut text = materials.to_owned();
    cone().positions.iter().for_each(|p| text += &format!("v {} {} {}\n", p.x, p.y, p.z));
    cone().triangles.iter().for_each(|t| text += &format!("f {} {} {}\n", t[0] + 1, t[1] + 1, t[2] + 1));
    text.into_bytes()
}

/// One triangle of 36 bytes; `view`, `count` and `buffer` are what the file says of them.
fn glb(view: u64, count: u64, buffer: &str) -> Vec<u8> {
    let json = format!(
        "{{\"asset\":{{\"version\":\"2.0\"}},\"scenes\":[{{\"nodes\":[0]}}],\"nodes\":[{{\"mesh\":0}}],\"meshes\":[\
         {{\"primitives\":[{{\"attributes\":{{\"POSITION\":0}}}}]}}],\"accessors\":[{{\"bufferView\":0,\"componentType\":\
         5126,\"count\":{count},\"type\":\"VEC3\"}}],\"bufferViews\":[{{\"buffer\":0,\"byteLength\":{view}}}],\
         \"buffers\":[{{{buffer}\"byteLength\":36}}]}}"
    );
    let json = format!("{json:<width$}", width = json.len().next_multiple_of(4));
    let mut bytes = b"glTF".to_vec();
    for word in [2, json.len() as u32 + 64, json.len() as u32, 0x4E4F_534A] {
        bytes.extend(word.to_le_bytes());
    }
    bytes.extend(json.bytes());
    bytes.extend(36u32.to_le_bytes());
    bytes.extend(b"BIN\0");
    for n in [0.0f32, 0.0, 0.0, 0.01, 0.0, 0.0, 0.0, 0.01, 0.0] {
        bytes.extend(n.to_le_bytes());
    }
    bytes
}

fn three_mf(before: &str, piece: &str, times: usize) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("3D/3dmodel.model", SimpleFileOptions::default()).unwrap();
    zip.write_all(before.as_bytes()).unwrap();
    zip.write_all(piece.repeat(times).as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

on_both!(what_cannot_be_read_is_told_to_seller_and_buyer, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = shop.described("model", 1200).await;
    let whole = stl::write(&cone(), "cone");
    let mut nan = whole.clone();
    nan[96..100].copy_from_slice(&f32::NAN.to_le_bytes());
    let hostile: [(&str, Vec<u8>, &str); 14] = [
        ("empty.stl", b"solid a\nfacet\nendsolid a\n".to_vec(), "Triangle 1 cannot be read"),
        ("none.obj", b"v 0 0 0\nv 1 0 0\n".to_vec(), "There are no triangles in it."),
        ("nan.stl", nan, "Point 1 is not made of numbers."),
        ("nan.obj", b"v 0 0 nan\nv 1 0 0\nv 0 1 0\nf 1 2 3\n".to_vec(), "Point 1 is not made of numbers."),
        ("cut.stl", in_words().as_bytes()[..900].to_vec(), "It ends in the middle"),
        ("lost.obj", b"v 0 0 0\nv 1 0 0\nf 1 2 9\n".to_vec(), "there are only 2"),
        (
            "flat.stl",
            stl::write(&cone().map(|_| prosets::mesh::Vec3::X), "x"),
            "None of its triangles has an area.",
        ),
        (
            "outside.glb",
            glb(36, 3, "\"uri\":\"http://127.0.0.1:9/secret.bin\","),
            "lies in another file (http://127",
        ),
        (
            "above.glb",
            glb(36, 3, "\"uri\":\"../../../etc/passwd\","),
            "lies in another file (../../../etc/passwd)",
        ),
        ("long.glb", glb(4_000_000_000, 3, ""), "A length in it reaches beyond its end."),
        ("many.glb", glb(36, u64::MAX, ""), "A length in it reaches beyond its end."),
        (
            "bomb.3mf",
            three_mf("<model>", &format!("<a b=\"{}\"/>", "c".repeat(1000)), 9000),
            "It unpacks to far more than its size.",
        ),
        ("held.3mf", three_mf("<model x=\"", ">", 1 << 20), "Its XML is not that of a 3MF model."),
        (
            "parts.3mf",
            three_mf("<model><build>", "<item objectid=\"1\"/>", 30_000),
            "It is made of too many parts.",
        ),
    ];
    for (name, bytes, _) in &hostile {
        shop.upload(id, name, bytes).await.expect(200);
    }
    shop.app.settle().await;
    let page = shop.editor(id).await;
    for (name, _, words) in &hostile {
        assert!(page.contains(words), "{name}: {words} is missing: {page}");
    }
    let rows = mesh::Entity::find().all(shop.db()).await.unwrap();
    assert_eq!(rows.len(), hostile.len());
    assert!(
        rows.iter().all(|row| row.problem.is_some() && row.triangles.is_none() && row.preview_key.is_none())
    );
    let failed = job::Entity::find().filter(job::Column::LastError.is_not_null());
    assert!(failed.all(shop.db()).await.unwrap().is_empty());
    // They are sold as they are, and buyers know.
    shop.picture(id, "A gear").await.expect(201);
    shop.submit(id).await.expect(200);
    let slug = shop.asset(id).await.slug;
    let html = shop.app.client().get(&format!("/assets/{slug}")).await.expect(200).text();
    assert!(html.contains("Could not be measured. "), "{html}");
    assert!(!html.contains("View in 3D"));
});

on_both!(what_only_looks_hostile_is_measured, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = shop.draft("model").await;
    let mut binary = stl::write(&cone(), "cone");
    binary[..24].copy_from_slice(b"solid facet normal 0 0 1");
    // The last of them would never end.
    let materials = "mtllib ../../../../etc/passwd\nmtllib /etc/shadow\nmtllib /dev/zero\nusemtl ../secret\n";
    for (name, bytes) in [
        ("solid.stl", binary),
        ("words.stl", in_words().into_bytes()),
        ("materials.obj", obj(materials)),
        ("inside.glb", glb(36, 3, "")),
    ] {
        shop.upload(id, name, &bytes).await.expect(200);
    }
    shop.app.settle().await;
    let mut counts: Vec<_> = mesh::Entity::find().all(shop.db()).await.unwrap();
    counts.sort_by_key(|row| row.triangles);
    let cone = i64::try_from(cone().triangles.len()).ok();
    assert_eq!(counts.iter().map(|row| row.triangles).collect::<Vec<_>>(), [Some(1), cone, cone, cone]);
    assert!(counts.iter().all(|row| row.problem.is_none() && row.preview_key.is_some()));
    assert!(!shop.editor(id).await.contains("root:"), "of what a file names nothing is read");
});

on_both!(nothing_and_far_too_much_are_refused_before_they_come, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = shop.draft("model").await;
    let hash = "0".repeat(64);
    // Ten million triangles, as a binary STL has them.
    for (size, status, words) in [(0, 422, "This file is empty."), (500_000_084, 413, "100 MiB")] {
        let answer = shop.announce(id, "a.stl", size, &hash).await.expect(status);
        assert!(answer.text().contains(words), "{}", answer.text());
    }
    assert!(shop.editor(id).await.contains("up to 10 million triangles"));
});
