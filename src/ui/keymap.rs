//! Which keys ask for which action in which context, read from `assets/keymap.toml`.

use std::collections::BTreeMap;

use crate::ui::{
    action::Action,
    key::{Code, Key, Named},
};

/// The default keymap, as text.
pub const DEFAULT: &str = include_str!("../../assets/keymap.toml");

/// One key of a sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// This key.
    Key(Key),
    /// Any character, which the action is given.
    Any,
}

/// Keys, one after the other, and the action they ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// The keys; never empty.
    pub keys: Vec<Step>,
    /// The action.
    pub action: Action,
}

/// What typed keys mean so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    /// An action, with the character that stood for `*`.
    Action(Action, Option<char>),
    /// The start of some.
    Prefix,
    /// Nothing.
    Nothing,
}

/// Which keys ask for which action in which context.
#[derive(Debug, Clone, Default)]
pub struct Keymap {
    contexts: BTreeMap<String, Context>,
}

#[derive(Debug, Clone, Default)]
struct Context {
    inherits: Vec<String>,
    own: Vec<Binding>,
}

impl Keymap {
    /// Reads a keymap. What is wrong in it is left out and told, a sentence each.
    pub fn read(text: &str) -> (Keymap, Vec<String>) {
        let mut map = Keymap::default();
        let mut wrong = Vec::new();
        let table: toml::Table = match text.parse() {
            Ok(table) => table,
            Err(error) => {
                return (
                    map,
                    vec![format!("the keymap is not TOML: {}", error.message())],
                );
            }
        };
        for (name, context) in table {
            let Some(context) = context.as_table() else {
                wrong.push(format!("`{name}` is not a context: write [{name}]"));
                continue;
            };
            let mut read = Context::default();
            for (key, value) in context {
                let texts: Vec<&str> = value
                    .as_array()
                    .into_iter()
                    .flatten()
                    .filter_map(|v| v.as_str())
                    .collect();
                if key == "inherits" {
                    read.inherits = texts.into_iter().map(str::to_owned).collect();
                    continue;
                }
                let Some(action) = Action::from_name(key) else {
                    wrong.push(format!("`{key}` in [{name}] is not an action"));
                    continue;
                };
                for text in texts {
                    match sequence(text) {
                        Ok(keys) => read.own.push(Binding { keys, action }),
                        Err(error) => wrong.push(format!("{error} (`{key}` in [{name}])")),
                    }
                }
            }
            map.contexts.insert(name, read);
        }
        (map, wrong)
    }

    /// Returns the bindings of a context, its own first, then those it inherits.
    pub fn bindings(&self, context: &str) -> Vec<&Binding> {
        let Some(own) = self.contexts.get(context) else {
            return Vec::new();
        };
        let parents = own
            .inherits
            .iter()
            .filter_map(|name| self.contexts.get(name));
        own.own
            .iter()
            .chain(parents.flat_map(|parent| &parent.own))
            .collect()
    }

    /// Returns the bindings of a context alone, without those it inherits.
    pub fn own(&self, context: &str) -> &[Binding] {
        self.contexts
            .get(context)
            .map_or(&[], |context| &context.own)
    }

    /// Returns what the keys typed so far mean in a context.
    pub fn find(&self, context: &str, typed: &[Key]) -> Match {
        let mut found = Match::Nothing;
        for binding in self.bindings(context) {
            let mut with = None;
            let fits = typed.len() <= binding.keys.len()
                && binding
                    .keys
                    .iter()
                    .zip(typed)
                    .all(|(step, key)| match step {
                        Step::Key(wanted) => same(*wanted, *key),
                        Step::Any => {
                            with = key.typed();
                            with.is_some()
                        }
                    });
            if fits && typed.len() == binding.keys.len() {
                return Match::Action(binding.action, with);
            }
            if fits {
                found = Match::Prefix;
            }
        }
        found
    }

    /// Returns the first keys of an action in a context, as hints show them.
    pub fn keys_of(&self, context: &str, action: Action) -> Option<String> {
        let all = self.bindings(context);
        all.iter().find(|b| b.action == action).map(|b| b.pretty())
    }

