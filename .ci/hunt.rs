//! Looks for a pair of texts that a mutant tells otherwise than the engine does, and makes it as short as it can.
//! `.ci/mutants hunt` puts this into a copy with mutants, behind what `tests/pairs.rs` prints of a pair.
//!
//! Arguments: seconds, a seed, a folder for what is found, and the numbers of the mutants.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::time::{Duration, Instant};

struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
    fn below(&mut self, count: usize) -> usize {
        (self.next() % count.max(1) as u64) as usize
    }
    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }
    fn of<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(list.len())]
    }
}

const SENTENCES: &[&str] = &[
    "{P} {m} betala {A} inom {T} från {F}",
    "{P} {m} {n} lämna ut uppgifter om {O} till {q}",
    "Avgiften för {O} är {A} per {t}",
    "{O} omfattar {G} och {H} samt högst {N} användare",
    "Se även {R} om {O}",
    "{P} svarar för {O} enligt {R}",
    "Uppsägning av {O} sker senast {T} före {D}",
    "Avtalet gäller från {D} till {D} med {T} uppsägningstid",
    "Fel i {O} anmäls till {E} och åtgärdas inom {T}",
    "Räntan på {F} är {S} enligt lagen ({L})",
    "{P} får {n} överlåta {O} utan {q} medgivande",
    "Om {F} inte betalas {m} {p} spärra {O}",
    "Endast {p} {m} använda {O}, utom vid {G}",
    "Vid {G} har {p} rätt till {S} av {F}",
    "{H} av {O} ska ske {t}",
    "The {C} {w} pay {A} within {U} of the invoice date",
    "The {C} {w} not disclose {X} unless the {C} agrees",
    "Either party may terminate {X} on {U} notice, see section {N}",
    "{X} is provided as set out in {Q} and {Q}",
    "Jour finns {t}",
    "Upphävd",
    "Ingår i avgiften",
    "Personuppgifter raderas {T} efter uppdragets slut",
    "Parterna möts {t} på plats hos {p}",
    "Lagring sker i högst {M} per användare",
];
const SLOTS: &[(char, &[&str])] = &[
    ('P', &["Kunden", "Leverantören", "Ombudet", "Parten", "Beställaren", "Underbiträdet"]),
    ('p', &["kunden", "leverantören", "ombudet", "användaren", "regionen"]),
    ('q', &["kundens", "leverantörens", "motpartens", "tredje mans"]),
    ('m', &["ska", "skall", "bör", "får", "kan", "måste"]),
    ('n', &["inte", "ej", "alltid", "skriftligen", "aldrig"]),
    ('w', &["shall", "may", "must", "should", "will"]),
    ('C', &["Customer", "Supplier", "Processor", "Controller"]),
    ('X', &["the Service", "personal data", "this Agreement", "the authorisation", "any confidential information"]),
    ('Q', &["Schedule 2", "Annex A", "section 4.2", "clause 7", "Article 28.3"]),
    ('A', &["1 000 kr", "500 kr", "€ 20", "SEK 1,000", "12 500 kronor", "-5 kr"]),
    ('T', &["30 dagar", "60 dagar", "tre månader", "två år", "5 arbetsdagar", "en vecka"]),
    ('U', &["30 days", "three months", "5 business days"]),
    ('D', &["den 1 juli 2023", "2023-01-01", "den 31 december 2024", "årsskiftet"]),
    ('S', &["8 procent", "25 %", "hälften", "10 %"]),
    ('N', &["tre", "5", "tolv", "100", "2"]),
    ('M', &["10 GB", "5 TB", "100 MB"]),
    ('L', &["2018:218", "2009:400", "1988:870"]),
    ('E', &["support@exempel.se", "https://exempel.se/fel", "kundtjänst", "[supporten](https://exempel.se/s)"]),
    ('R', &["avsnitt 2", "avsnitt 3.1", "punkt 4", "bilaga 1", "avsnitt 1 punkt 2", "5 §", "2 kap. 5 §", "punkterna 2 och 3"]),
    ('F', &["fakturans datum", "fakturan", "avgiften", "förfallodagen"]),
    ('O', &["tjänsten", "driften", "utbildningen", "loggarna", "anslutningen", "personuppgifterna", "larmet", "**tjänsten**", "tillgängligheten"]),
    ('G', &["driftavbrott", "force majeure", "särskilda skäl", "planerat underhåll"]),
    ('H', &["uppföljning", "rapportering", "granskning", "gallring"]),
    ('t', &["månad", "varje månad", "årligen", "dygnet runt", "på vardagar", "två gånger om året"]),
];
const TITLES: &[&str] = &[
    "Pris", "Avgift", "Jour", "Support", "Personuppgifter", "Ansvar", "Tvister", "Uppsägning", "Definitioner",
    "Kundens åtaganden", "Leverantörens åtaganden", "Pris och avgift", "Avgift och pris", "Övrigt", "Loggar", "Data",
];

