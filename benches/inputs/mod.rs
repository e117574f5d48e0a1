//! Inputs of our own making: the same on every run.
#![allow(clippy::disallowed_methods, reason = "a benchmark reads files")]

/// A small generator of numbers that look random and are the same on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides
    }

    fn word(&mut self, kinds: usize) -> String {
        const SYLLABLES: [&str; 16] = [
            "av", "tal", "kund", "tjän", "be", "skriv", "ning", "vill", "kor", "ans", "var", "upp",
            "gift", "er", "lag", "ring",
        ];
        let mut number = self.roll(kinds);
        let mut word = String::new();
        loop {
            word.push_str(SYLLABLES[number % 16]);
            number /= 16;
            if number == 0 {
                return word;
            }
        }
    }

    fn sentence(&mut self, kinds: usize) -> String {
        let length = 6 + self.roll(14);
        let words: Vec<String> = (0..length).map(|_| self.word(kinds)).collect();
        format!("Kunden {}.", words.join(" "))
    }

    fn paragraph(&mut self, kinds: usize) -> String {
        let length = 1 + self.roll(4);
        (0..length)
            .map(|_| self.sentence(kinds))
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// Pairs from folders with `old.md` and `new.md`.
pub(crate) fn from_folder(folder: &str) -> Vec<(String, String, String)> {
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .expect(folder)
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .collect();
    names.sort();
    let read = |path: std::path::PathBuf| {
        std::fs::read(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    };
    names
        .into_iter()
        .filter_map(|path| {
            let (old, new) = (
                read(path.join("old.md")).ok()?,
                read(path.join("new.md")).ok()?,
            );
            Some((path.file_name()?.to_string_lossy().into_owned(), old, new))
        })
        .collect()
}

/// Ordinary revisions of contracts of several sizes.
pub(crate) fn revisions() -> Vec<(String, String, String)> {
    [12, 30, 60, 120]
        .into_iter()
        .map(|sections| {
            let (old, new) = revision(sections);
            (format!("revision of {sections} sections"), old, new)
        })
        .collect()
}

/// A contract and its revision: every tenth section reworded, one added, one gone, one moved.
pub(crate) fn revision(sections: usize) -> (String, String) {
    let mut dice = Dice(sections as u64);
    let mut old: Vec<(String, Vec<String>)> = Vec::new();
    for _ in 0..sections {
        let title = format!("{} {}", dice.word(4000), dice.word(4000));
        let length = 1 + dice.roll(4);
        old.push((title, (0..length).map(|_| dice.paragraph(4000)).collect()));
    }
    let mut new = old.clone();
    for (at, (_, paragraphs)) in new.iter_mut().enumerate() {
        if at % 10 == 3 {
            paragraphs[0] = paragraphs[0].replacen("Kunden", "Kunden ska", 1);
            paragraphs.push(dice.paragraph(4000));
        }
    }
    let moved = new.remove(sections / 2);
    new.insert(1, moved);
    new.remove(sections - 2);
    new.insert(
        sections / 3,
        ("Nytt avsnitt".to_owned(), vec![dice.paragraph(4000)]),
    );
    (write(&old), write(&new))
}

fn write(sections: &[(String, Vec<String>)]) -> String {
    let mut text = "# Avtal\n\n".to_owned();
    for (title, paragraphs) in sections {
        // Without numbers, so that the floor too finds an edited section by its heading.
        text.push_str(&format!("## {title}\n\n"));
        for paragraph in paragraphs {
            text.push_str(paragraph);
            text.push_str("\n\n");
        }
    }
    text
}

/// Inputs that tempt an algorithm into squares and recursion.
pub(crate) fn worst() -> Vec<(&'static str, String, String)> {
    let sections = |seed: u64, kinds: usize, count: usize| {
        let mut dice = Dice(seed);
        (0..count)
            .map(|at| {
                format!(
                    "## {at} {}\n\n{}\n\n",
                    dice.word(kinds),
                    dice.paragraph(kinds)
                )
            })
            .collect::<String>()
    };
    let line = |seed: u64, kinds: usize| {
        let mut dice = Dice(seed);
        let mut line = String::new();
        while line.len() < 1_000_000 {
            line.push_str(&dice.sentence(kinds));
            line.push(' ');
        }
        line
    };
    vec![
        (
            "3,000 unrelated sections",
            sections(1, 60_000, 3_000),
            sections(2, 60_000, 3_000),
        ),
        (
            "3,000 sections of few words",
            sections(3, 60, 3_000),
            sections(4, 60, 3_000),
        ),
        (
            "a line of 1 MB, unrelated",
            line(5, 60_000),
            line(6, 60_000),
        ),
        ("a line of 1 MB of few words", line(7, 60), line(8, 60)),
        (
            "10,000 nested brackets",
            "[".repeat(10_000),
            "[".repeat(10_000) + &"]".repeat(10_000),
        ),
        (
            "5,000 equal headings",
            "## Samma\n\nText.\n\n".repeat(5_000),
            "## Samma\n\nText.\n\n".repeat(4_999),
        ),
        (
            "20,000 nested quotations",
            "> ".repeat(20_000) + "x",
            "> ".repeat(20_001) + "y",
        ),
        (
            "10,000 nested lists",
            "- ".repeat(10_000) + "x",
            "- ".repeat(10_001) + "y",
        ),
        ("every second word another", words("a"), words("b")),
    ]
}

fn words(other: &str) -> String {
    (0..60_000).map(|at| format!("w{at} {other} ")).collect()
}
