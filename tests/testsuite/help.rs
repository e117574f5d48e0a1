//! What shells and readers of manual pages get is made of the arguments themselves.

use crate::project::Project;

#[test]
fn every_shell_completes_the_commands() {
    let project = Project::bare();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = project.run(&["completions", shell]);
        assert!(
            run.code == 0 && run.stdout.contains("withdraw") && run.stdout.contains("import"),
            "{shell}"
        );
    }
    assert_eq!(project.run(&["completions", "tcsh"]).code, 2);
}

#[test]
fn the_program_and_each_command_have_a_manual_page() {
    let project = Project::bare();
    let page = project.run(&["man"]).stdout;
    assert!(
        page.contains(".TH avtalslogg 1") && page.contains("avtalslogg\\-import(1)"),
        "{page}"
    );
    let page = project.run(&["man", "import", "git"]).stdout;
    assert!(
        page.contains("\\-\\-tags") && page.contains("avtalslogg import git"),
        "{page}"
    );
    let unknown = project.run(&["man", "finns-inte"]);
    assert!(
        unknown.code == 2 && unknown.stderr.contains("no command `finns-inte`"),
        "{}",
        unknown.stderr
    );
}