fn sentence(random: &mut Random) -> String {
    let mut out = String::new();
    let mut chars = random.of(SENTENCES).chars().peekable();
    while let Some(c) = chars.next() {
        if c == '{' {
            let slot = chars.next().unwrap_or(' ');
            chars.next();
            let words = SLOTS.iter().find(|(name, _)| *name == slot).map_or(&["?"][..], |(_, words)| words);
            out.push_str(random.of(words));
        } else {
            out.push(c);
        }
    }
    out
}

#[derive(Clone)]
struct Part {
    level: usize,
    number: bool,
    id: Option<String>,
    title: String,
    blocks: Vec<Piece>,
}

#[derive(Clone)]
enum Piece {
    Text(Vec<String>),
    Bullets(Vec<String>),
    Points(Vec<String>),
    Table(Vec<[String; 3]>),
    Quote(String),
    Code(String),
}

fn piece(random: &mut Random) -> Piece {
    let few = |random: &mut Random, most: usize| -> Vec<String> {
        (0..=random.below(most)).map(|_| sentence(random)).collect()
    };
    match random.below(12) {
        0..=5 => Piece::Text(few(random, 4)),
        6 | 7 => Piece::Bullets(few(random, 4)),
        8 | 9 => Piece::Points(few(random, 4)),
        10 => Piece::Table((0..=random.below(3)).map(|_| {
            [random.of(SLOTS[15].1).to_owned(), random.of(SLOTS[9].1).to_owned(), sentence(random)]
        }).collect()),
        _ if random.one_in(2) => Piece::Quote(sentence(random)),
        _ => Piece::Code(sentence(random)),
    }
}

fn part(random: &mut Random) -> Part {
    let title = if random.one_in(9) { String::new() } else { random.of(TITLES).to_owned() };
    Part {
        level: 1 + random.below(3),
        number: !random.one_in(3),
        id: random.one_in(8).then(|| random.of(&["a", "b", "c", "d"]).to_owned()),
        title,
        blocks: (0..random.below(4)).map(|_| piece(random)).collect(),
    }
}

fn written(parts: &[Part], paragraphs: bool) -> String {
    let mut out = String::new();
    let mut counters = [0; 3];
    for part in parts {
        let number = if !part.number {
            String::new()
        } else if paragraphs {
            counters[0] += 1;
            format!("{} § ", counters[0])
        } else {
            counters[part.level - 1] += 1;
            counters[part.level..].fill(0);
            counters[..part.level].iter().map(|n| n.to_string()).collect::<Vec<_>>().join(".") + " "
        };
        let id = part.id.as_ref().map(|id| format!(" {{#{id}}}")).unwrap_or_default();
        out.push_str(&format!("{} {number}{}{id}\n\n", "#".repeat(part.level), part.title));
        for piece in &part.blocks {
            out.push_str(&shown(piece));
        }
    }
    out
}

fn shown(piece: &Piece) -> String {
    match piece {
        Piece::Text(sentences) => sentences.iter().map(|one| format!("{one}. ")).collect::<String>().trim_end().to_owned() + "\n\n",
        Piece::Bullets(items) => {
            let last = items.len() - 1;
            let end = |at: usize| if at == last { "." } else if at + 1 == last { "; och" } else { ";" };
            items.iter().enumerate().map(|(at, item)| format!("- {item}{}\n", end(at))).collect::<String>() + "\n"
        }
        Piece::Points(items) => items.iter().enumerate().map(|(at, item)| format!("{}. {item}.\n", at + 1)).collect::<String>() + "\n",
        Piece::Table(rows) => {
            let rows: String = rows.iter().map(|[a, b, c]| format!("| {a} | {b} | {c} |\n")).collect();
            format!("| Namn | Pris | Villkor |\n|---|---|---|\n{rows}\n")
        }
        Piece::Quote(text) => format!("> {text}.\n\n"),
        Piece::Code(text) => format!("```\n{text}\n```\n\n"),
    }
}

fn sentences_of(part: &mut Part) -> Vec<&mut String> {
    part.blocks
        .iter_mut()
        .flat_map(|piece| match piece {
            Piece::Text(list) | Piece::Bullets(list) | Piece::Points(list) => list.iter_mut().collect::<Vec<_>>(),
            Piece::Table(rows) => rows.iter_mut().flat_map(|row| row.iter_mut()).collect(),
            Piece::Quote(text) | Piece::Code(text) => vec![text],
        })
        .collect()
}

