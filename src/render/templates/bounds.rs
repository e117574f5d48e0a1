//! How much a page may cost when templates are not our own: every text and value that a template
//! makes, and every one that it reads as a whole, is paid from one budget. The engine's own count
//! of steps bounds the rest.

use minijinja::value::{Kwargs, Rest, ValueKind};
use minijinja::{Environment, Error, ErrorKind, State, Value, filters, functions};

use super::guard::{JOINED, NUMBER, RAW, SEQUENCE, SIZED};

/// How many bytes of text and values one page may make.
const LARGEST: usize = 128 * 1024 * 1024;

/// How deep values may be nested: what is nested deeper cannot be taken apart safely.
const DEEPEST: usize = 64;

/// What a value costs beside its text.
const VALUE: usize = 16;

/// What is left for the page.
struct Budget(usize);

fn charge(state: &mut State<'_, '_>, bytes: usize) -> Result<(), Error> {
    let budget = state.get_or_insert_extension_with(|| Budget(LARGEST));
    match budget.0.checked_sub(bytes) {
        Some(left) => budget.0 = left,
        None => {
            budget.0 = 0;
            return Err(refused(format!(
                "makes more than {} MiB of text and values for one page: something in it grows without end",
                LARGEST / 1024 / 1024
            )));
        }
    }
    Ok(())
}

fn refused(why: String) -> Error {
    Error::new(ErrorKind::InvalidOperation, why)
}

/// Pays for all that stands in `value`, wherever it is repeated.
pub(super) fn whole(state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    fn pay(state: &mut State<'_, '_>, value: &Value, depth: usize) -> Result<(), Error> {
        if depth > DEEPEST {
            return Err(refused(format!("nests values more than {DEEPEST} deep")));
        }
        charge(state, VALUE + value.as_str().map_or(0, str::len))?;
        let kind = value.kind();
        if matches!(kind, ValueKind::Seq | ValueKind::Iterable | ValueKind::Map) {
            for item in value.try_iter()? {
                if kind == ValueKind::Map {
                    pay(state, &value.get_item(&item)?, depth + 1)?;
                }
                pay(state, &item, depth + 1)?;
            }
        }
        Ok(())
    }
    pay(state, value, 0)
}

/// Pays for a text, or for the places of a list, not for what stands in them.
fn surface(state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    let places = || value.len().unwrap_or_default().saturating_mul(VALUE);
    charge(state, value.as_str().map_or_else(places, str::len))
}

/// What a filter reads and makes.
#[derive(Clone, Copy)]
enum Reads {
    /// All that stands in what it is given; what it makes may be nested deeper.
    Whole,
    /// What it is given, and nothing that stands in it.
    Surface,
}

/// Adds to `environment` the functions of [`super::guard`], and sets bounds to the filters and
/// functions of the engine.
pub(super) fn set(environment: &mut Environment<'_>) {
    environment.add_filter(SIZED, |state: &mut State<'_, '_>, value: Value| {
        whole(state, &value)?;
        Ok::<Value, Error>(value)
    });
    environment.add_filter(SEQUENCE, |state: &mut State<'_, '_>, value: Value| {
        surface(state, &value)?;
        Ok::<Value, Error>(value)
    });
    environment.add_filter(NUMBER, |value: Value| match value.kind() {
        ValueKind::Number => Ok(value),
        kind => Err(refused(format!(
            "calculates with a {kind}: only numbers can be calculated with"
        ))),
    });
    environment.add_filter(JOINED, joined);
    environment.add_filter(RAW, |text: &str| Value::from_safe_string(text.to_owned()));
    for (name, filter, reads) in known_filters() {
        environment.add_filter(
            name,
            move |state: &mut State<'_, '_>, values: Rest<Value>| {
                within(state, &filter, reads, &values)
            },
        );
    }
    environment.add_filter("replace", replaced);
    environment.add_filter("join", listed);
    environment.add_filter("indent", indented);
    // What writes a value out for whoever debugs a template, and numbers at any width.
    environment.remove_filter("pprint");
    environment.remove_filter("format");
    environment.remove_global("debug");
    let (dict, namespace) = (
        Value::from_function(functions::dict),
        Value::from_function(functions::namespace),
    );
    for (name, function) in [("dict", dict), ("namespace", namespace)] {
        environment.add_function(
            name,
            move |state: &mut State<'_, '_>, values: Rest<Value>| {
                within(state, &function, Reads::Whole, &values)
            },
        );
    }
}

