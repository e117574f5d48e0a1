//! `explain`.

use anyhow::{Result, bail};
use clap::Args as ClapArgs;

use super::args::Global;
use super::load;
use super::output::Outcome;
use crate::args;
use crate::classify::all_rules;
use crate::classify::rule::Rule;
use crate::model::codes;
use crate::model::finding::{Code, Language, Level};
use crate::model::names;
use crate::problem::{Kind, Problem};
use crate::render::columns;
use crate::words::saying;

/// `explain`.
#[derive(Debug, ClapArgs)]
pub struct Explain {
    /// The finding's code or the rule's name; without it all are listed
    pub name: Option<String>,
}

/// How many names a wrong one is answered with.
const NEAREST: usize = 3;

/// Explains one finding or one rule, or lists them all, in the language of the repository around.
pub(super) fn run(global: &Global, args: &Explain) -> Result<Outcome> {
    let language = load::language_around(global).unwrap_or(Language::En);
    let Some(name) = &args.name else {
        return Ok(Outcome::clean(list(language)));
    };
    let rules = all_rules();
    let rule = rules.iter().find(|rule| rule.code == name);
    match (codes::by_name(name), rule) {
        (Some(code), _) => Ok(Outcome::clean(finding(code, language))),
        (None, Some(own)) => Ok(Outcome::clean(explained(own, language))),
        (None, None) => {
            let known = codes::all().map(|code| code.name);
            let known = known.chain(rules.iter().map(|rule| rule.code));
            let near = names::nearest(name, known, NEAREST).join(", ");
            bail!(
                Problem::new(Kind::Request, saying("explain.unknown", args![name]))
                    .hint(saying("explain.nearest", args![near]))
            )
        }
    }
}

fn list(language: Language) -> String {
    let width = codes::all().map(|code| code.name.len()).max().unwrap_or(0);
    let level = |code: &Code| format!("{}{}", code.level.name(), if code.firm { "*" } else { "" });
    let findings = codes::all().map(|code| {
        format!(
            "{:width$}  {:5}  {}\n",
            code.name,
            level(code),
            code.message(language)
        )
    });
    let rules = all_rules().into_iter().map(|rule| {
        let (weight, catches) = (rule.materiality.name(), rule.catches(language));
        format!("{:width$}  {weight:9}  {catches}\n", rule.code)
    });
    let head = language.say("explain.rules", args![]);
    format!(
        "{}\n{head}\n{}",
        findings.collect::<String>(),
        rules.collect::<String>()
    )
}

fn finding(code: &Code, language: Language) -> String {
    let other = match language {
        Language::Sv => Language::En,
        Language::En => Language::Sv,
    };
    let setting = match (code.firm, code.level) {
        (true, Level::Deny) => None,
        (false, Level::Deny) => Some(Level::Warn),
        (_, _) => Some(Level::Deny),
    };
    let setting = setting.map(|level| format!("levels: {{{}: {}}}", code.name, level.name()));
    let raises = code.firm;
    let level = language.say(
        "explain.level",
        args![level = code.level.name(), setting, raises],
    );
    let labels = [
        language.say("explain.says", args![]),
        language.say("explain.do", args![]),
        language.say("explain.elsewhere", args![]),
    ];
    let [says, to_do, elsewhere] = labels.map(|label| format!("{label:14}"));
    format!(
        "{}\n\n{level}\n\n{}\n\n{says}{}\n{to_do}{}\n{elsewhere}{}\n{:14}{}\n",
        code.name,
        wrap(&code.explanation(language)),
        code.message(language),
        help(code, language),
        code.message(other),
        "",
        help(code, other)
    )
}

fn explained(rule: &Rule, language: Language) -> String {
    let (name, weight) = (rule.name(language), rule.materiality.name());
    let (catches, why) = (rule.catches(language), rule.why(language));
    format!(
        "{}\n\n{}\n\n{}\n\n{}\n",
        rule.code,
        language.say("explain.rule", args![name, weight]),
        wrap(&language.say("explain.catches", args![catches])),
        wrap(&language.say("explain.why", args![why])),
    )
}

/// What to do; a code that has several causes says it with each of them.
fn help(code: &Code, language: Language) -> String {
    match code.help(language) {
        help if help == "{remedy}" => language.say("explain.several", args![]),
        help => help,
    }
}

/// Running text at 80 columns.
fn wrap(text: &str) -> String {
    columns::lines(text, 80).join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_is_explained_in_the_language_asked_for_with_its_words_in_the_other_one() {
        let code = &codes::reading::INVALID_VALUE;
        assert!(finding(code, Language::En).ends_with(
            "It says:      \"{value}\" is not a valid value for \"{key}\"\n\
             What to do:   depends on the cause; the finding says it\n\
             In Swedish:   \"{value}\" är inte ett giltigt värde för \"{key}\"\n              \
             beror på orsaken; fyndet säger det\n"
        ));
        let swedish = finding(code, Language::Sv);
        assert!(swedish.contains("\n\nNivå: deny (slutkod 1); `levels: {invalid-value: warn}` i"));
        assert!(
            swedish.contains("\nPå engelska:  \"{value}\" is not"),
            "{swedish}"
        );
    }

    #[test]
    fn the_level_says_what_a_setting_can_do_about_it() {
        let level = |code: &Code| {
            let text = finding(code, Language::En);
            text.lines().nth(2).unwrap_or_default().to_owned()
        };
        assert_eq!(
            level(&codes::reading::NOT_UTF8),
            "Level: deny (exit code 1); no `levels` in contracts/agreement.yaml lowers it."
        );
        assert_eq!(
            level(&codes::reading::UNUSED_SKELETON),
            "Level: warn; `levels: {unused-skeleton: deny}` in contracts/agreement.yaml sets another."
        );
    }

    #[test]
    fn every_rule_says_what_it_sees_and_why_that_matters() {
        for rule in all_rules() {
            let text = explained(&rule, Language::Sv);
            assert!(text.contains(&rule.name(Language::Sv)), "{text}");
            assert!(
                text.contains("Det ser den: ") && text.contains("Varför: "),
                "{text}"
            );
            assert!(list(Language::En).contains(&rule.catches(Language::En)));
        }
    }
}
