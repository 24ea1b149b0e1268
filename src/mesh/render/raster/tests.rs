//! Triangles that hardly are any.

use super::*;
use crate::mesh::v3;

#[test]
fn a_triangle_seen_from_its_edge_or_without_a_surface_is_met_somewhere_on_it() {
    let (right, up, forward) = (v3(1.0, 0.0, 0.0), v3(0.0, 0.0, 1.0), v3(0.0, 1.0, 0.0));
    let eye = v3(0.0, -10.0, 0.0);
    let camera = Camera { eye, right, up, forward, focal: 64.0, width: 64.0, height: 64.0 };
    let flat = [v3(-1.0, 0.0, 0.0), v3(1.0, 0.0, 0.0), v3(0.0, 0.0, 1.0)];
    for corners in [flat, [v3(0.0, 0.0, 0.0); 3], [v3(0.0, 0.0, 0.0), v3(0.0, 1.0, 0.0), v3(0.0, 2.0, 0.0)]] {
        let normals = [[v3(0.0, 1.0, 0.0); 3]].to_vec();
        let soup = Soup { points: vec![], index: vec![], corners: vec![corners], normals, part: vec![0] };
        let (at, normal) = hit(&soup, 0, &camera, 32.0, 32.0);
        assert!(at.length() < 3.0 && (normal.length() - 1.0).abs() < 0.01, "{at:?} {normal:?}");
    }
}
