//! Which crossed edges of a grid cell belong to one sheet of the surface, for each of the 256 cases.
//! On a face crossed four times the inside corners are kept apart, so neighbours always agree.

/// Edge number of the edge along `axis` at the offsets `b`, `c` on the two axes after it.
pub fn edge(axis: usize, b: usize, c: usize) -> usize {
    axis * 4 + b + 2 * c
}

fn corner(axis: usize, a: usize, b: usize, c: usize) -> usize {
    a << axis | b << ((axis + 1) % 3) | c << ((axis + 2) % 3)
}

/// For each case (bit n: corner n is inside; corner = x + 2y + 4z) the sheets as sets of edges.
pub fn table() -> Vec<Vec<u16>> {
    (0..256usize).map(sheets).collect()
}

fn sheets(case: usize) -> Vec<u16> {
    let inside = |corner: usize| case >> corner & 1 == 1;
    let mut group: Vec<usize> = (0..12).collect();
    let join = |group: &mut Vec<usize>, a: usize, b: usize| {
        let (from, to) = (group[a], group[b]);
        group.iter_mut().filter(|g| **g == from).for_each(|g| *g = to);
    };
    let mut crossed = 0u16;
    for axis in 0..3 {
        for (b, c) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
            if inside(corner(axis, 0, b, c)) != inside(corner(axis, 1, b, c)) {
                crossed |= 1 << edge(axis, b, c);
            }
        }
    }
    for axis in 0..3 {
        for side in 0..2 {
            // The face across `axis`: its edges lie along the next two axes.
            let (u, v) = ((axis + 1) % 3, (axis + 2) % 3);
            let along_u = |at_v: usize| edge(u, at_v, side);
            let along_v = |at_u: usize| edge(v, side, at_u);
            let edges = [along_u(0), along_u(1), along_v(0), along_v(1)];
            let hit: Vec<usize> = edges.into_iter().filter(|e| crossed >> e & 1 == 1).collect();
            if hit.len() == 2 {
                join(&mut group, hit[0], hit[1]);
            } else if hit.len() == 4 {
                for (b, c) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
                    if inside(corner(axis, side, b, c)) {
                        join(&mut group, along_u(c), along_v(b));
                    }
                }
            }
        }
    }
    let mut sheets: Vec<u16> = Vec::new();
    for g in 0..12 {
        let set =
            (0..12).filter(|&e| crossed >> e & 1 == 1 && group[e] == g).fold(0u16, |set, e| set | 1 << e);
        if set != 0 {
            sheets.push(set);
        }
    }
    sheets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_crossed_edge_is_in_one_sheet_of_three_or_more() {
        for (case, sheets) in table().iter().enumerate() {
            let all = sheets.iter().fold(0u16, |sum, s| {
                assert_eq!(sum & s, 0);
                assert!(s.count_ones() >= 3, "case {case}");
                sum | s
            });
            assert_eq!(all == 0, case == 0 || case == 255);
        }
        assert_eq!(table()[0b1000_0001].len(), 2, "opposite corners make two sheets");
        assert_eq!(table()[0b0000_0110].len(), 2, "inside corners of a face are kept apart");
    }
}
