//! What a preview is like, and what none is made of.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;
use crate::mesh::make::skin::lathe;
use crate::mesh::measure::measure;
use crate::mesh::read::{Format, read};

fn vase() -> Mesh {
    let wall: Vec<_> = (0..60).map(|i| (20.0 + (i as f32 / 5.0).sin() * 4.0, i as f32)).collect();
    lathe(&wall, 60)
}

#[test]
fn a_preview_is_like_the_model_and_is_not_the_model() {
    let vase = vase();
    let preview = Preview::of(&vase, &Limits::from_now()).unwrap();
    assert!(preview.triangles() * 5 <= vase.triangles.len() * 3 + 5, "{}", preview.triangles());
    let glb = preview.glb();
    let text = String::from_utf8_lossy(&glb);
    assert!(text.contains("Not the model that is sold") && text.contains("ProSets preview"));
    let again = read(&glb, Format::Glb, &Limits::from_now()).unwrap().welded();
    let (now, before) =
        (measure(&again, &Limits::from_now()).unwrap(), measure(&vase, &Limits::from_now()).unwrap());
    for axis in 0..3 {
        assert!((now.size[axis] / before.size[axis] - 1.0).abs() < 0.02, "{now:?} {before:?}");
    }
    let kept = again.positions.iter().filter(|p| vase.positions.contains(p)).count();
    assert!(kept * 20 < again.positions.len(), "{kept} of {}", again.positions.len());
}

#[test]
fn a_large_mesh_is_joined_by_cells_first() {
    let fine =
        lathe(&(0..400).map(|i| (10.0 + (i as f32 / 20.0).sin(), i as f32 / 10.0)).collect::<Vec<_>>(), 220);
    assert!(fine.triangles.len() > MOST_COLLAPSED);
    let joined = joined_by_cells(&fine, MOST_COLLAPSED, &Limits::from_now(), |p| p).unwrap();
    assert!(joined.triangles.len() <= MOST_COLLAPSED && joined.triangles.len() > 1000);
}

#[test]
fn small_and_flat_things_have_previews_and_points_have_none() {
    let flat = Mesh { positions: vec![Vec3::ZERO, Vec3::X, Vec3::Y], triangles: vec![[0, 1, 2]] };
    let limits = Limits::from_now();
    let preview = Preview::of(&flat, &limits).unwrap();
    assert_eq!(preview.triangles(), 1);
    assert_eq!(preview.still(60, 40).unwrap().dimensions(), (60, 40));
    assert!(Preview::of(&flat.clone().map(|p| p * 1e-30), &limits).is_some());
    assert!(Preview::of(&flat.map(|_| Vec3::X), &limits).is_none());
}

/// So many triangles without an order, each within so many millimetres, of a hundred.
fn strewn(many: usize, reach: f32) -> Mesh {
    let mut seed = 0x9E37_79B9_7F4A_7C15u64;
    let mut next = || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed >> 40) as f32 / (1u64 << 24) as f32
    };
    let mut mesh = Mesh::default();
    for n in 0..many as u32 {
        let at = v3(next(), next(), next()) * (100.0 - reach);
        mesh.positions.extend((0..3).map(|_| at + v3(next(), next(), next()) * reach));
        mesh.triangles.push([3 * n, 3 * n + 1, 3 * n + 2]);
    }
    mesh
}

#[test]
fn what_cannot_be_collapsed_is_joined_however_coarsely() {
    let preview = Preview::of(&strewn(60_000, 2.0), &Limits::from_now()).unwrap();
    assert!(preview.triangles() <= MOST_SHOWN, "{}", preview.triangles());
}

#[test]
fn large_triangles_across_each_other_are_not_drawn() {
    let preview = Preview::of(&strewn(12_000, 100.0), &Limits::from_now()).unwrap();
    let began = Instant::now();
    assert!(preview.still(1280, 960).is_none());
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
    // Small, they are soon done.
    assert!(preview.still(60, 40).is_some());
}

#[test]
fn a_picture_of_too_many_places_is_not_begun() {
    let preview = Preview::of(&vase(), &Limits::from_now()).unwrap();
    let scene = preview.scene();
    let with = |spots| scene.render_within(60, 40, Effort { cells: u64::MAX, spots });
    assert!(with(10).is_none() && with(60 * 40 * 2).is_some());
}

#[test]
fn there_is_no_preview_once_the_time_is_over() {
    let limits = Limits { until: Instant::now(), ..Limits::from_now() };
    let fine = strewn(MOST_COLLAPSED + 1, 1.0);
    assert!(Preview::of(&fine, &limits).is_none());
    assert!(Preview::of(&vase(), &limits).is_some(), "a small one takes none");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn no_mesh_panics(
        points in prop::collection::vec((-9i8..9, -9i8..9, -9i8..9), 3..60),
        corners in prop::collection::vec(any::<[prop::sample::Index; 3]>(), 1..400),
    ) {
        let positions: Vec<_> = points.iter().map(|&(x, y, z)| v3(f32::from(x), f32::from(y), f32::from(z))).collect();
        let triangles = corners.iter().map(|t| t.map(|i| i.index(positions.len()) as u32)).collect();
        if let Some(preview) = Preview::of(&Mesh { positions, triangles }.welded(), &Limits::from_now()) {
            let _ = preview.glb();
            let _ = preview.still(48, 36);
        }
    }
}
