//! What is asked of a style before it is used: that its macros are there, that
//! none leads back to itself, and that they come to an end soon. The processor
//! would answer the one with nothing, the other two by using up its stack or
//! years.

use std::collections::BTreeMap;

use hayagriva::citationberg::{
    IndependentStyle, LayoutRenderingElement, NamesChild, Sort, SortKey, TextTarget,
};

/// What is wrong with a style's macros.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    /// The macro it is in; `None` for what is no macro's.
    pub(super) within: Option<String>,
    /// What is wrong, as a sentence.
    pub(super) words: String,
}

/// How deep elements may be nested, with the macros in them: 62 is the most of
/// 2851 published styles, and the processor calls itself at each level.
const DEEP: usize = 128;

/// How many elements may be gone through for a citation: 14 000 is the most of
/// those styles.
const MOST: u64 = 50_000;

/// How many there may be with every branch of every choice: 2.3 million is the
/// most of those styles. The processor looks for a variable in all of them.
const MOST_IN_ALL: u64 = 10_000_000;

/// What an element comes to with all that is in it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Cost {
    deep: usize,
    /// Elements in it; of branches the one with the most.
    size: u64,
    /// Elements gone through: what is in a group is gone through once more to
    /// know whether there is anything to write.
    steps: u64,
    /// Elements in it, with every branch.
    in_all: u64,
}

impl Cost {
    fn and(self, other: Cost) -> Cost {
        Cost {
            deep: self.deep.max(other.deep),
            size: self.size.saturating_add(other.size),
            steps: self.steps.saturating_add(other.steps),
            in_all: self.in_all.saturating_add(other.in_all),
        }
    }

    fn or(self, other: Cost) -> Cost {
        Cost {
            deep: self.deep.max(other.deep),
            size: self.size.max(other.size),
            steps: self.steps.max(other.steps),
            in_all: self.in_all.saturating_add(other.in_all),
        }
    }

    fn within_one(self) -> Cost {
        Cost {
            deep: self.deep + 1,
            size: self.size.saturating_add(1),
            steps: self.steps.saturating_add(1),
            in_all: self.in_all.saturating_add(1),
        }
    }

    /// With words that are printed, which take time by their length.
    fn with(self, words: &[Option<&str>]) -> Cost {
        let bytes: usize = words.iter().flatten().map(|words| words.len()).sum();
        let steps = u64::try_from(bytes / 16).unwrap_or(u64::MAX);
        Cost {
            steps: self.steps.saturating_add(steps),
            ..self
        }
    }

    fn twice(self) -> Cost {
        Cost {
            steps: self.steps.saturating_add(self.size),
            ..self
        }
    }
}

/// Looks at a style's macros.
pub(super) fn check(rules: &IndependentStyle) -> Result<(), Fault> {
    let mut macros = Macros {
        rules,
        known: BTreeMap::new(),
        open: Vec::new(),
    };
    let mut layouts = vec![(
        &rules.citation.layout.elements,
        rules.citation.sort.as_ref(),
    )];
    let bibliography = rules.bibliography.as_ref();
    layouts.extend(bibliography.map(|own| (&own.layout.elements, own.sort.as_ref())));
    for (elements, sort) in layouts {
        let cost = macros.all(elements)?.and(macros.sorted(sort)?);
        if MOST < cost.steps || MOST_IN_ALL < cost.in_all {
            return Err(macros.fault("its macros use one another too often".to_owned()));
        }
    }
    Ok(())
}

struct Macros<'a> {
    rules: &'a IndependentStyle,
    /// What those come to that were looked at.
    known: BTreeMap<&'a str, Cost>,
    /// Those that are looked at, from the outermost.
    open: Vec<&'a str>,
}

impl<'a> Macros<'a> {
    fn fault(&self, words: String) -> Fault {
        let within = self.open.last().map(|name| (*name).to_owned());
        Fault { within, words }
    }

    fn all(&mut self, elements: &'a [LayoutRenderingElement]) -> Result<Cost, Fault> {
        let mut sum = Cost::default();
        for element in elements {
            sum = sum.and(self.one(element)?);
        }
        Ok(sum)
    }

    fn one(&mut self, element: &'a LayoutRenderingElement) -> Result<Cost, Fault> {
        let inside = match element {
            LayoutRenderingElement::Text(text) => {
                let around = [
                    text.affixes.prefix.as_deref(),
                    text.affixes.suffix.as_deref(),
                ];
                match &text.target {
                    TextTarget::Macro { name } => self.of(name)?,
                    TextTarget::Value { val } => Cost::default().with(&[Some(val)]),
                    TextTarget::Variable { .. } | TextTarget::Term { .. } => Cost::default(),
                }
                .with(&around)
            }
            LayoutRenderingElement::Group(group) => {
                let between = group.delimiter.as_deref();
                let between: Vec<_> = group.children.iter().map(|_| between).collect();
                self.all(&group.children)?.twice().with(&between)
            }
            LayoutRenderingElement::Names(names) => {
                let mut sum = Cost::default();
                for child in &names.children {
                    if let NamesChild::Substitute(instead) = child {
                        sum = sum.and(self.all(&instead.children)?);
                    }
                }
                sum
            }
            LayoutRenderingElement::Choose(choose) => {
                let mut most = self.all(&choose.if_.children)?;
                for branch in &choose.else_if {
                    most = most.or(self.all(&branch.children)?);
                }
                if let Some(branch) = &choose.otherwise {
                    most = most.or(self.all(&branch.children)?);
                }
                most
            }
            LayoutRenderingElement::Date(_)
            | LayoutRenderingElement::Number(_)
            | LayoutRenderingElement::Label(_) => Cost::default(),
        };
        let cost = inside.within_one();
        if DEEP < cost.deep {
            return Err(self.fault(format!("elements and macros are nested deeper than {DEEP}")));
        }
        Ok(cost)
    }

