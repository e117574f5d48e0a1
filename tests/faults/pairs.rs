//! Two runs at the same time: what stands in the end is what one after the other would have left.

use std::path::Path;
use std::process::{Child, Stdio};

use crate::scenarios::{ALL, DAY, Scenario, copied, program, program_in};
use crate::tree::{self, Tree, tree};

/// Two commands that are started together, and the scenario whose start they share.
struct Pair {
    name: &'static str,
    start: &'static str,
    commands: [&'static [&'static str]; 2],
}

const PUBLISH: [&[&str]; 2] = [
    &["publish", "--date", "2022-06-17"],
    &["publish", "--date", "2022-06-20"],
];
const BUILD: &[&str] = &["build", "--out", "site"];
const SOONER: &[&str] = &[
    "correct",
    "a@2.0",
    "--change",
    "support",
    "--effective",
    "2022-09-01",
];

const PAIRS: &[Pair] = &[
    Pair {
        name: "build ∥ build",
        start: "build over an old site",
        commands: [BUILD, BUILD],
    },
    Pair {
        name: "build ∥ build with drafts",
        start: "build",
        commands: [BUILD, &["build", "--drafts", "--out", "site"]],
    },
    Pair {
        name: "publish ∥ publish",
        start: "publish",
        commands: PUBLISH,
    },
    Pair {
        name: "publish a ∥ publish b",
        start: "publish",
        commands: [
            &["publish", "a", "--date", "2022-06-17"],
            &["publish", "b", "--date", "2022-06-20"],
        ],
    },
    Pair {
        name: "correct ∥ correct",
        start: "correct",
        commands: [
            SOONER,
            &[
                "correct",
                "a@2.0",
                "--change",
                "support",
                "--effective",
                "2022-11-01",
            ],
        ],
    },
    Pair {
        name: "correct ∥ correct of another change",
        start: "correct",
        commands: [
            SOONER,
            &[
                "correct",
                "a@2.0",
                "--change",
                "avgift",
                "--effective",
                "2022-12-01",
            ],
        ],
    },
    Pair {
        name: "draft ∥ draft",
        start: "draft",
        commands: [&["draft"], &["draft", "a", "--on", "2022-08-01"]],
    },
    Pair {
        name: "correct ∥ withdraw",
        start: "correct",
        commands: [SOONER, &["withdraw", "a", "--effective", "2023-06-01"]],
    },
    Pair {
        name: "correct ∥ revise",
        start: "correct",
        commands: [SOONER, &["revise", "a"]],
    },
    Pair {
        name: "draft ∥ publish",
        start: "publish",
        commands: [&["draft", "a"], PUBLISH[0]],
    },
    Pair {
        name: "build ∥ publish",
        start: "publish",
        commands: [BUILD, PUBLISH[0]],
    },
    Pair {
        name: "new ∥ new",
        start: "new",
        commands: [&["new", "avtal"], &["new", "avtal", "--title", "Annat"]],
    },
    Pair {
        name: "init ∥ init",
        start: "init",
        commands: [&["init"], &["init", "--language", "en"]],
    },
];

impl Pair {
    fn scenario(&self) -> &'static Scenario {
        ALL.iter()
            .find(|scenario| scenario.name == self.start)
            .expect("a scenario")
    }

    fn start(&self, folder: &Path, at: usize) -> Child {
        let mut args = self.commands[at].to_vec();
        let root = folder.join("r").to_string_lossy().into_owned();
        args.extend(["--root", &root]);
        if !args.contains(&"--on") {
            args.extend(["--on", DAY]);
        }
        let mut command = program(&folder.join("r"), &args, &[]);
        command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts")
    }

    /// The files after the commands one after the other, in both orders, and whether each
    /// succeeded.
    fn in_turn(&self, from: &Path) -> [(Tree, [bool; 2]); 2] {
        [[0, 1], [1, 0]].map(|order| {
            let folder = copied(from);
            let mut done = [false; 2];
            for at in order {
                done[at] = self
                    .start(folder.path(), at)
                    .wait()
                    .expect("it ends")
                    .success();
            }
            (tree(folder.path()), done)
        })
    }

    /// Runs both together `times`, with the start of each moved a little against the other.
    fn survives(&self, times: usize) {
        let from = self.scenario().start();
        std::fs::create_dir_all(from.path().join("r")).expect("a folder");
        let orders = self.in_turn(from.path());
        for time in 0..times {
            let folder = copied(from.path());
            let first = time % 2;
            let mut one = self.start(folder.path(), first);
            std::thread::sleep(std::time::Duration::from_micros(700 * (time as u64 % 11)));
            let mut other = self.start(folder.path(), 1 - first);
            let ended = [one.wait(), other.wait()].map(|status| status.expect("it ends").success());
            let mut done = [false; 2];
            (done[first], done[1 - first]) = (ended[0], ended[1]);
            let now = tree(folder.path());
            let known = orders
                .iter()
                .any(|(after, codes)| *after == now && *codes == done);
            assert!(
                known,
                "{}, time {time}: neither order gives this: {done:?} {:?}",
                self.name,
                now.keys()
            );
            assert_eq!(
                tree::left(folder.path()),
                [""; 0],
                "{}, time {time}",
                self.name
            );
        }
    }
}

#[test]
fn two_runs_at_the_same_time_leave_what_one_after_the_other_would() {
    PAIRS.iter().for_each(|pair| pair.survives(2));
}

#[test]
#[ignore = "long: see .ci/deep"]
fn four_hundred_pairs_of_runs_leave_what_one_after_the_other_would() {
    const PAIRED: usize = 400;
    let each = PAIRED.div_ceil(PAIRS.len());
    PAIRS.iter().for_each(|pair| pair.survives(each));
    println!("{} pairs of runs", each * PAIRS.len());
}

#[test]
fn a_site_that_is_built_while_a_release_is_published_is_of_before_or_of_after() {
    let scenario = ALL
        .iter()
        .find(|scenario| scenario.name == "publish")
        .expect("a scenario");
    let from = scenario.start();
    let site = |folder: &Path| -> Tree { tree(&folder.join("r/site")) };
    let out = |folder: &Path| folder.join("r/site").to_string_lossy().into_owned();
    let ends: Vec<Tree> = [false, true]
        .into_iter()
        .map(|published| {
            let folder = copied(from.path());
            if published {
                assert!(program_in(folder.path(), PUBLISH[0]).status.success());
            }
            assert!(
                program_in(folder.path(), &["build", "--out", &out(folder.path())])
                    .status
                    .success()
            );
            site(folder.path())
        })
        .collect();
    assert!(ends[0] != ends[1]);
    let folder = copied(from.path());
    let root = folder.path().join("r").to_string_lossy().into_owned();
    let args = [PUBLISH[0], &["--root", &root, "--on", DAY]].concat();
    let mut publishing = program(folder.path(), &args, &[])
        .stdout(Stdio::null())
        .spawn()
        .expect("the program starts");
    while publishing.try_wait().expect("a state").is_none() {
        assert!(
            program_in(folder.path(), &["build", "--out", &out(folder.path())])
                .status
                .success()
        );
        assert!(
            ends.contains(&site(folder.path())),
            "a site of half a release"
        );
    }
}