/// Changes a few words of a sentence as an author would.
fn reword(random: &mut Random, text: &mut String) {
    let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
    let at = random.below(words.len());
    match random.below(12) {
        0..=3 => {
            // Another filling of the same slot.
            let of = SLOTS.iter().find(|(_, list)| list.iter().any(|word| text.contains(word)));
            if let Some((_, list)) = of
                && let Some(known) = list.iter().find(|word| text.contains(**word))
            {
                *text = text.replacen(known, random.of(list), 1);
                return;
            }
        }
        4 => drop(words.remove(at)),
        5 => words.insert(at, random.of(&["inte", "endast", "alla", "minst", "skriftligen", "senast", "normalt", "eller"]).to_owned()),
        6 => words[at] = words[at].to_uppercase(),
        7 => words[at] = format!("**{}**", words[at]),
        8 => words[at].push(','),
        9 => {
            let mut letters: Vec<char> = words[at].chars().collect();
            if letters.len() > 5 {
                let place = 1 + random.below(letters.len() - 2);
                match random.below(3) {
                    0 => letters.swap(place, place - 1),
                    1 => drop(letters.remove(place)),
                    _ => letters.insert(place, letters[place]),
                }
            }
            words[at] = letters.into_iter().collect();
        }
        10 => {
            let to = random.below(words.len());
            words.swap(at, to);
        }
        _ => {
            let fresh = sentence(random);
            let half = words.len() / 2;
            words.splice(half.., fresh.split(' ').map(str::to_owned).skip(half));
        }
    }
    *text = words.join(" ");
}

fn revise(random: &mut Random, parts: &mut Vec<Part>) {
    if parts.is_empty() {
        return parts.push(part(random));
    }
    let at = random.below(parts.len());
    match random.below(20) {
        0 => drop(parts.remove(at)),
        1 => {
            let fresh = part(random);
            parts.insert(at, fresh);
        }
        2 => {
            let moved = parts.remove(at);
            let to = random.below(parts.len() + 1);
            parts.insert(to, moved);
        }
        3 => parts[at].title = random.of(TITLES).to_owned(),
        4 => parts[at].level = 1 + random.below(3),
        5 => parts[at].id = random.one_in(2).then(|| random.of(&["a", "b", "c", "d"]).to_owned()),
        6 => {
            // Division.
            if parts[at].blocks.len() > 1 {
                let rest = parts[at].blocks.split_off(1);
                let mut fresh = part(random);
                (fresh.blocks, fresh.level) = (rest, parts[at].level);
                parts.insert(at + 1, fresh);
            }
        }
        7 => {
            if at + 1 < parts.len() {
                let gone = parts.remove(at + 1);
                parts[at].blocks.extend(gone.blocks);
            }
        }
        8 => {
            let fresh = piece(random);
            let to = random.below(parts[at].blocks.len() + 1);
            parts[at].blocks.insert(to, fresh);
        }
        9 => {
            if !parts[at].blocks.is_empty() {
                let gone = random.below(parts[at].blocks.len());
                parts[at].blocks.remove(gone);
            }
        }
        10 => {
            let count = parts[at].blocks.len();
            if count > 1 {
                let (a, b) = (random.below(count), random.below(count));
                parts[at].blocks.swap(a, b);
            }
        }
        11 | 12 => {
            // Items, sentences and rows come, go and move.
            let fresh = sentence(random);
            let choice = random.below(3);
            let place = random.next() as usize;
            if let Some(Piece::Text(list) | Piece::Bullets(list) | Piece::Points(list)) = parts[at].blocks.first_mut() {
                let place = place % list.len();
                match choice {
                    0 => list.insert(place, fresh),
                    1 if list.len() > 1 => drop(list.remove(place)),
                    _ => list.rotate_left(1),
                }
            }
        }
        13 => {
            let all: Vec<String> = ["kunden", "tjänsten", "leverantören", "avgiften"].map(str::to_owned).into();
            let from = all[random.below(4)].clone();
            let to = random.of(&["beställaren", "plattformen", "ombudet", "ersättningen"]).to_owned();
            for part in parts.iter_mut() {
                for text in sentences_of(part) {
                    *text = text.replace(&from, &to);
                }
            }
        }
        _ => {
            let count = sentences_of(&mut parts[at]).len();
            if count > 0 {
                let place = random.below(count);
                let mut text = sentences_of(&mut parts[at])[place].clone();
                reword(random, &mut text);
                *sentences_of(&mut parts[at])[place] = text;
            }
        }
    }
}

