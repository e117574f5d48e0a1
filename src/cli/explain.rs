//! `explain`.

use anyhow::{Result, anyhow};

use super::args::Explain;
use super::output::Outcome;
use crate::model::codes;
use crate::model::finding::{Code, Language, Level};

/// Explains one finding, or lists them all.
pub fn run(args: &Explain) -> Result<Outcome> {
    let Some(name) = &args.code else {
        let width = codes::all().map(|code| code.name.len()).max().unwrap_or(0);
        let level =
            |code: &Code| format!("{}{}", code.level.name(), if code.firm { "*" } else { "" });
        let line = |code: &Code| {
            format!(
                "{:width$}  {:5}  {}\n",
                code.name,
                level(code),
                code.message(Language::En)
            )
        };
        return Ok(Outcome::clean(codes::all().map(line).collect()));
    };
    let code = codes::by_name(name).ok_or_else(|| {
        anyhow!("no finding is called `{name}`\nhint: `avtalslogg explain` lists all codes")
    })?;
    Ok(Outcome::clean(explanation(code)))
}

fn explanation(code: &Code) -> String {
    let level = match code.level {
        Level::Deny => "deny (exit code 1)",
        Level::Warn => "warn",
        Level::Allow => "allow",
    };
    let levels = match (code.firm, code.level) {
        (true, Level::Deny) => "no `levels` in contracts/agreement.yaml lowers it".to_owned(),
        (true, _) => format!(
            "`levels: {{{}: deny}}` in contracts/agreement.yaml raises it",
            code.name
        ),
        (false, Level::Deny) => {
            format!(
                "`levels: {{{}: warn}}` in contracts/agreement.yaml sets another",
                code.name
            )
        }
        (false, _) => format!(
            "`levels: {{{}: deny}}` in contracts/agreement.yaml sets another",
            code.name
        ),
    };
    format!(
        "{}\n\nLevel: {level}; {levels}.\n\n{}\n\n\
         It says:      {}\nWhat to do:   {}\nIn Swedish:   {}\n              {}\n",
        code.name,
        wrap(&code.explanation(Language::En)),
        code.message(Language::En),
        help(
            &code.help(Language::En),
            "depends on the cause; the finding says it"
        ),
        code.message(Language::Sv),
        help(
            &code.help(Language::Sv),
            "beror på orsaken; fyndet säger det"
        )
    )
}

/// What to do; a code that has several causes says it with each of them.
fn help<'h>(help: &'h str, several: &'h str) -> &'h str {
    if help == "{remedy}" { several } else { help }
}

/// Breaks running text at 80 columns.
fn wrap(text: &str) -> String {
    let mut out = String::new();
    let mut width = 0;
    for word in text.split(' ') {
        let len = word.chars().count();
        if width > 0 && width + 1 + len > 80 {
            out.push('\n');
            width = 0;
        } else if width > 0 {
            out.push(' ');
            width += 1;
        }
        out.push_str(word);
        width += len;
    }
    out
}
