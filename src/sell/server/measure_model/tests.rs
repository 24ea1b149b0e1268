//! What the worst of files take: time, and memory as the system counts it. That needs Linux, and a process for each
//! test, as nextest gives it.

use std::fs;
use std::io::Write;
use std::time::{Duration, Instant};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;
use crate::mesh::read::LONGEST;

/// Of one file, and itself among it.
const MOST_MIB: u64 = 256;

/// Numbers without an order.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % most
    }

    fn place(&mut self) -> [f32; 3] {
        [0; 3].map(|_| self.below(1 << 20) as f32 / 1e4)
    }
}

/// Triangles that share nothing: of each byte the most points.
fn stl(triangles: usize, reach: f32) -> (Vec<u8>, Format) {
    let mut dice = Dice(88_172_645_463_325_252);
    let mut bytes = vec![0; 80];
    bytes.reserve_exact(4 + 50 * triangles);
    bytes.extend(u32::try_from(triangles).unwrap().to_le_bytes());
    for _ in 0..triangles {
        bytes.extend([0; 12]);
        let at = dice.place();
        for _ in 0..3 {
            let by = dice.place();
            bytes.extend((0..3).flat_map(|k| (at[k] * (1.0 - reach) + by[k] * reach).to_le_bytes()));
        }
        bytes.extend([0; 2]);
    }
    (bytes, Format::Stl)
}

/// Few points and any three of them: of each byte the most triangles and edges.
fn glb(points: usize, triangles: usize) -> (Vec<u8>, Format) {
    let (places, corners) = (points * 12, triangles * 6);
    let json = format!(
        "{{\"asset\":{{\"version\":\"2.0\"}},\"scenes\":[{{\"nodes\":[0]}}],\"nodes\":[{{\"mesh\":0}}],\"meshes\":[\
         {{\"primitives\":[{{\"attributes\":{{\"POSITION\":0}},\"indices\":1}}]}}],\"accessors\":[{{\"bufferView\":0,\
         \"componentType\":5126,\"count\":{points},\"type\":\"VEC3\"}},{{\"bufferView\":1,\"componentType\":5123,\
         \"count\":{},\"type\":\"SCALAR\"}}],\"bufferViews\":[{{\"buffer\":0,\"byteLength\":{places}}},{{\"buffer\":0,\
         \"byteOffset\":{places},\"byteLength\":{corners}}}],\"buffers\":[{{\"byteLength\":{}}}]}}",
        triangles * 3,
        places + corners
    );
    let json = format!("{json:<width$}", width = json.len().next_multiple_of(4));
    let mut dice = Dice(77);
    let mut bytes = b"glTF".to_vec();
    bytes.reserve_exact(64 + json.len() + places + corners);
    for word in [2, 28 + json.len() + places + corners, json.len(), 0x4E4F_534A] {
        bytes.extend(u32::try_from(word).unwrap().to_le_bytes());
    }
    bytes.extend(json.bytes());
    bytes.extend(u32::try_from(places + corners).unwrap().to_le_bytes());
    bytes.extend(b"BIN\0");
    (0..points).for_each(|_| bytes.extend(dice.place().iter().flat_map(|n| n.to_le_bytes())));
    (0..triangles * 3).for_each(|_| {
        bytes.extend(u16::try_from(dice.below(points as u64)).unwrap_or_default().to_le_bytes());
    });
    (bytes, Format::Glb)
}

fn obj(triangles: usize, size: usize) -> (Vec<u8>, Format) {
    let mut dice = Dice(5);
    let points = triangles as u64 * 2 / 3;
    let mut bytes = Vec::with_capacity(size);
    (0..points).for_each(|_| {
        writeln!(bytes, "v {} {} {}", dice.below(999), dice.below(999), dice.below(999)).unwrap();
    });
    for _ in 0..triangles {
        let [a, b, c] = [0; 3].map(|_| 1 + dice.below(points));
        writeln!(bytes, "f {a} {b} {c}").unwrap();
    }
    bytes.resize(size, b'\n');
    (bytes, Format::Obj)
}

fn three_mf(triangles: usize, padding: usize) -> (Vec<u8>, Format) {
    let mut dice = Dice(9);
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    zip.start_file("3D/3dmodel.model", options).unwrap();
    let mut xml = std::io::BufWriter::new(&mut zip);
    write!(xml, "<model><resources><object id=\"1\"><mesh><vertices>").unwrap();
    for _ in 0..triangles {
        write!(xml, "<vertex x=\"{}\" y=\"{}\" z=\"1\"/>", dice.below(99), dice.below(9)).unwrap();
    }
    write!(xml, "</vertices><triangles>").unwrap();
    for _ in 0..triangles {
        let [a, b, c] = [99, 999, triangles as u64].map(|most| dice.below(most));
        write!(xml, "<triangle v1=\"{a}\" v2=\"{b}\" v3=\"{c}\"/>").unwrap();
    }
    write!(xml, "</triangles></mesh></object></resources><build><item objectid=\"1\"/></build></model>")
        .unwrap();
    drop(xml);
    zip.start_file("padding", options.compression_method(zip::CompressionMethod::Stored)).unwrap();
    zip.write_all(&vec![7; padding]).unwrap();
    (zip.finish().unwrap().into_inner(), Format::ThreeMf)
}