    /// Returns the names of the contexts.
    pub fn contexts(&self) -> impl Iterator<Item = &str> {
        self.contexts.keys().map(String::as_str)
    }
}

impl Binding {
    /// Returns the keys as help shows them.
    pub fn pretty(&self) -> String {
        self.keys
            .iter()
            .map(|step| match step {
                Step::Key(key) => key.pretty(),
                Step::Any => "…".to_owned(),
            })
            .collect()
    }
}

fn sequence(text: &str) -> Result<Vec<Step>, String> {
    // A lone `*` is the key itself; after another key it stands for any.
    if text == "*" {
        return Ok(vec![Step::Key(Key::char('*'))]);
    }
    let steps: Result<Vec<Step>, String> = text
        .split_ascii_whitespace()
        .map(|part| {
            if part == "*" {
                Ok(Step::Any)
            } else {
                part.parse().map(Step::Key)
            }
        })
        .collect();
    match steps {
        Ok(steps) if steps.is_empty() => Err(format!("`{text}` holds no key")),
        steps => steps,
    }
}

/// Without the kitty protocol a terminal cannot tell these apart.
fn same(wanted: Key, pressed: Key) -> bool {
    wanted == pressed
        || (wanted
            == Key {
                ctrl: true,
                ..Key::char('h')
            }
            && pressed.code == Code::Named(Named::Backspace)
            && pressed.ctrl)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn default() -> Keymap {
        let (map, wrong) = Keymap::read(DEFAULT);
        assert_eq!(wrong, Vec::<String>::new());
        map
    }

    #[test]
    fn a_key_means_one_thing_in_a_context() {
        let map = default();
        for context in map.contexts() {
            let all = map.bindings(context);
            for (i, a) in all.iter().enumerate() {
                for b in &all[i + 1..] {
                    assert!(
                        a.keys != b.keys,
                        "{context}: {} is both {:?} and {:?}",
                        a.pretty(),
                        a.action,
                        b.action
                    );
                    let short = a.keys.len().min(b.keys.len());
                    assert!(
                        a.keys.len() == b.keys.len() || a.keys[..short] != b.keys[..short],
                        "{context}: {} is the start of {}",
                        a.pretty(),
                        b.pretty()
                    );
                }
            }
        }
    }

    #[test]
    fn no_bare_character_is_a_command_in_a_text_field() {
        let map = default();
        for context in map.contexts().filter(|name| name.ends_with("input")) {
            for binding in map.bindings(context) {
                let Step::Key(first) = binding.keys[0] else {
                    panic!("{context}")
                };
                assert!(first.typed().is_none(), "{context}: {}", binding.pretty());
            }
        }
    }

    #[test]
    fn nothing_is_bound_to_keys_that_terminals_cannot_tell_apart() {
        let map = default();
        for context in map.contexts() {
            for binding in map.bindings(context) {
                for step in &binding.keys {
                    for lost in ["C-i", "C-m", "C-["] {
                        assert_ne!(*step, Step::Key(lost.parse().unwrap()), "{context}");
                    }
                }
            }
        }
    }

    #[test]
    fn sequences_are_found_step_by_step() {
        let map = default();
        let keys =
            |text: &str| -> Vec<Key> { text.split(' ').map(|k| k.parse().unwrap()).collect() };
        assert_eq!(map.find("home", &keys("g")), Match::Prefix);
        assert_eq!(
            map.find("home", &keys("g g")),
            Match::Action(Action::Top, None)
        );
        assert_eq!(
            map.find("home", &keys("g 2")),
            Match::Action(Action::ViewTimeline, None)
        );
        assert_eq!(
            map.find("stances", &keys("s d")),
            Match::Action(Action::Sort, Some('d'))
        );
        assert_eq!(map.find("home", &keys("g x")), Match::Nothing);
    }

    #[test]
    fn what_is_wrong_in_a_keymap_is_told() {
        let (_, wrong) = Keymap::read("[global]\nhelp = [\"Foo\"]\nfly = [\"x\"]\n");
        assert_eq!(wrong.len(), 2, "{wrong:?}");
    }
}