fn generated(random: &mut Random) -> (String, String) {
    let paragraphs = random.one_in(4);
    let size = [2, 3, 5, 8, 14][random.below(5)];
    let old: Vec<Part> = (0..=random.below(size)).map(|_| part(random)).collect();
    let mut new = old.clone();
    let hard = if random.one_in(4) { 12 } else { 4 };
    for _ in 0..=random.below(hard) {
        revise(random, &mut new);
    }
    let (mut a, mut b) = (written(&old, paragraphs), written(&new, paragraphs));
    if random.one_in(5) {
        a = format!("{}.\n\n{a}", sentence(random));
        b = format!("{}.\n\n{b}", sentence(random));
    }
    (a, b)
}

/// What is told of a pair; a panic is told too.
fn told(old: &str, new: &str, mutant: u32) -> String {
    NOW.store(mutant, Ordering::Relaxed);
    BEGAN.fetch_add(1, Ordering::Relaxed);
    avtalslogg::set_mutant(mutant);
    let pair = Pair {
        name: String::new(),
        folder: PathBuf::new(),
        old: read(old, 0),
        new: read(new, 0),
        terms: vec![Term { from: "kunden".into(), to: "beställaren".into() }],
    };
    let found = catch_unwind(AssertUnwindSafe(|| pair.found())).unwrap_or_else(|_| "panics".to_owned());
    avtalslogg::set_mutant(0);
    found
}

static NOW: AtomicU32 = AtomicU32::new(0);
static BEGAN: AtomicU64 = AtomicU64::new(0);

/// Takes lines away while the two still tell the pair otherwise.
fn shortened(old: &str, new: &str, mutant: u32) -> (String, String) {
    let differs = |old: &str, new: &str| told(old, new, 0) != told(old, new, mutant);
    let mut sides = [old.to_owned(), new.to_owned()];
    for unit in ["\n\n", "\n", ". ", " "] {
        loop {
            let mut shorter = false;
            // What both have is taken from both first.
            let lines: BTreeSet<String> = sides.iter().flat_map(|side| side.split(unit).map(str::to_owned)).collect();
            for line in lines.iter().filter(|line| !line.is_empty()) {
                let without = |side: &str| side.split(unit).filter(|own| own != line).collect::<Vec<_>>().join(unit);
                for which in [vec![0, 1], vec![0], vec![1]] {
                    let mut tried = sides.clone();
                    for at in which {
                        tried[at] = without(&sides[at]);
                    }
                    if tried != sides && differs(&tried[0], &tried[1]) {
                        sides = tried;
                        shorter = true;
                        break;
                    }
                }
            }
            if !shorter {
                break;
            }
        }
    }
    let [old, new] = sides;
    (old, new)
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let seconds: u64 = args[1].parse().expect("seconds");
    let mut random = Random(args[2].parse::<u64>().expect("a seed").wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let folder = PathBuf::from(&args[3]);
    let mut open: BTreeSet<u32> = args[4..].iter().map(|number| number.parse().expect("a number")).collect();
    std::panic::set_hook(Box::new(|_| {}));
    // A mutant that hangs ends the search; it is told as found.
    let folder_of_hung = folder.clone();
    std::thread::spawn(move || {
        let mut last = 0;
        loop {
            std::thread::sleep(Duration::from_secs(10));
            let now = BEGAN.load(Ordering::Relaxed);
            if now == last {
                let mutant = NOW.load(Ordering::Relaxed);
                fs::write(folder_of_hung.join(format!("{mutant}.found")), "hangs\n").expect("written");
                std::process::exit(3);
            }
            last = now;
        }
    });
    let given = pairs();
    let mut given = given.iter().map(|pair| {
        let text = |file: &str| fs::read_to_string(pair.folder.join(file)).expect("a text");
        (text("old.md"), text("new.md"))
    });
    let began = Instant::now();
    let mut tried = 0;
    while began.elapsed().as_secs() < seconds && !open.is_empty() {
        let (old, new) = given.next().unwrap_or_else(|| generated(&mut random));
        tried += 1;
        told(&old, &new, u32::MAX);
        let reached = avtalslogg::reached_mutants();
        let base = told(&old, &new, 0);
        for mutant in open.clone().into_iter().filter(|mutant| reached.contains(mutant)) {
            if told(&old, &new, mutant) != base {
                open.remove(&mutant);
                let (old, new) = shortened(&old, &new, mutant);
                let (one, two) = (told(&old, &new, 0), told(&old, &new, mutant));
                let text = format!("--- old\n{old}\n--- new\n{new}\n--- engine\n{one}\n--- mutant\n{two}\n");
                fs::write(folder.join(format!("{mutant}.found")), text).expect("written");
            }
        }
    }
    println!("{tried} pairs in {} s, {} mutants left: {open:?}", began.elapsed().as_secs(), open.len());
}
