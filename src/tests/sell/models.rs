//! Models that arrive are measured, shown simpler than they are, and drawn where the seller has no picture.

use chrono::TimeDelta;
use prosets::db::entities::{job, mesh, preview};
use prosets::mesh::glb::{self, GlbPart};
use prosets::mesh::make::skin::lathe;
use prosets::mesh::read::{Format, Limits, read};
use prosets::mesh::{Mesh, Vec3, stl};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::support::{STL, Shop};

/// A ridged cup of 2,880 triangles, 40 mm high.
fn cup() -> Mesh {
    let wall: Vec<_> = (0..24).map(|i| (12.0 + (i as f32).sin(), i as f32 * 40.0 / 23.0)).collect();
    lathe(&wall, 60)
}

async fn mesh_of(shop: &Shop, asset: Uuid) -> mesh::Model {
    let file = shop.draft_files(asset).await.remove(0);
    mesh::Entity::find_by_id(file.id).one(shop.db()).await.unwrap().unwrap()
}

async fn pictures(shop: &Shop, id: Uuid) -> Vec<preview::Model> {
    let all = preview::Entity::find().filter(preview::Column::AssetId.eq(id));
    all.order_by_asc(preview::Column::Position).all(shop.db()).await.unwrap()
}

on_both!(a_model_is_measured_and_shown_simpler_than_it_is, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = shop.described("model", 1200).await;
    let bytes = stl::write(&cup(), "cup");
    shop.upload(id, "cup.stl", &bytes).await.expect(200);
    assert!(shop.editor(id).await.contains("Being measured"));
    shop.app.settle().await;
    let facts = mesh_of(&shop, id).await;
    let triangles = cup().triangles.len();
    assert_eq!((facts.problem, facts.triangles), (None, i64::try_from(triangles).ok()));
    assert!((facts.height_mm.unwrap() - 40.0).abs() < 1e-3);
    assert_eq!((facts.open_edges, facts.crowded_edges, facts.turned_edges), (Some(0), Some(0), Some(0)));
    let page = shop.editor(id).await;
    assert!(page.contains("× 40 mm · watertight"), "{page}");

    // A picture of ours is enough to publish, and stands in the place of one.
    let drawn = pictures(&shop, id).await;
    assert_eq!(drawn.len(), 1);
    assert_eq!((drawn[0].width, drawn[0].alt.as_str()), (Some(1280), "Gear, drawn from its file"));
    assert_eq!(shop.asset(id).await.cover_preview_id, Some(drawn[0].id));
    shop.submit(id).await.expect(200);

    let slug = shop.asset(id).await.slug;
    let html = shop.app.client().get(&format!("/assets/{slug}")).await.expect(200).text();
    let key = facts.preview_key.unwrap();
    for part in [
        "id=\"specs\"",
        "taken as millimetres",
        "View in 3D",
        "src=\"/viewer.js\"",
        &format!("data-src=\"/media/{key}\""),
    ] {
        assert!(html.contains(part), "{part} is missing: {html}");
    }
    assert!(html.contains("1.57 in</p>"), "inches: {html}");
    let listed = shop.app.client().get_json(&format!("/api/v1/assets/{slug}")).await.expect(200).json();
    let told = &listed["data"]["files"][0]["mesh"];
    assert_eq!((told["triangles"].as_i64(), told["vertices"].as_i64()), (facts.triangles, facts.vertices));
    assert!((told["size_mm"][2].as_f64().unwrap() - 40.0).abs() < 1e-3, "{told}");
    for (name, fact) in [("surface_mm2", facts.surface_mm2), ("volume_mm3", facts.volume_mm3)] {
        assert!((told[name].as_f64().unwrap() - fact.unwrap()).abs() < 1e-6, "{name}: {told}");
    }
    assert_eq!((told["watertight"].as_bool(), told["unit_is_stated"].as_bool()), (Some(true), Some(false)));
    assert!(told["not_watertight_because"].is_null() && told["problem"].is_null(), "{told}");
    assert!(told["preview_url"].as_str().unwrap().ends_with(&format!("/media/{key}")), "{told}");
    let glb = shop.app.client().get(&format!("/media/{key}")).await.expect(200);
    assert_eq!(glb.header("content-type"), "model/gltf-binary");
    assert_eq!(glb.header("cache-control"), "public, max-age=31536000, immutable");
    assert!(String::from_utf8_lossy(&glb.bytes).contains("Not the model that is sold"));
    let shown = read(&glb.bytes, Format::Glb, &Limits::from_now()).unwrap().welded();
    assert!(shown.triangles.len() * 5 <= triangles * 3, "{} of {triangles}", shown.triangles.len());
});

