//! Tables are compared cell by cell under their header.

use super::Op;
use super::blocks::Manner;
use super::redline::Run;
use super::sequence;
use super::words::{self, Side, push, within};
use crate::model::section::{Block, BlockKind};
use crate::model::span::Span;

const BETWEEN: usize = " | ".len();

/// Which columns of the old tables are which of the new ones, by their headers.
#[derive(Default)]
pub(super) struct Columns {
    pairs: Option<Vec<(usize, usize)>>,
}

impl Columns {
    /// Reads the mapping from the first header on each side. Where there is none, columns pair by
    /// place.
    pub(super) fn new(old: &[&Block], new: &[&Block]) -> Self {
        let header = |blocks: &[&Block]| {
            blocks.iter().find_map(|block| match &block.kind {
                BlockKind::Row {
                    header: true,
                    cells,
                } => Some(cells.clone()),
                _ => None,
            })
        };
        let pairs = header(old)
            .zip(header(new))
            .filter(|(a, b)| a != b)
            .map(|(a, b)| {
                sequence::pairs(a.len(), b.len(), |x, y| {
                    // A column that kept its name weighs most; columns that did not pair by what
                    // stands between.
                    if a[x] == b[y] {
                        1000
                    } else {
                        u32::from(a.len() == b.len() && x == y) * 10
                    }
                })
            });
        Self { pairs }
    }

    fn of(&self, old: usize, new: usize) -> Vec<(usize, usize)> {
        match &self.pairs {
            Some(pairs) => pairs
                .iter()
                .copied()
                .filter(|(a, b)| *a < old && *b < new)
                .collect(),
            None => (0..old.min(new)).map(|at| (at, at)).collect(),
        }
    }
}

/// 1 when two rows have the same key, their first cell; else 0.
pub(super) fn same_key(old: &Block, new: &Block) -> u32 {
    match (&old.kind, &new.kind) {
        (
            BlockKind::Row {
                cells: a,
                header: false,
            },
            BlockKind::Row {
                cells: b,
                header: false,
            },
        ) => u32::from(
            a.first()
                .is_some_and(|key| !key.is_empty() && b.first() == Some(key)),
        ),
        _ => 0,
    }
}

/// Runs that cover the texts of two rows.
pub(super) fn compare(
    old: &Block,
    a: &[String],
    new: &Block,
    b: &[String],
    manner: &Manner,
) -> Vec<Run> {
    let (starts_old, starts_new) = (starts(a), starts(b));
    let mut runs = Vec::new();
    let (mut at_old, mut at_new) = (0, 0);
    let mut pairs = manner.columns.of(a.len(), b.len());
    pairs.push((a.len(), b.len()));
    for (x, y) in pairs {
        let end = x == a.len();
        let to_old = if end { old.text.len() } else { starts_old[x] };
        let to_new = if end { new.text.len() } else { starts_new[y] };
        between(&mut runs, old, new, (at_old, to_old), (at_new, to_new));
        if end {
            break;
        }
        let cell_old = Span::new(to_old, to_old + a[x].len());
        let cell_new = Span::new(to_new, to_new + b[y].len());
        let marks_old = within(&old.marks, cell_old);
        let marks_new = within(&new.marks, cell_new);
        let inner = words::compare(
            Side {
                text: &a[x],
                marks: &marks_old,
            },
            Side {
                text: &b[y],
                marks: &marks_new,
            },
            manner.tidy,
        );
        for run in inner {
            push(
                &mut runs,
                Run {
                    old: run.old.shifted(to_old),
                    new: run.new.shifted(to_new),
                    ..run
                },
            );
        }
        (at_old, at_new) = (cell_old.end, cell_new.end);
    }
    runs
}

/// Where each cell begins in the row's text.
fn starts(cells: &[String]) -> Vec<usize> {
    let mut at = 0;
    cells
        .iter()
        .map(|cell| {
            let start = at;
            at += cell.len() + BETWEEN;
            start
        })
        .collect()
}

/// The stretch between two pairs of cells: the separator that both share, and cells of one side
/// only.
fn between(runs: &mut Vec<Run>, old: &Block, new: &Block, a: (usize, usize), b: (usize, usize)) {
    let (one, two) = (&old.text[a.0..a.1], &new.text[b.0..b.1]);
    let shared = if one == two {
        one.len()
    } else if one.starts_with(" | ") && two.starts_with(" | ") {
        BETWEEN
    } else {
        0
    };
    let (x, y) = (a.0 + shared, b.0 + shared);
    push(
        runs,
        Run {
            op: Op::Equal,
            restyled: false,
            old: Span::new(a.0, x),
            new: Span::new(b.0, y),
        },
    );
    push(
        runs,
        Run {
            op: Op::Delete,
            restyled: false,
            old: Span::new(x, a.1),
            new: Span::new(y, y),
        },
    );
    push(
        runs,
        Run {
            op: Op::Insert,
            restyled: false,
            old: Span::new(a.1, a.1),
            new: Span::new(y, b.1),
        },
    );
}