fn known_filters() -> [(&'static str, Value, Reads); 43] {
    use Reads::{Surface, Whole};
    let length = Value::from_function(filters::length);
    let default = Value::from_function(filters::default);
    let escape = Value::from_function(filters::escape);
    [
        ("abs", Value::from_function(filters::abs), Surface),
        ("attr", Value::from_function(filters::attr), Surface),
        ("batch", Value::from_function(filters::batch), Whole),
        ("bool", Value::from_function(filters::bool), Surface),
        (
            "capitalize",
            Value::from_function(filters::capitalize),
            Whole,
        ),
        ("chain", Value::from_function(filters::chain), Whole),
        ("count", length.clone(), Surface),
        ("d", default.clone(), Surface),
        ("default", default, Surface),
        ("dictsort", Value::from_function(filters::dictsort), Whole),
        ("e", escape.clone(), Whole),
        ("escape", escape, Whole),
        ("first", Value::from_function(filters::first), Surface),
        ("float", Value::from_function(filters::float), Surface),
        ("groupby", Value::from_function(filters::groupby), Whole),
        ("int", Value::from_function(filters::int), Surface),
        ("items", Value::from_function(filters::items), Whole),
        ("last", Value::from_function(filters::last), Surface),
        ("length", length, Surface),
        ("lines", Value::from_function(filters::lines), Whole),
        ("list", Value::from_function(filters::list), Surface),
        ("lower", Value::from_function(filters::lower), Whole),
        ("map", Value::from_function(filters::map), Whole),
        ("max", Value::from_function(filters::max), Whole),
        ("min", Value::from_function(filters::min), Whole),
        ("reject", Value::from_function(filters::reject), Whole),
        (
            "rejectattr",
            Value::from_function(filters::rejectattr),
            Whole,
        ),
        ("reverse", Value::from_function(filters::reverse), Surface),
        ("round", Value::from_function(filters::round), Surface),
        ("safe", Value::from_function(filters::safe), Whole),
        ("select", Value::from_function(filters::select), Whole),
        (
            "selectattr",
            Value::from_function(filters::selectattr),
            Whole,
        ),
        ("slice", Value::from_function(filters::slice), Whole),
        ("sort", Value::from_function(filters::sort), Whole),
        ("split", Value::from_function(filters::split), Whole),
        ("string", Value::from_function(filters::string), Whole),
        ("sum", Value::from_function(filters::sum), Whole),
        ("title", Value::from_function(filters::title), Whole),
        ("tojson", Value::from_function(filters::tojson), Whole),
        ("trim", Value::from_function(filters::trim), Whole),
        ("unique", Value::from_function(filters::unique), Whole),
        ("upper", Value::from_function(filters::upper), Whole),
        ("zip", Value::from_function(filters::zip), Whole),
    ]
}

/// Calls `function`, and pays for what it is given and for what it makes.
fn within(
    state: &mut State<'_, '_>,
    function: &Value,
    reads: Reads,
    values: &[Value],
) -> Result<Value, Error> {
    for (at, value) in values.iter().enumerate() {
        match reads {
            Reads::Whole => whole(state, value)?,
            Reads::Surface => surface(state, value)?,
        }
        // A number that a filter is given beside its value can be a width or a count.
        let count = value.as_usize().filter(|_| at > 0 && value.is_number());
        charge(state, count.unwrap_or_default().saturating_mul(VALUE))?;
    }
    let made = function.call(state, values)?;
    match reads {
        Reads::Whole => whole(state, &made)?,
        Reads::Surface => surface(state, &made)?,
    }
    Ok(made)
}

/// The operator `~`.
fn joined(state: &mut State<'_, '_>, one: Value, other: Value) -> Result<Value, Error> {
    if one.is_undefined() || other.is_undefined() {
        return Err(Error::from(ErrorKind::UndefinedError));
    }
    whole(state, &one)?;
    whole(state, &other)?;
    Ok(Value::from(format!("{one}{other}")))
}

fn replaced(
    state: &mut State<'_, '_>,
    text: Value,
    from: Value,
    to: Value,
) -> Result<Value, Error> {
    let own = text.as_str().unwrap_or_default();
    let times = match from.as_str() {
        Some(from) if !from.is_empty() => own.matches(from).count(),
        _ => own.len() + 1,
    };
    charge(state, to.as_str().map_or(0, str::len).saturating_mul(times))?;
    within(
        state,
        &Value::from_function(filters::replace),
        Reads::Whole,
        &[text, from, to],
    )
}

fn listed(state: &mut State<'_, '_>, list: Value, rest: Rest<Value>) -> Result<Value, Error> {
    // What stands between the items can be named (`d="; "`).
    let named = rest
        .last()
        .and_then(|last| Kwargs::try_from(last.clone()).ok());
    let named = named.and_then(|named| named.peek::<String>("d").ok());
    let between = rest
        .iter()
        .filter_map(Value::as_str)
        .map(str::len)
        .sum::<usize>();
    let between = between + named.map_or(0, |named| named.len());
    charge(
        state,
        between.saturating_mul(list.len().unwrap_or_default()),
    )?;
    let values: Vec<Value> = std::iter::once(list).chain(rest.0).collect();
    within(
        state,
        &Value::from_function(filters::join),
        Reads::Whole,
        &values,
    )
}

fn indented(state: &mut State<'_, '_>, text: Value, rest: Rest<Value>) -> Result<Value, Error> {
    let named = rest
        .last()
        .and_then(|last| Kwargs::try_from(last.clone()).ok());
    let named = named.and_then(|named| named.peek::<usize>("width").ok());
    let width = rest
        .iter()
        .filter_map(Value::as_usize)
        .chain(named)
        .max()
        .unwrap_or(4);
    let lines = text.as_str().map_or(1, |text| text.lines().count() + 1);
    charge(state, width.saturating_mul(lines))?;
    let values: Vec<Value> = std::iter::once(text).chain(rest.0).collect();
    within(
        state,
        &Value::from_function(filters::indent),
        Reads::Whole,
        &values,
    )
}
