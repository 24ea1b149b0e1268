//! What fewer triangles keep, and what getting there takes.

use super::*;
use crate::mesh::make::contour::contour;
use crate::mesh::make::sdf::round_box;

#[test]
fn a_box_comes_down_to_few_triangles_and_stays_closed() {
    let half = v3(8.0, 5.0, 3.0);
    let fine = contour(-half, half, 0.7, 1.0, |p| round_box(p, half, 0.0));
    let coarse = decimate(&fine, 60, f32::INFINITY);
    assert!(coarse.triangles.len() <= 60, "{}", coarse.triangles.len());
    assert!(coarse.is_closed());
    assert!((coarse.volume() / fine.volume() - 1.0).abs() < 0.01);
}

#[test]
fn a_box_keeps_its_shape_within_a_tolerance() {
    let half = v3(8.0, 5.0, 3.0);
    let fine = contour(-half, half, 0.7, 1.0, |p| round_box(p, half, 0.0));
    let coarse = decimate(&fine, 60, 0.05);
    assert!(coarse.triangles.len() * 8 < fine.triangles.len(), "{}", coarse.triangles.len());
    assert!(coarse.is_closed());
    assert!((coarse.volume() / fine.volume() - 1.0).abs() < 0.01);
}

#[test]
fn work_grows_with_the_mesh_and_not_with_its_square() {
    let priced = |cell| {
        let ball = contour(Vec3::splat(-10.0), Vec3::splat(10.0), cell, 1.0, |p| p.length() - 10.0);
        let (few, priced) = decimate_within(&ball, ball.triangles.len() / 5, f32::INFINITY, usize::MAX);
        assert!(few.is_closed());
        priced as f32 / ball.triangles.len() as f32
    };
    let (few, many) = (priced(1.6), priced(0.4));
    assert!(few < 8.0 && many < few * 1.2, "{few} and {many} prices a triangle");
}

#[test]
fn it_stops_when_its_work_is_done() {
    let ball = contour(Vec3::splat(-10.0), Vec3::splat(10.0), 0.8, 1.0, |p| p.length() - 10.0);
    let most = ball.triangles.len() * 2;
    let (some, priced) = decimate_within(&ball, 4, f32::INFINITY, most);
    assert!(some.is_closed() && some.triangles.len() > 100, "{}", some.triangles.len());
    assert!(priced < most + 100, "{priced}");
}

#[test]
fn the_tolerance_holds() {
    let ball = contour(Vec3::splat(-10.0), Vec3::splat(10.0), 0.8, 1.0, |p| p.length() - 10.0);
    let thin = decimate(&ball, 4, 0.05);
    assert!(thin.is_closed());
    assert!(thin.triangles.len() > 100);
    assert!(thin.positions.iter().all(|p| (p.length() - 10.0).abs() < 0.4));
}

#[test]
fn looking_around_busy_points_is_work_too() {
    // Forty points, each in a triangle with most pairs of others: every edge is refused, after a long look.
    let points = 40u32;
    let positions = (0..points).map(|i| v3((i * i % 17) as f32, (i * 7 % 13) as f32, i as f32)).collect();
    let all = (0..points).flat_map(|a| (a + 1..points).map(move |b| [a, b, (a + b * 3 + 1) % points]));
    let triangles: Vec<_> = all.filter(|[a, b, c]| a != c && b != c).collect();
    let busy = Mesh { positions, triangles };
    let (_, offered) = decimate_within(&busy, 4, f32::INFINITY, 0);
    let (_, looked) = decimate_within(&busy, 4, f32::INFINITY, usize::MAX);
    assert!(looked > offered * 4, "{offered} edges, and the work of {looked}");
    let (_, stopped) = decimate_within(&busy, 4, f32::INFINITY, offered * 2);
    assert!(stopped < offered * 2 + 100, "{stopped}");
}
