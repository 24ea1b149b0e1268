//! A 3D model's facts in words.

use crate::catalog::types::MeshFacts;

/// "20 × 20 × 12.5 mm"
pub fn size(facts: &MeshFacts) -> String {
    let [width, depth, height] = facts.size_mm.map(rounded);
    format!("{width} × {depth} × {height} mm")
}

/// "0.79 × 0.79 × 0.49 in"
pub fn size_in_inches(facts: &MeshFacts) -> String {
    let [width, depth, height] = facts.size_mm.map(|n| rounded(n / 25.4));
    format!("{width} × {depth} × {height} in")
}

/// Whether every edge is shared by two faces that agree on which side is outside.
pub fn encloses(facts: &MeshFacts) -> bool {
    facts.open_edges + facts.crowded_edges + facts.turned_edges == 0
}

/// What keeps it from enclosing a space, in words; nothing of what is closed and the right way out.
pub fn not_closed_because(facts: &MeshFacts) -> Option<String> {
    let faults: Vec<String> = [
        (facts.open_edges, "open edge", "open edges"),
        (facts.crowded_edges, "edge shared by more than two faces", "edges shared by more than two faces"),
        (
            facts.turned_edges,
            "edge between faces turned against each other",
            "edges between faces turned against each other",
        ),
    ]
    .into_iter()
    .filter(|(count, ..)| *count > 0)
    .map(|(count, one, many)| format!("{} {}", grouped(count), if count == 1 { one } else { many }))
    .collect();
    match faults.as_slice() {
        [] => (facts.volume_mm3 < 0.0).then(|| "inside out".to_owned()),
        [one] => Some(one.clone()),
        [rest @ .., last] => Some(format!("{} and {last}", rest.join(", "))),
    }
}

/// Whether it encloses a space, and what keeps it from that.
pub fn closed(facts: &MeshFacts) -> (bool, String) {
    match not_closed_because(facts) {
        None => (true, "Yes".into()),
        Some(_) if encloses(facts) => (false, "Closed, but inside out".into()),
        Some(why) => (false, format!("No: {why}")),
    }
}

/// "7.54 cm³"; nothing for what encloses nothing.
pub fn volume(facts: &MeshFacts) -> Option<String> {
    encloses(facts).then(|| scaled(facts.volume_mm3.abs(), 1000.0, "mm³", "cm³"))
}

/// "21.4 cm²"
pub fn surface(facts: &MeshFacts) -> String {
    scaled(facts.surface_mm2, 100.0, "mm²", "cm²")
}

/// "1,204 triangles · 20 × 20 × 12 mm · watertight"
pub fn in_short(facts: &MeshFacts) -> String {
    let closed = match not_closed_because(facts) {
        None => "watertight".into(),
        Some(why) => format!("not watertight ({why})"),
    };
    format!("{} · {} · {closed}", triangles(facts), size(facts))
}

/// "1,204 triangles"
pub fn triangles(facts: &MeshFacts) -> String {
    let noun = if facts.triangles == 1 { "triangle" } else { "triangles" };
    format!("{} {noun}", grouped(facts.triangles))
}

/// "604 points"
pub fn points(facts: &MeshFacts) -> String {
    let noun = if facts.vertices == 1 { "point" } else { "points" };
    format!("{} {noun}", grouped(facts.vertices))
}

/// For those who do not see the picture the shop made.
pub fn still_words(title: &str) -> String {
    format!("{title}, drawn from its file")
}

fn scaled(value: f64, unit: f64, small: &str, large: &str) -> String {
    if value < unit / 2.0 {
        format!("{} {small}", rounded(value))
    } else {
        format!("{} {large}", rounded(value / unit))
    }
}

/// Three figures that count, thousands grouped.
fn rounded(value: f64) -> String {
    let decimals = if value >= 99.95 { 0 } else { usize::from(value < 9.995) + 1 };
    if decimals == 0 {
        return grouped(value.round() as i64);
    }
    let text = format!("{value:.decimals$}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// "12,345"
pub fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut words = String::from(if number < 0 { "-" } else { "" });
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts() -> MeshFacts {
        MeshFacts {
            unit_is_stated: false,
            triangles: 1204,
            vertices: 604,
            size_mm: [20.0, 12.5, 0.1234],
            surface_mm2: 2140.4,
            volume_mm3: 7536.0,
            open_edges: 0,
            crowded_edges: 0,
            turned_edges: 0,
        }
    }

    #[test]
    fn facts_read_well() {
        let facts = facts();
        assert_eq!(size(&facts), "20 × 12.5 × 0.12 mm");
        assert_eq!(size_in_inches(&facts), "0.79 × 0.49 × 0 in");
        assert_eq!(volume(&facts).as_deref(), Some("7.54 cm³"));
        assert_eq!(surface(&facts), "21.4 cm²");
        assert_eq!(closed(&facts), (true, "Yes".into()));
        assert_eq!(in_short(&facts), "1,204 triangles · 20 × 12.5 × 0.12 mm · watertight");
        let large = MeshFacts { size_mm: [1234.6, 99.96, 9.999], volume_mm3: 80.0, ..facts };
        assert_eq!(size(&large), "1,235 × 100 × 10 mm");
        assert_eq!(volume(&large).as_deref(), Some("80 mm³"));
    }

    #[test]
    fn what_is_not_closed_says_why() {
        let open = MeshFacts { open_edges: 1, ..facts() };
        assert_eq!(closed(&open), (false, "No: 1 open edge".into()));
        assert_eq!(volume(&open), None);
        assert!(in_short(&open).ends_with(" · not watertight (1 open edge)"), "{}", in_short(&open));
        let worst = MeshFacts { open_edges: 2000, crowded_edges: 1, turned_edges: 3, ..facts() };
        assert_eq!(
            closed(&worst).1,
            "No: 2,000 open edges, 1 edge shared by more than two faces and 3 edges between faces turned against each other"
        );
        let inside_out = MeshFacts { volume_mm3: -5.0, ..facts() };
        assert_eq!(closed(&inside_out), (false, "Closed, but inside out".into()));
        assert!(in_short(&inside_out).ends_with("not watertight (inside out)"));
        assert_eq!(volume(&inside_out).as_deref(), Some("5 mm³"));
    }
}
