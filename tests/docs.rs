//! The documentation against the program: what README, ARCHITECTURE and the pages below `docs/` show
//! is what it does.
//!
//! With `UPDATE_DOCS=1` in the environment the outputs and the table of findings are written anew
//! instead of compared: read the difference before you commit it.
#![allow(clippy::disallowed_methods)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use scraper::{Html, Selector};
use tempfile::TempDir;

/// How the folder in which the commands run is called in the documents.
const HOME: &str = "/home/anna/avtal";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text_of(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn updating() -> bool {
    std::env::var_os("UPDATE_DOCS").is_some()
}

/// `expected` is what `file` shows, `got` what it should show.
#[track_caller]
fn settle(file: &str, expected: &str, got: &str) {
    if updating() && expected != got {
        fs::write(root().join(file), got).expect("the document can be written");
        return;
    }
    let (mut shown, mut real) = (expected.lines(), got.lines());
    for line in 1.. {
        match (shown.next(), real.next()) {
            (None, None) => return,
            (a, b) if a == b => {}
            (a, b) => panic!(
                "{file}:{line}\nshows: {}\nis:    {}\nhint: UPDATE_DOCS=1 cargo test --test docs",
                a.unwrap_or("(nothing)"),
                b.unwrap_or("(nothing)")
            ),
        }
    }
}

/// The text with the names of commits, which differ from run to run, replaced by one.
fn one_commit(text: &str) -> String {
    const LENGTH: usize = 12;
    let mut out = String::new();
    for part in text.split_inclusive(|c: char| !c.is_ascii_alphanumeric()) {
        let word = part.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        let is_commit = word.len() == LENGTH && word.bytes().all(|byte| byte.is_ascii_hexdigit());
        if is_commit && out.ends_with("main (") {
            out.push_str("4f1c9a27d3e8");
            out.push_str(&part[LENGTH..]);
        } else {
            out.push_str(part);
        }
    }
    out
}

/// Runs what a document shows, block by block, in a folder of its own.
///
/// - `console`: lines with `$` are commands, followed by what they print;
/// - `diff FILE`: an edit, its places divided by `@@`;
/// - `markdown FILE` and `yaml FILE`: a whole file that is written;
/// - `text PAGE`: lines that stand on the page in this order.
struct Script {
    _folder: TempDir,
    work: PathBuf,
    last_exit_code: i32,
}

impl Script {
    fn new() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let work = folder
            .path()
            .canonicalize()
            .expect("a real path")
            .join("avtal");
        fs::create_dir(&work).expect("a folder");
        Self {
            _folder: folder,
            work,
            last_exit_code: 0,
        }
    }

    /// The document as it should be.
    fn run(&mut self, file: &str, document: &str) -> String {
        let mut out = String::new();
        let mut above = String::new();
        let mut lines = document.lines().enumerate();
        while let Some((at, line)) = lines.next() {
            if !line.is_empty() && !line.starts_with("```") {
                above = line.to_owned();
            }
            out.push_str(line);
            out.push('\n');
            let Some(info) = line.strip_prefix("```").filter(|info| !info.is_empty()) else {
                continue;
            };
            let body: Vec<&str> = lines
                .by_ref()
                .map(|(_, line)| line)
                .take_while(|line| *line != "```")
                .collect();
            let place = format!("{file}:{}", at + 1);
            // What stands after the language is not shown to a reader, so the text names the file
            // too.
            let file_name = info.split_once(' ').map(|(_, path)| format!("`{path}`"));
            let is_named = file_name.is_none_or(|name| above.contains(&name));
            assert!(
                is_named,
                "{place}: the line above the block does not name its file"
            );
            let shown = match info.split_once(' ') {
                None if info == "console" => self.commands(&place, &body),
                Some(("diff", path)) => self.edit(&place, path, &body),
                Some(("markdown" | "yaml", path)) => self.write(path, &body),
                Some(("text", path)) => self.read_page(&place, path, &body),
                _ => body.iter().map(|line| format!("{line}\n")).collect(),
            };
            out.push_str(&shown);
            out.push_str("```\n");
        }
        out
    }

    fn commands(&mut self, place: &str, body: &[&str]) -> String {
        let mut out = String::new();
        for line in body.iter().filter(|line| line.starts_with("$ ")) {
            out.push_str(line);
            out.push('\n');
            let words = words(&line[2..]);
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let said = match words.as_slice() {
                ["echo", "$?"] => self.last_exit_code.to_string(),
                ["cat", path] => self.read(path),
                ["avtalslogg", args @ ..] => self.program(args),
                ["git", args @ ..] => self.git(args),
                _ => panic!("{place}: {line} cannot be run"),
            };
            for line in said.trim_end().lines() {
                out.push_str(line.trim_end());
                out.push('\n');
            }
        }
        out
    }

    /// What a terminal shows: messages, then the product.
    fn program(&mut self, args: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_avtalslogg"));
        let path = std::env::var_os("PATH").unwrap_or_default();
        let output = command
            .args(args)
            .current_dir(&self.work)
            .env_clear()
            .env("PATH", path)
            .output()
            .expect("the program runs");
        self.last_exit_code = output.status.code().unwrap_or(-1);
        let said = [output.stderr, output.stdout].concat();
        let said = String::from_utf8(said).expect("UTF-8 output");
        one_commit(&said.replace(&*self.work.to_string_lossy(), HOME))
    }

    /// Git without the configuration of whoever runs the tests.
    fn git(&self, args: &[&str]) -> String {
        let mut command = Command::new("git");
        command
            .args(args)
            .current_dir(&self.work)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_SYSTEM", "/dev/null");
        for who in ["AUTHOR", "COMMITTER"] {
            command
                .env(format!("GIT_{who}_NAME"), "Anna")
                .env(format!("GIT_{who}_EMAIL"), "anna@example.se");
        }
        let output = command.output().expect("git runs");
        assert!(
            output.status.success(),
            "git {args:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).expect("UTF-8 output")
    }

    #[track_caller]
    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.work.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    fn write(&self, path: &str, body: &[&str]) -> String {
        let text: String = body.iter().map(|line| format!("{line}\n")).collect();
        let target = self.work.join(path);
        fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
        fs::write(target, &text).expect("a written file");
        text
    }

    fn edit(&self, place: &str, path: &str, body: &[&str]) -> String {
        let mut text = self.read(path);
        for hunk in body.split(|line| *line == "@@") {
            let side = |sign: char| -> String {
                let kept = hunk
                    .iter()
                    .filter(|line| line.is_empty() || line.starts_with([' ', sign]));
                kept.map(|line| format!("{}\n", line.get(1..).unwrap_or_default()))
                    .collect()
            };
            let (old, new) = (side('-'), side('+'));
            assert_eq!(
                text.matches(&old).count(),
                1,
                "{place}: {path} does not hold once:\n{old}"
            );
            text = text.replace(&old, &new);
        }
        fs::write(self.work.join(path), text).expect("a written file");
        body.iter().map(|line| format!("{line}\n")).collect()
    }

    fn read_page(&self, place: &str, path: &str, body: &[&str]) -> String {
        let page = Html::parse_document(&self.read(path));
        let main = Selector::parse("main").expect("a selector");
        let main = page.select(&main).next().expect("a page has its main part");
        let words: Vec<&str> = main.text().flat_map(str::split_whitespace).collect();
        // "30 juni 2026 ." where the date is an element of its own.
        let page = words
            .join(" ")
            .replace(" .", ".")
            .replace(" :", ":")
            .replace(" ,", ",");
        let mut rest = page.as_str();
        for line in body {
            match rest.split_once(line) {
                Some((_, after)) => rest = after,
                None => panic!("{place}: {path} does not say, in this order: {line}\n{page}"),
            }
        }
        body.iter().map(|line| format!("{line}\n")).collect()
    }
}

/// A command line in words; quotation marks hold some together.
fn words(line: &str) -> Vec<String> {
    let mut out = Vec::new();
    for (at, part) in line.split('"').enumerate() {
        if at % 2 == 1 {
            out.push(part.to_owned());
        } else {
            out.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    out
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a readable folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copied file");
        }
    }
}

#[test]
fn the_tutorial_does_what_it_shows() {
    const FILE: &str = "docs/tutorial.md";
    let shown = text_of(FILE);
    assert!(shown.contains("$ avtalslogg init\n") && shown.contains("$ avtalslogg build"));
    settle(FILE, &shown, &Script::new().run(FILE, &shown));
}

/// README and the pages that begin with the example contracts.
#[test]
fn the_pages_about_the_example_contracts_show_what_the_program_says() {
    for file in ["README.md", "docs/review.md"] {
        let shown = text_of(file);
        settle(file, &shown, &with_example_contracts().run(file, &shown));
    }
}

#[test]
fn every_page_that_shows_what_the_program_prints_is_run() {
    for (file, text) in pages() {
        let is_run = ["README.md", "docs/tutorial.md", "docs/review.md"].contains(&file.as_str());
        assert_eq!(text.contains("\n```console\n"), is_run, "{file}");
    }
}

#[test]
fn the_list_of_findings_is_the_programs() {
    const FILE: &str = "docs/findings.md";
    let shown = text_of(FILE);
    let real = with_table_of_findings(&shown, &Script::new().program(&["explain"]));
    settle(FILE, &shown, &real);
}

#[test]
fn the_readme_is_short() {
    assert!(text_of("README.md").len() <= 8 * 1024);
}

fn with_example_contracts() -> Script {
    let script = Script::new();
    for folder in ["contracts", "changelog"] {
        copy(&root().join(folder), &script.work.join(folder));
    }
    script
}

/// All documents by their paths.
fn pages() -> Vec<(String, String)> {
    let below = fs::read_dir(root().join("docs")).expect("a readable folder");
    let below = below.filter_map(|entry| {
        let name = entry.expect("an entry").file_name();
        let name = name.to_string_lossy().into_owned();
        name.ends_with(".md").then(|| format!("docs/{name}"))
    });
    let top = [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "SECURITY.md",
    ];
    let mut names: Vec<String> = top.map(str::to_owned).into_iter().chain(below).collect();
    names.sort();
    names
        .into_iter()
        .map(|name| (name.clone(), text_of(&name)))
        .collect()
}

const FINDINGS_HEAD: &str = "| code | level | meaning |\n|---|---|---|\n";

/// `page` with every code of `explained` at its level; the words of codes that it knows stay.
fn with_table_of_findings(page: &str, explained: &str) -> String {
    let start = page
        .find(FINDINGS_HEAD)
        .expect("the page has a table of findings")
        + FINDINGS_HEAD.len();
    let end = page[start..]
        .find("\n\n")
        .map_or(page.len(), |end| start + end + 1);
    let known = &page[start..end];
    let mut table = String::new();
    for line in explained.lines().take_while(|line| !line.is_empty()) {
        let mut words = line.split_whitespace();
        let (code, level) = (
            words.next().expect("a code"),
            words.next().expect("a level"),
        );
        let row = known
            .lines()
            .find(|row| row.starts_with(&format!("| `{code}` |")));
        let meaning = match row {
            Some(row) => row.split('|').nth(3).unwrap_or_default().trim().to_owned(),
            None => words.collect::<Vec<_>>().join(" "),
        };
        table.push_str(&format!("| `{code}` | {level} | {meaning} |\n"));
    }
    format!("{}{table}{}", &page[..start], &page[end..])
}

#[test]
fn the_list_of_commands_names_every_command_and_no_other() {
    let help = Script::new().program(&["--help"]);
    let commands = help
        .split("Commands:\n")
        .nth(1)
        .and_then(|rest| rest.split("\n\n").next());
    let real: BTreeSet<&str> = commands
        .expect("the help lists commands")
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect();
    let page = text_of("docs/commands.md");
    let table = page
        .split("| command | does |\n|---|---|\n")
        .nth(1)
        .expect("the page has a table of commands");
    let named: BTreeSet<&str> = table
        .lines()
        .take_while(|line| line.starts_with('|'))
        .filter_map(|line| line.strip_prefix("| `")?.split([' ', '`']).next())
        .collect();
    assert_eq!(named, real);
}

#[test]
fn the_readme_names_the_two_commands_to_begin_with() {
    let readme = text_of("README.md");
    for command in ["cargo run --release -- build", "cargo test"] {
        assert!(
            readme.lines().any(|line| line == command),
            "{command} has no line of its own"
        );
    }
}

/// How a forge names the place of a heading: in small letters, blanks as hyphens, no other signs.
fn places(text: &str) -> BTreeSet<String> {
    let mut in_code = false;
    let mut out = BTreeSet::new();
    for line in text.lines() {
        in_code ^= line.starts_with("```");
        let heading = line.trim_start_matches('#');
        if !in_code && heading.len() < line.len() {
            let kept = heading
                .trim()
                .chars()
                .filter(|c| c.is_alphanumeric() || " -_".contains(*c));
            out.insert(kept.collect::<String>().to_lowercase().replace(' ', "-"));
        }
    }
    out
}

#[test]
fn links_between_the_documents_lead_somewhere() {
    for (file, text) in pages() {
        let folder = root().join(&file).parent().expect("a folder").to_owned();
        let targets = text.split("](").skip(1);
        for target in targets.filter_map(|rest| rest.split(')').next()) {
            if target.contains("://") || target.contains(' ') {
                continue;
            }
            let (path, place) = target.split_once('#').unwrap_or((target, ""));
            let there = if path.is_empty() {
                root().join(&file)
            } else {
                folder.join(path)
            };
            assert!(
                there.exists(),
                "{file} leads to {target}, which does not exist"
            );
            let found = place.is_empty()
                || fs::read_to_string(&there).is_ok_and(|text| places(&text).contains(place));
            assert!(found, "{file} leads to {target}: no such heading");
        }
    }
}

#[test]
fn the_architecture_gives_each_dependency_a_reason() {
    let architecture = text_of("ARCHITECTURE.md");
    let manifest = text_of("Cargo.toml");
    let mut section = "";
    let mut real = BTreeSet::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            section = line;
        } else if ["[dependencies]", "[dev-dependencies]"].contains(&section)
            && let Some((name, value)) = line.split_once(" = ")
        {
            // `serde_yaml = { package = "serde-saphyr", … }`: the package is what is fetched.
            let package = value
                .split_once("package = \"")
                .and_then(|(_, rest)| rest.split('"').next());
            real.insert(package.unwrap_or(name).to_owned());
        }
    }
    let table = architecture
        .split("| dependency | why |\n|---|---|\n")
        .nth(1)
        .expect("a table of dependencies");
    let named: BTreeSet<String> = table
        .lines()
        .take_while(|line| line.starts_with('|'))
        .filter_map(|line| Some(line.strip_prefix("| `")?.split('`').next()?.to_owned()))
        .collect();
    assert_eq!(named, real);
}

#[test]
fn the_architecture_names_every_folder_of_the_source() {
    let architecture = text_of("ARCHITECTURE.md");
    let mut open = vec![root().join("src")];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("src is readable") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                let name = path
                    .strip_prefix(root())
                    .expect("a path below the root")
                    .to_string_lossy();
                let name = format!("`{}/`", name.replace('\\', "/"));
                assert!(
                    architecture.contains(&name),
                    "ARCHITECTURE.md does not name {name}"
                );
                open.push(path);
            }
        }
    }
}