on_both!(a_model_that_cannot_be_read_is_sold_all_the_same, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = shop.whole().await;
    shop.app.settle().await;
    let facts = mesh_of(&shop, id).await;
    assert_eq!((facts.triangles, facts.preview_key), (None, None));
    assert_eq!(facts.problem.as_deref(), Some("Triangle 1 cannot be read. It is damaged."));
    assert!(
        shop.editor(id).await.contains("Triangle 1 cannot be read. It is damaged. It can be sold as it is")
    );
    assert_eq!(pictures(&shop, id).await.len(), 1, "the seller's own, and none of ours");
    shop.submit(id).await.expect(200);
    let slug = shop.asset(id).await.slug;
    let html = shop.app.client().get(&format!("/assets/{slug}")).await.expect(200).text();
    assert!(html.contains("Could not be measured. Triangle 1 cannot be read. It is damaged."), "{html}");
    assert!(!html.contains("/viewer.js") && !html.contains("View in 3D"));
    let listed = shop.app.client().get_json(&format!("/api/v1/assets/{slug}")).await.expect(200).json();
    let told = &listed["data"]["files"][0]["mesh"];
    assert_eq!(told["problem"].as_str(), facts.problem.as_deref());
    assert!(told["triangles"].is_null() && told["watertight"].is_null() && told["preview_url"].is_null());
});

on_both!(one_solid_in_two_files_is_made_simpler_once, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = shop.draft("model").await;
    let cup = cup();
    let part =
        GlbPart { name: "cup", mesh: &cup, colour: Vec3::X, roughness: 0.5, metallic: 0.0, crease: 30.0 };
    shop.upload(id, "cup.stl", &stl::write(&cup, "cup")).await.expect(200);
    shop.upload(id, "cup.glb", &glb::write(&[part], "test")).await.expect(200);
    let mut taller = cup.clone();
    taller.positions.iter_mut().for_each(|p| p.z *= 1.5);
    shop.upload(id, "taller.stl", &stl::write(&taller, "taller")).await.expect(200);
    shop.app.settle().await;
    let keys: Vec<_> = mesh::Entity::find().all(shop.db()).await.unwrap();
    let keys: Vec<_> = keys.into_iter().map(|row| row.preview_key.unwrap()).collect();
    assert_eq!(keys.len(), 3);
    assert_eq!(keys.iter().collect::<std::collections::HashSet<_>>().len(), 2, "{keys:?}");
});

on_both!(what_is_not_watertight_says_why, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = shop.described("model", 1200).await;
    let mut holed = cup();
    holed.triangles.pop();
    shop.upload(id, "holed.stl", &stl::write(&holed, "holed")).await.expect(200);
    shop.app.settle().await;
    assert!(shop.editor(id).await.contains("not watertight (3 open edges)"));
    shop.submit(id).await.expect(200);
    let slug = shop.asset(id).await.slug;
    let html = shop.app.client().get(&format!("/assets/{slug}")).await.expect(200).text();
    assert!(html.contains("No: 3 open edges"), "{html}");
    let listed = shop.app.client().get_json(&format!("/api/v1/assets/{slug}")).await.expect(200).json();
    let told = &listed["data"]["files"][0]["mesh"];
    assert_eq!((told["watertight"].as_bool(), told["open_edges"].as_i64()), (Some(false), Some(3)));
    assert_eq!(told["not_watertight_because"], "3 open edges");
    assert!(told["volume_mm3"].is_null());
});

