//! A graph of imports, with its levels, cycles and floors.
//!
//! Each folder is a level. The units of a level are its files and its folders; a folder and the file with the same
//! name are one unit. In the level of a folder, the file with the folder's name is a separate unit, which is above
//! the other units.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// An import of the file `to` by the file `from`. The two paths are relative to their tree, and have no extensions.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Import {
    pub from: String,
    pub line: usize,
    pub to: String,
}

/// The imports of a tree of files.
#[derive(Debug, Default)]
pub struct Graph {
    pub files: BTreeSet<String>,
    pub imports: BTreeSet<Import>,
}

/// The units of a level, each with its floor. The lowest floor is 1.
pub type Floors = BTreeMap<String, usize>;

/// The levels of a tree, each with its floors.
pub type Levels = Vec<(String, Floors)>;

/// A chain of imports: each import leads to the next import, and the last import leads to the first.
pub type Cycle = Vec<Import>;

impl Graph {
    /// The floors of every level. If some levels have cycles, the result is one cycle of each of these levels.
    pub fn levels(&self) -> Result<Levels, Vec<Cycle>> {
        let (mut levels, mut cycles) = (Levels::new(), Vec::new());
        for level in self.folders() {
            match self.floors(&level) {
                Ok(floors) => levels.push((level, floors)),
                Err(cycle) => cycles.push(cycle),
            }
        }
        if cycles.is_empty() {
            Ok(levels)
        } else {
            Err(cycles)
        }
    }

    /// Every folder that contains files. The first is the whole tree, whose name is `""`.
    fn folders(&self) -> BTreeSet<String> {
        let mut folders = BTreeSet::from([String::new()]);
        for file in &self.files {
            let cuts = file.match_indices('/').map(|(at, _)| file[..at].to_owned());
            folders.extend(cuts);
        }
        folders
    }

    /// The imports between two units of a level. Each import is returned with its two units.
    pub fn between<'a>(
        &'a self,
        level: &'a str,
    ) -> impl Iterator<Item = (String, String, &'a Import)> {
        self.imports.iter().filter_map(move |import| {
            let (from, to) = (unit(&import.from, level)?, unit(&import.to, level)?);
            (from != to).then_some((from, to, import))
        })
    }

    /// The floor of each unit of a level. It is one above the highest floor that the unit imports. If there is a cycle,
    /// the result is the cycle.
    fn floors(&self, level: &str) -> Result<Floors, Cycle> {
        let mut below: BTreeMap<String, BTreeMap<String, &Import>> = BTreeMap::new();
        for file in &self.files {
            if let Some(unit) = unit(file, level) {
                below.entry(unit).or_default();
            }
        }
        for (from, to, import) in self.between(level) {
            below.entry(from).or_default().entry(to).or_insert(import);
        }
        let mut floors = Floors::new();
        while floors.len() < below.len() {
            let ready = |(unit, below): (&String, &BTreeMap<String, _>)| {
                let lower: Option<Vec<_>> = below.keys().map(|unit| floors.get(unit)).collect();
                let highest = lower?.into_iter().max().copied().unwrap_or_default();
                (!floors.contains_key(unit)).then_some((unit.clone(), highest + 1))
            };
            let next: Vec<_> = below.iter().filter_map(ready).collect();
            if next.is_empty() {
                return Err(cycle(&below, &floors));
            }
            floors.extend(next);
        }
        Ok(floors)
    }
}

/// The unit of a level to which a file belongs; `None` if the file is not in the folder of the level.
fn unit(file: &str, level: &str) -> Option<String> {
    if file == level {
        return Some(file.to_owned());
    }
    let inside = match level {
        "" => file,
        _ => file.strip_prefix(level)?.strip_prefix('/')?,
    };
    let name = inside.split('/').next().unwrap_or(inside);
    Some([&file[..file.len() - inside.len()], name].concat())
}

/// The shortest cycle among the units without a floor.
fn cycle(below: &BTreeMap<String, BTreeMap<String, &Import>>, floors: &Floors) -> Cycle {
    let left = below.keys().filter(|unit| !floors.contains_key(*unit));
    let cycles = left.filter_map(|unit| way_back(below, unit));
    cycles.min_by_key(Vec::len).unwrap_or_default()
}

/// The shortest chain of imports from a unit to itself.
fn way_back(below: &BTreeMap<String, BTreeMap<String, &Import>>, start: &String) -> Option<Cycle> {
    let mut reached = BTreeSet::new();
    let mut ways = VecDeque::from([(start, Cycle::new())]);
    while let Some((unit, way)) = ways.pop_front() {
        for (to, import) in &below[unit] {
            let longer = [&way[..], &[(*import).clone()]].concat();
            if to == start {
                return Some(longer);
            }
            if reached.insert(to) {
                ways.push_back((to, longer));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Graph, Import};

    #[test]
    fn random_graphs_pass_without_a_cycle_and_fail_with_one() {
        for seed in 0..200_u64 {
            let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
            let mut below = |end: usize| {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                usize::try_from(state % 1000).unwrap() % end
            };
            let mut graph = Graph::default();
            let name = |file: usize| format!("m{file}");
            let import = |from: usize, to: usize| Import {
                from: name(from),
                line: 1,
                to: name(to),
            };
            for file in 0..12 {
                graph.files.insert(name(file));
                for _ in 0..below(3) {
                    if file > 0 {
                        graph.imports.insert(import(file, below(file)));
                    }
                }
            }
            let levels = graph.levels().unwrap_or_else(|_| panic!("seed {seed}"));
            for (from, to, _) in graph.between("") {
                assert!(levels[0].1[&from] > levels[0].1[&to], "seed {seed}");
            }
            let (low, high) = (below(6), 6 + below(6));
            graph.imports.extend([import(high, low), import(low, high)]);
            let cycles = graph.levels().expect_err(&format!("seed {seed}"));
            for cycle in cycles {
                let next = cycle.iter().cycle().skip(1);
                assert!(
                    cycle
                        .iter()
                        .zip(next)
                        .all(|(one, next)| one.to == next.from),
                    "seed {seed}"
                );
            }
        }
    }
}
