//! A template in another wording: one that does the same, in which nothing can grow unseen.
//!
//! The engine counts steps, not bytes, and `{% set x = x ~ x %}` is one step. So a template that
//! was not compiled in is read into its tree and written anew with every operator's operands, every
//! new list and every literal text passed through a function of [`super::bounds`] that counts. The
//! lines stay where they are, so that errors name them.

use minijinja::Value;
use minijinja::machinery::ast::{
    BinOpKind, Call, CallArg, CompareOpKind, Expr, IfCond, Macro, Stmt, UnaryOpKind,
};
use minijinja::machinery::{Span, parse};
use minijinja::syntax::SyntaxConfig;

/// The names of the functions that count.
pub(super) const SIZED: &str = "_sized";
pub(super) const SEQUENCE: &str = "_sequence";
pub(super) const NUMBER: &str = "_number";
pub(super) const JOINED: &str = "_joined";
pub(super) const RAW: &str = "_raw";

/// `source` in the other wording; `None` where it is no template, which the engine says better.
pub(super) fn guarded(source: &str, name: &str, syntax: SyntaxConfig) -> Option<String> {
    let tree = parse(source, name, syntax).ok()?;
    let mut writer = Writer {
        out: String::with_capacity(2 * source.len()),
        line: 1,
    };
    writer.statement(&tree);
    Some(writer.out)
}

struct Writer {
    out: String,
    /// The line that is written, counted from 1.
    line: u16,
}