on_both!(models_from_before_are_measured_once, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = shop.draft("model").await;
    shop.upload(id, "cup.stl", &stl::write(&cup(), "cup")).await.expect(200);
    shop.upload(id, "notes.txt", b"no model").await.expect(200);
    shop.app.settle().await;
    let file = shop.draft_files(id).await.remove(0);
    // As if it had come when nothing was measured yet.
    job::Entity::delete_many().exec(shop.db()).await.unwrap();
    mesh::Entity::delete_by_id(file.id).exec(shop.db()).await.unwrap();
    let waiting = || async {
        let jobs = job::Entity::find().filter(job::Column::Kind.eq("measure_model"));
        jobs.all(shop.db()).await.unwrap().len()
    };
    prosets::sell::measure_older(&shop.app.state, None).await.unwrap();
    assert_eq!(waiting().await, 0, "it may still be in the queue");
    shop.app.state.clock.advance(TimeDelta::hours(2));
    for _ in 0..2 {
        prosets::sell::measure_older(&shop.app.state, None).await.unwrap();
        assert_eq!(waiting().await, 1, "once, and nothing else");
    }
    shop.app.settle().await;
    assert_eq!(mesh_of(&shop, id).await.problem, None);
    prosets::sell::measure_older(&shop.app.state, None).await.unwrap();
    assert_eq!(waiting().await, 1, "what is measured is left alone");
    prosets::sell::measure_older(&shop.app.state, Some(file.id)).await.unwrap();
});

on_both!(hostile_models_end_in_words_and_never_in_retries, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = shop.draft("model").await;
    let glb = |json: &str| {
        let json = format!("{json:<width$}", width = json.len().next_multiple_of(4));
        let mut bytes = b"glTF".to_vec();
        for word in [2, json.len() as u32 + 20, json.len() as u32, 0x4E4F_534A] {
            bytes.extend(word.to_le_bytes());
        }
        bytes.extend(json.bytes());
        bytes
    };
    let outside = "{\"asset\":{\"version\":\"2.0\"},\"meshes\":[{\"primitives\":[{\"attributes\":{\"POSITION\":0}}]}],\
        \"buffers\":[{\"uri\":\"http://127.0.0.1:9/secret.bin\",\"byteLength\":9}]}";
    let mut bomb = b"PK\x03\x04".to_vec();
    bomb.extend(b"3D/3dmodel.model".repeat(4));
    let hostile: [(&str, Vec<u8>, &str); 4] = [
        (
            "a.obj",
            b"mtllib ../../etc/passwd\nv 0 0 nan\nf 1 1 1\n".to_vec(),
            "Point 1 is not made of numbers.",
        ),
        ("b.glb", glb(outside), "lies in another file"),
        ("c.3mf", bomb, "not a proper ZIP archive"),
        ("d.glb", glb("{\"nodes\":"), "cannot be read"),
    ];
    for (name, bytes, _) in &hostile {
        shop.upload(id, name, bytes).await.expect(200);
    }
    shop.app.settle().await;
    let page = shop.editor(id).await;
    for (name, _, words) in &hostile {
        assert!(page.contains(words), "{name}: {words} is missing: {page}");
    }
    let failed = job::Entity::find().filter(job::Column::LastError.is_not_null());
    assert!(failed.all(shop.db()).await.unwrap().is_empty());
});

on_both!(our_picture_stands_behind_the_sellers_own, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = shop.draft("model").await;
    shop.upload(id, "cup.stl", &stl::write(&cup(), "cup")).await.expect(200);
    shop.app.settle().await;
    shop.picture(id, "mine").await.expect(201);
    shop.picture(id, "mine too").await.expect(201);
    let alts: Vec<String> = pictures(&shop, id).await.into_iter().map(|picture| picture.alt).collect();
    assert_eq!(alts, ["mine", "mine too", "Gear, drawn from its file"]);
    let first = pictures(&shop, id).await.remove(0);
    assert_eq!(shop.asset(id).await.cover_preview_id, Some(first.id));
});

on_both!(what_is_removed_before_its_turn_is_forgotten, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = shop.draft("model").await;
    shop.upload(id, "gear.stl", STL).await.expect(200);
    shop.upload(id, "notes.txt", b"no model").await.expect(200);
    let waiting = job::Entity::find().filter(job::Column::Kind.eq("measure_model"));
    assert_eq!(waiting.all(shop.db()).await.unwrap().len(), 1);
    let file = shop.draft_files(id).await.remove(0);
    shop.client
        .post_form("/api/fn/remove_file", &[("file_id", file.id.to_string().as_str())])
        .await
        .location();
    prosets::sell::measure_model(&shop.app.state, file.id).await.unwrap();
    prosets::sell::measure_model(&shop.app.state, Uuid::now_v7()).await.unwrap();
});