/// MiB of this process, by the name the system has for it.
fn memory(name: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
    line.split_whitespace().next().unwrap().parse::<u64>().unwrap().div_ceil(1024)
}

/// What came of a file, how long it took, and how much memory at once with the file itself.
fn weighed<T>(
    (mut bytes, format): (Vec<u8>, Format),
    work: impl FnOnce(Bytes, Format) -> T,
) -> (T, Duration, u64) {
    bytes.shrink_to_fit();
    let file = (bytes.len() as u64).div_ceil(1 << 20);
    // From now on the peak is counted anew.
    fs::write("/proc/self/clear_refs", "5").unwrap();
    let before = memory("VmRSS:");
    let began = Instant::now();
    let result = work(bytes.into(), format);
    let took = began.elapsed();
    let peak = file + memory("VmHWM:").saturating_sub(before);
    eprintln!("{format:?}, {file} MiB: {took:?}, {peak} MiB");
    (result, took, peak)
}

fn studied(bytes: Bytes, format: Format) -> Studied {
    study(bytes, format, true, &[], &Limits::lasting(LONGEST * PATIENCE)).unwrap()
}

/// Unoptimised, it may take so many times as long.
const PATIENCE: u32 = if cfg!(debug_assertions) { 12 } else { 1 };

/// Of an eighth of the worst of its format. The table that edges are counted in is as large for it as for all: a
/// hundred MiB.
fn read_within(file: (Vec<u8>, Format), most_mib: u64) {
    let limits = Limits::lasting(LONGEST * PATIENCE);
    let (read, _, peak) = weighed(file, |bytes, format| facts(bytes, format, &limits));
    assert!(read.is_ok_and(|(facts, _)| facts.triangles > 90_000));
    assert!(peak > 10 && peak <= most_mib, "{peak} MiB");
}

#[test]
fn a_glb_of_many_triangles_takes_little_memory() {
    read_within(glb(60_000, 1_250_000), 150);
}

#[test]
fn an_obj_of_many_triangles_takes_little_memory() {
    read_within(obj(97_000, 12 << 20), 60);
}

#[test]
fn a_3mf_of_many_triangles_takes_little_memory() {
    read_within(three_mf(360_000, 4 << 20), 100);
}

#[test]
fn many_triangles_that_share_nothing_are_shown_all_the_same() {
    let (studied, _, peak) = weighed(stl(180_000, 0.01), studied);
    assert!(studied.measures.is_ok_and(|facts| facts.triangles == 180_000));
    assert!(studied.preview.is_some() && studied.still.is_some());
    assert!(peak > 10 && peak <= 150, "{peak} MiB");
}

/// The largest of its format that is measured: ten seconds and 256 MiB, drawn or not.
fn worst(file: (Vec<u8>, Format)) {
    assert!(file.0.len() <= 100 << 20, "{}", file.0.len());
    let (studied, took, peak) = weighed(file, studied);
    assert!(studied.measures.is_ok());
    assert!(took < Duration::from_secs(10) * PATIENCE, "{took:?}");
    assert!(peak <= MOST_MIB, "{peak} MiB");
}

#[test]
#[ignore = "takes minutes unless it is optimised"]
fn the_worst_stl() {
    worst(stl(2_097_000, 0.01));
}

#[test]
#[ignore = "takes minutes unless it is optimised"]
fn the_worst_glb() {
    worst(glb(60_000, 9_990_000));
}

#[test]
#[ignore = "takes minutes unless it is optimised"]
fn the_worst_obj() {
    worst(obj(780_000, 100 << 20));
}

#[test]
#[ignore = "takes minutes unless it is optimised"]
fn the_worst_3mf() {
    worst(three_mf(2_850_000, 66 << 20));
}

#[test]
fn what_takes_too_long_to_draw_has_facts_and_a_preview_all_the_same() {
    let (studied, took, _) = weighed(stl(20_000, 1.0), studied);
    assert!(studied.measures.is_ok_and(|facts| facts.triangles == 20_000));
    assert!(studied.preview.is_some() && studied.still.is_none());
    assert!(took < Duration::from_secs(10), "{took:?}");
}

#[test]
fn what_takes_too_long_to_read_is_told_in_words() {
    let late = Limits::lasting(Duration::ZERO);
    for (bytes, format) in [stl(40_000, 0.01), glb(900, 40_000), obj(40_000, 1 << 20), three_mf(40_000, 0)] {
        let studied = study(bytes.into(), format, true, &[], &late).unwrap();
        assert!(studied.preview.is_none() && studied.still.is_none());
        assert_eq!(
            studied.measures,
            Err(Fault("It takes longer than 8 seconds to read.".into())),
            "{format:?}"
        );
    }
}