impl Writer {
    fn put(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Goes on to the line of `span`; only white space within a tag may come of it.
    fn at(&mut self, span: Span) {
        while self.line < span.start_line {
            self.out.push('\n');
            self.line += 1;
        }
    }

    /// A tag that begins with `word`, and what follows it.
    fn tag(&mut self, span: Span, word: &str, rest: impl FnOnce(&mut Self)) {
        self.put("{% ");
        self.at(span);
        self.put(word);
        rest(self);
        self.put(" %}");
    }

    fn end(&mut self, word: &str) {
        self.put(&format!("{{% {word} %}}"));
    }

    fn body(&mut self, statements: &[Stmt<'_>]) {
        for statement in statements {
            self.statement(statement);
        }
    }

    fn statement(&mut self, statement: &Stmt<'_>) {
        match statement {
            Stmt::Template(template) => self.body(&template.children),
            Stmt::EmitExpr(emit) => {
                self.put("{{ ");
                self.at(emit.span());
                self.expression(&emit.expr);
                self.put(" }}");
            }
            Stmt::EmitRaw(raw) => {
                self.put("{{ ");
                self.at(raw.span());
                self.text(raw.raw);
                self.put(&format!("|{RAW} }}}}"));
            }
            Stmt::ForLoop(each) => {
                self.tag(each.span(), "for ", |out| {
                    out.target(&each.target);
                    out.put(" in ");
                    out.through(&each.iter, SEQUENCE);
                    if let Some(filter) = &each.filter_expr {
                        out.put(" if ");
                        out.expression(filter);
                    }
                    out.put(if each.recursive { " recursive" } else { "" });
                });
                self.body(&each.body);
                if !each.else_body.is_empty() {
                    self.end("else");
                    self.body(&each.else_body);
                }
                self.end("endfor");
            }
            Stmt::IfCond(condition) => {
                self.tag(condition.span(), "if ", |out| {
                    out.expression(&condition.expr)
                });
                self.branches(condition);
            }
            Stmt::WithBlock(with) => {
                self.tag(with.span(), "with ", |out| {
                    out.list(&with.assignments, |out, (target, value)| {
                        out.target(target);
                        out.put(" = ");
                        out.expression(value);
                    });
                });
                self.body(&with.body);
                self.end("endwith");
            }
            Stmt::Set(set) => self.tag(set.span(), "set ", |out| {
                out.target(&set.target);
                out.put(" = ");
                // What is put into a namespace outlives the place, and can hold the namespace
                // itself.
                match set.target {
                    Expr::GetAttr(_) => out.through(&set.expr, SIZED),
                    _ => out.expression(&set.expr),
                }
            }),
            Stmt::SetBlock(set) => {
                self.tag(set.span(), "set ", |out| {
                    out.target(&set.target);
                    if let Some(filter) = &set.filter {
                        out.put(" | ");
                        out.expression(filter);
                    }
                });
                self.body(&set.body);
                self.end("endset");
            }
            Stmt::AutoEscape(escape) => {
                self.tag(escape.span(), "autoescape ", |out| {
                    out.expression(&escape.enabled)
                });
                self.body(&escape.body);
                self.end("endautoescape");
            }
            Stmt::FilterBlock(block) => {
                self.tag(block.span(), "filter ", |out| out.expression(&block.filter));
                self.body(&block.body);
                self.end("endfilter");
            }
            Stmt::Block(block) => {
                let required = if block.required { " required" } else { "" };
                self.tag(block.span(), "block ", |out| {
                    out.put(&format!("{}{required}", block.name))
                });
                if !block.required {
                    self.body(&block.body);
                }
                self.end("endblock");
            }
            Stmt::Import(import) => self.tag(import.span(), "import ", |out| {
                out.expression(&import.expr);
                out.put(" as ");
                out.expression(&import.name);
            }),
            Stmt::FromImport(import) => self.tag(import.span(), "from ", |out| {
                out.expression(&import.expr);
                out.put(" import ");
                out.list(&import.names, |out, (name, alias)| {
                    out.target(name);
                    if let Some(alias) = alias {
                        out.put(" as ");
                        out.target(alias);
                    }
                });
            }),
            Stmt::Extends(extends) => self.tag(extends.span(), "extends ", |out| {
                out.expression(&extends.name)
            }),
            Stmt::Include(include) => self.tag(include.span(), "include ", |out| {
                out.expression(&include.name);
                out.put(if include.ignore_missing {
                    " ignore missing"
                } else {
                    ""
                });
            }),
            Stmt::Macro(own) => {
                self.tag(own.span(), "macro ", |out| {
                    out.put(own.name);
                    out.parameters(own);
                });
                self.body(&own.body);
                self.end("endmacro");
            }
            Stmt::CallBlock(block) => {
                self.tag(block.call.span(), "call", |out| {
                    out.parameters(&block.macro_decl);
                    out.put(" ");
                    out.call(&block.call);
                });
                self.body(&block.macro_decl.body);
                self.end("endcall");
            }
            Stmt::Continue(_) => self.end("continue"),
            Stmt::Break(_) => self.end("break"),
            Stmt::Do(own) => self.tag(own.span(), "do ", |out| out.call(&own.call)),
        }
    }

    /// The branches of a condition. A chain of `elif` stays one: each nested `if` would go one
    /// level deeper.
    fn branches(&mut self, condition: &IfCond<'_>) {
        self.body(&condition.true_body);
        match condition.false_body.as_slice() {
            [] => self.end("endif"),
            [Stmt::IfCond(next)] => {
                self.tag(next.span(), "elif ", |out| out.expression(&next.expr));
                self.branches(next);
            }
            other => {
                self.end("else");
                self.body(other);
                self.end("endif");
            }
        }
    }

    fn parameters(&mut self, own: &Macro<'_>) {
        let first_default = own.args.len() - own.defaults.len();
        self.put("(");
        let parameters: Vec<_> = own.args.iter().enumerate().collect();
        self.list(&parameters, |out, (at, name)| {
            out.target(name);
            if let Some(default) = at
                .checked_sub(first_default)
                .and_then(|at| own.defaults.get(at))
            {
                out.put("=");
                out.expression(default);
            }
        });
        self.put(")");
    }

    fn list<T>(&mut self, items: &[T], write: impl Fn(&mut Self, &T)) {
        for (at, item) in items.iter().enumerate() {
            self.put(if at == 0 { "" } else { ", " });
            write(self, item);
        }
    }

    /// A name, or several, that get a value.
    fn target(&mut self, target: &Expr<'_>) {
        match target {
            Expr::List(list) => self.targets(&list.items),
            Expr::Tuple(tuple) => self.targets(&tuple.items),
            Expr::GetAttr(attribute) => {
                self.target(&attribute.expr);
                self.put(&format!(".{}", attribute.name));
            }
            name => self.expression(name),
        }
    }

    fn targets(&mut self, names: &[Expr<'_>]) {
        self.put("(");
        self.list(names, |out, name| out.target(name));
        self.put(",)");
    }

    /// The value of `expression`, passed through the function `name`.
    fn through(&mut self, expression: &Expr<'_>, name: &str) {
        self.operand(expression);
        // Numbers and texts that stand in the template have their size.
        if !matches!(expression, Expr::Const(_)) || name == NUMBER {
            self.put(&format!("|{name}"));
        }
    }

    /// An expression that an operator or a filter takes as a whole.
    fn operand(&mut self, expression: &Expr<'_>) {
        let simple = matches!(
            expression,
            Expr::Var(_)
                | Expr::Const(_)
                | Expr::Filter(_)
                | Expr::GetAttr(_)
                | Expr::GetItem(_)
                | Expr::Call(_)
        );
        self.bracketed(expression, !simple);
    }

    /// An expression that something is looked up in.
    fn base(&mut self, expression: &Expr<'_>) {
        let simple = matches!(
            expression,
            Expr::Var(_) | Expr::GetAttr(_) | Expr::GetItem(_) | Expr::Call(_)
        );
        self.bracketed(expression, !simple);
    }

    fn bracketed(&mut self, expression: &Expr<'_>, brackets: bool) {
        self.put(if brackets { "(" } else { "" });
        self.expression(expression);
        self.put(if brackets { ")" } else { "" });
    }

    fn expression(&mut self, expression: &Expr<'_>) {
        self.at(expression.span());
        match expression {
            Expr::Var(name) => self.put(name.id),
            Expr::Const(own) => self.constant(&own.value),
            Expr::Slice(slice) => {
                self.put("(");
                self.base(&slice.expr);
                self.put(&format!("|{SIZED})["));
                for (at, part) in [&slice.start, &slice.stop, &slice.step]
                    .into_iter()
                    .enumerate()
                {
                    self.put(if at == 0 { "" } else { ":" });
                    if let Some(part) = part {
                        self.expression(part);
                    }
                }
                self.put(&format!("]|{SIZED}"));
            }
            Expr::UnaryOp(own) => {
                self.put(match own.op {
                    UnaryOpKind::Not => "not ",
                    UnaryOpKind::Neg => "-",
                });
                self.bracketed(&own.expr, true);
            }
            Expr::BinOp(own) => self.operator(own.op, &own.left, &own.right),
            Expr::Compare(own) => {
                self.through(&own.expr, SIZED);
                for next in &own.ops {
                    self.put(comparison(next.op));
                    self.through(&next.expr, SIZED);
                }
            }
            Expr::IfExpr(own) => {
                self.operand(&own.true_expr);
                self.put(" if ");
                self.operand(&own.test_expr);
                if let Some(other) = &own.false_expr {
                    self.put(" else ");
                    self.operand(other);
                }
            }
            Expr::Filter(own) => {
                if let Some(input) = &own.expr {
                    self.operand(input);
                    self.put("|");
                }
                self.put(own.name);
                if !own.args.is_empty() {
                    self.arguments(&own.args, false);
                }
            }
            Expr::Test(own) if own.args.is_empty() => {
                self.operand(&own.expr);
                self.put(&format!(" is {}", own.name));
            }
            Expr::Test(own) => {
                self.through(&own.expr, SIZED);
                self.put(&format!(" is {}", own.name));
                self.arguments(&own.args, true);
            }
            Expr::GetAttr(own) => {
                self.base(&own.expr);
                self.put(&format!(".{}", own.name));
            }
            Expr::GetItem(own) => {
                self.base(&own.expr);
                self.put("[");
                self.through(&own.subscript_expr, SIZED);
                self.put("]");
            }
            Expr::Call(own) => self.call(own),
            Expr::List(own) => self.literal("[", &own.items, "]"),
            Expr::Tuple(own) => self.literal(
                "(",
                &own.items,
                if own.items.is_empty() { ")" } else { ",)" },
            ),
            Expr::Map(own) => {
                let pairs: Vec<_> = own.keys.iter().zip(&own.values).collect();
                self.put("{");
                self.list(&pairs, |out, (key, value)| {
                    out.bracketed(key, true);
                    out.put(": ");
                    out.bracketed(value, true);
                });
                self.put(&format!("}}|{SIZED}"));
            }
        }
    }

    fn operator(&mut self, op: BinOpKind, left: &Expr<'_>, right: &Expr<'_>) {
        // A chain of one operator is written as one: brackets around each would go one level
        // deeper.
        let chained = matches!(left, Expr::BinOp(inner) if std::mem::discriminant(&inner.op) == std::mem::discriminant(&op));
        let (through, sign) = match op {
            BinOpKind::Concat => {
                self.bracketed(
                    left,
                    !chained && !matches!(left, Expr::Var(_) | Expr::Const(_)),
                );
                self.put(&format!("|{JOINED}("));
                self.expression(right);
                self.put(")");
                return;
            }
            BinOpKind::ScAnd | BinOpKind::ScOr => {
                if chained {
                    self.expression(left)
                } else {
                    self.operand(left)
                }
                self.put(if matches!(op, BinOpKind::ScAnd) {
                    " and "
                } else {
                    " or "
                });
                self.operand(right);
                return;
            }
            BinOpKind::Add => (SIZED, " + "),
            BinOpKind::Sub => (NUMBER, " - "),
            BinOpKind::Mul => (NUMBER, " * "),
            BinOpKind::Div => (NUMBER, " / "),
            BinOpKind::FloorDiv => (NUMBER, " // "),
            BinOpKind::Rem => (NUMBER, " % "),
            BinOpKind::Pow => (NUMBER, " ** "),
            BinOpKind::Eq => (SIZED, " == "),
            BinOpKind::Ne => (SIZED, " != "),
            BinOpKind::Lt => (SIZED, " < "),
            BinOpKind::Lte => (SIZED, " <= "),
            BinOpKind::Gt => (SIZED, " > "),
            BinOpKind::Gte => (SIZED, " >= "),
            BinOpKind::In => (SIZED, " in "),
        };
        self.through(left, through);
        self.put(sign);
        self.through(right, through);
    }

    fn literal(&mut self, open: &str, items: &[Expr<'_>], close: &str) {
        self.put(open);
        self.list(items, |out, item| out.expression(item));
        self.put(&format!("{close}|{SIZED}"));
    }

    fn call(&mut self, call: &Call<'_>) {
        self.base(&call.expr);
        // The only calls that compare or keep what they are given.
        let keeps =
            matches!(&call.expr, Expr::GetAttr(own) if matches!(own.name, "changed" | "cycle"));
        self.arguments(&call.args, keeps);
    }

    fn arguments(&mut self, arguments: &[CallArg<'_>], sized: bool) {
        self.put("(");
        self.list(arguments, |out, argument| {
            let (sign, value) = match argument {
                CallArg::Pos(value) => (String::new(), value),
                CallArg::Kwarg(name, value) => (format!("{name}="), value),
                CallArg::PosSplat(value) => ("*".to_owned(), value),
                CallArg::KwargSplat(value) => ("**".to_owned(), value),
            };
            out.put(&sign);
            if sized {
                out.through(value, SIZED)
            } else {
                out.expression(value)
            }
        });
        self.put(")");
    }

    fn constant(&mut self, value: &Value) {
        match value.as_str() {
            Some(text) => self.text(text),
            None if value.is_none() => self.put("none"),
            None => self.put(&value.to_string()),
        }
    }

    /// A text as a literal that takes no line of its own.
    fn text(&mut self, text: &str) {
        self.put("\"");
        for c in text.chars() {
            match c {
                '"' | '\\' => self.out.extend(['\\', c]),
                c if c.is_control() => self.put(&format!("\\u{:04x}", u32::from(c))),
                c => self.out.push(c),
            }
        }
        self.put("\"");
    }
}

fn comparison(op: CompareOpKind) -> &'static str {
    match op {
        CompareOpKind::Eq => " == ",
        CompareOpKind::Ne => " != ",
        CompareOpKind::Lt => " < ",
        CompareOpKind::Lte => " <= ",
        CompareOpKind::Gt => " > ",
        CompareOpKind::Gte => " >= ",
        CompareOpKind::In => " in ",
        CompareOpKind::NotIn => " not in ",
    }
}