    /// Returns what a macro comes to.
    fn of(&mut self, name: &'a str) -> Result<Cost, Fault> {
        if let Some(&known) = self.known.get(name) {
            return Ok(known);
        }
        if let Some(from) = self.open.iter().position(|open| *open == name) {
            let through = self.open.iter().skip(from + 1);
            let through: Vec<String> = through.map(|name| format!("`{name}`")).collect();
            let by = if through.is_empty() {
                String::new()
            } else {
                format!(" by way of {}", through.join(", "))
            };
            return Err(Fault {
                within: Some(name.to_owned()),
                words: format!("the macro `{name}` uses itself{by}"),
            });
        }
        // Before it is known how deep it goes: a chain of macros is gone down by calls.
        if DEEP < self.open.len() {
            return Err(self.fault(format!("macros use one another deeper than {DEEP}")));
        }
        let Some(own) = self.rules.macros.iter().find(|own| own.name == name) else {
            return Err(self.fault(format!("there is no macro `{name}`")));
        };
        self.open.push(name);
        let cost = self.all(&own.children)?;
        self.open.pop();
        self.known.insert(name, cost);
        Ok(cost)
    }

    fn sorted(&mut self, sort: Option<&'a Sort>) -> Result<Cost, Fault> {
        let mut sum = Cost::default();
        for key in sort.into_iter().flat_map(|sort| &sort.keys) {
            if let SortKey::MacroName { name, .. } = key {
                sum = sum.and(self.of(name)?);
            }
        }
        Ok(sum)
    }
}

#[cfg(test)]
mod tests {
    use hayagriva::citationberg::Style;

    /// Checks a style of these macros, whose notes are the macro `m0`.
    fn check(macros: &str, expect: Result<(), &str>) {
        let text = format!(
            "<style xmlns=\"http://purl.org/net/xbiblio/csl\" class=\"note\" version=\"1.0\">\
             <info><title>T</title><id>t</id><updated>2020-01-01T00:00:00Z</updated></info>{macros}\
             <citation><layout><text macro=\"m0\"/></layout></citation></style>"
        );
        let Ok(Style::Independent(rules)) = Style::from_xml(&text) else {
            panic!("a style: {text}")
        };
        let found = super::check(&rules).map_err(|fault| fault.words);
        assert_eq!(found, expect.map_err(str::to_owned), "{macros}");
    }

    /// Returns macros in a row, each made from the place of the next.
    fn chain(macros: usize, inside: impl Fn(String) -> String) -> String {
        let all = (0..macros).map(|n| {
            let next = format!("<text macro=\"m{}\"/>", n + 1);
            format!("<macro name=\"m{n}\">{}</macro>", inside(next))
        });
        let last = format!("<macro name=\"m{macros}\"><text variable=\"title\"/></macro>");
        all.chain([last]).collect()
    }

    #[test]
    fn macros_that_have_no_end_are_told() {
        check(&chain(60, |next| next), Ok(()));
        check("", Err("there is no macro `m0`"));
        let itself = "<macro name=\"m0\"><text macro=\"m0\"/></macro>";
        check(itself, Err("the macro `m0` uses itself"));
        let back = "<macro name=\"m0\"><choose><if type=\"book\"><text value=\"A\"/></if><else>\
                    <group><text macro=\"m1\"/></group></else></choose></macro>\
                    <macro name=\"m1\"><names variable=\"author\"><name/><substitute>\
                    <text macro=\"m0\"/></substitute></names></macro>";
        check(back, Err("the macro `m0` uses itself by way of `m1`"));
        let deep = Err("macros use one another deeper than 128");
        check(&chain(10_000, |next| next), deep);
    }

    #[test]
    fn macros_that_come_to_too_much_are_told() {
        let often = Err("its macros use one another too often");
        check(&chain(9, |next| next.repeat(2)), Ok(()));
        check(&chain(40, |next| next.repeat(2)), often);
        let either = |next: String| {
            format!("<choose><if type=\"book\">{next}</if><else>{next}</else></choose>")
        };
        check(&chain(10, either), Ok(()));
        check(&chain(40, either), often);
        let long = |next: String| format!("{next}<text value=\"{}\"/>", "A".repeat(2000));
        check(&chain(9, |next| long(next.repeat(2))), often);
        let groups = |next: String| {
            let deep = 40;
            format!(
                "{}{next}{}",
                "<group>".repeat(deep),
                "</group>".repeat(deep)
            )
        };
        let nested = Err("elements and macros are nested deeper than 128");
        check(&chain(4, groups), nested);
    }
}
