//! The matrix as one has arranged it: what counts in it, who is first, who is
//! hidden, in which order, and the cell under the cursor. What every way to
//! look at stances reads.

use crate::{
    arena::Id,
    date::Date,
    model::{Actor, Basis, Corpus, Entry, Evidence, Importance, Issue, Position},
    query::{self, Query},
    stances::{Columns, Matrix, Members, Order, Tracks},
    ui::widget::list::Cursor,
    view::context::{Context, Direction, seek},
};

/// Which positions count.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Counting {
    /// The filter, in the query language.
    pub(super) filter: String,
    /// Only what actors themselves stated or voted.
    pub(super) direct: bool,
    /// Only actors that took part in a key event.
    pub(super) key: bool,
    /// Whether members stand under their state.
    pub(super) under: bool,
}

/// An actor kept in mind over changes of the library, which number actors anew.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Kept {
    id: Id<Actor>,
    key: String,
}

/// What a matrix was made for.
#[derive(Debug, Clone, PartialEq, Eq)]
struct MadeFor {
    version: u64,
    scope: Option<usize>,
    counting: Counting,
    hidden: Vec<Id<Actor>>,
}

/// The matrix as one has arranged it.
#[derive(Debug, Clone, Default)]
pub(super) struct Board {
    pub(super) matrix: Matrix,
    pub(super) counting: Counting,
    pub(super) transposed: bool,
    pub(super) row: Cursor,
    pub(super) column: Cursor,
    /// The cursors of the other way round, where one left them.
    turned: (Cursor, Cursor),
    /// How many positions count, of how many in scope.
    pub(super) counted: (usize, usize),
    /// Which positions count.
    counted_ones: Vec<bool>,
    order: Order,
    /// The order of the columns, where one has chosen it.
    chosen: Option<Columns>,
    /// The order they stand in.
    columns: Columns,
    /// Whether one has moved a column by hand.
    own: bool,
    /// The date as of which the orders were taken.
    rows_of: Option<Date>,
    /// The actors in their order, before those pinned are put first.
    ranks: Vec<Id<Actor>>,
    pinned: Vec<Kept>,
    hidden: Vec<Kept>,
    made_for: Option<MadeFor>,
    as_of: Option<Date>,
}

impl Board {
    /// Brings the matrix up to date. Another date changes cells alone: rows and
    /// columns stay where they are.
    pub(super) fn settle(&mut self, cx: &Context<'_>) {
        let version = self.made_for.as_ref().map(|made| made.version);
        if version.is_some_and(|version| version != cx.version) {
            self.renumber(cx.corpus);
        }
        let wanted = MadeFor {
            version: cx.version,
            scope: cx.place.scope.map(Id::index),
            counting: self.counting.clone(),
            hidden: self.hidden.iter().map(|kept| kept.id).collect(),
        };
        let as_of = cx.place.as_of.as_ref();
        if self.made_for.as_ref() != Some(&wanted) {
            let before = self.cell();
            let keeps = self.made_for.as_ref().is_some_and(|made| {
                let hidden = wanted.hidden.clone();
                wanted
                    == MadeFor {
                        hidden,
                        ..made.clone()
                    }
            });
            self.make(cx, &wanted.hidden);
            if keeps {
                self.keep_order();
            } else {
                self.sort(cx);
            }
            self.as_of = as_of.cloned();
            self.made_for = Some(wanted);
            match before {
                Some((actor, issue)) => self.land(actor, issue),
                None => self.begin(),
            }
        } else if self.as_of.as_ref() != as_of {
            self.matrix.go(as_of);
            self.as_of = as_of.cloned();
        }
    }

    /// Returns where members stand.
    pub(super) fn members(&self) -> Members {
        if self.counting.under {
            Members::Under
        } else {
            Members::Apart
        }
    }

    /// Whether a position counts.
    pub(super) fn counts(&self, id: Id<Position>) -> bool {
        self.counted_ones.get(id.index()) == Some(&true)
    }

    fn make(&mut self, cx: &Context<'_>, hidden: &[Id<Actor>]) {
        let corpus = cx.corpus;
        let members = self.members();
        let key = self.counting.key.then(|| in_key_events(corpus));
        let who = |id: Id<Actor>| {
            !hidden.contains(&id)
                && key
                    .as_ref()
                    .is_none_or(|key| key.get(id.index()) == Some(&true))
        };
        let query = Query::parse(&self.counting.filter);
        let sieve = query::positions(corpus, &query);
        let in_scope = |id: Id<Position>| cx.in_scope(Entry::Position(id));
        let counts = |id: Id<Position>| {
            in_scope(id)
                && (!self.counting.direct || is_direct(corpus, id))
                && (self.counting.filter.is_empty() || sieve.fits(id))
        };
        let ids = || corpus.positions.iter().map(|(id, _)| id);
        self.counted_ones = ids().map(counts).collect();
        let counts = |id: Id<Position>| self.counted_ones.get(id.index()) == Some(&true);
        self.counted = (
            ids().filter(|&id| counts(id)).count(),
            ids().filter(|&id| in_scope(id)).count(),
        );
        let tracks = Tracks::among(corpus, members, who, counts);
        let before = std::mem::take(&mut self.matrix);
        self.matrix = Matrix::new(&tracks, cx.place.as_of.as_ref());
        self.matrix.keep_camps(&before);
        let rows = before.rows;
        // Those that stay keep their places; the others follow.
        let place = |issue: Id<Issue>| rows.iter().position(|row| row.issue == issue);
        self.matrix
            .rows
            .sort_by_key(|row| place(row.issue).unwrap_or(rows.len()));
    }

    /// Takes the order of rows and columns anew, by the cells as they are now.
    fn sort(&mut self, cx: &Context<'_>) {
        self.matrix.sort_rows(cx.corpus, self.order);
        self.rows_of.clone_from(&cx.place.as_of);
        self.sort_columns(cx);
    }

    fn sort_columns(&mut self, cx: &Context<'_>) {
        if self.own {
            self.keep_order();
            return;
        }
        // Of several briefings few actors share issues: there are no camps.
        let is_one = cx.place.scope.is_some() || cx.corpus.briefings.len() < 2;
        let fitting = if is_one {
            Columns::Similar
        } else {
            Columns::Most
        };
        self.columns = self.chosen.unwrap_or(fitting);
        self.matrix.sort_actors(cx.corpus, self.columns);
        self.ranks.clone_from(&self.matrix.actors);
        self.put_pinned_first();
    }

    /// Leaves the columns where they are; those new to them come last.
    fn keep_order(&mut self) {
        let ranks = &self.ranks;
        let rank = |id: &Id<Actor>| ranks.iter().position(|other| other == id);
        self.matrix
            .actors
            .sort_by_key(|id| rank(id).unwrap_or(ranks.len()));
        self.ranks.clone_from(&self.matrix.actors);
        self.put_pinned_first();
    }

    fn put_pinned_first(&mut self) {
        self.matrix.actors.clone_from(&self.ranks);
        let pinned = &self.pinned;
        let place = |id: &Id<Actor>| pinned.iter().position(|kept| kept.id == *id);
        self.matrix
            .actors
            .sort_by_key(|id| place(id).unwrap_or(pinned.len()));
    }

    /// Finds again, in another library, the actors kept in mind.
    fn renumber(&mut self, corpus: &Corpus) {
        for kept in [&mut self.pinned, &mut self.hidden] {
            kept.retain_mut(|kept| {
                let same = |id: Id<Actor>| {
                    corpus
                        .actors
                        .get(id)
                        .is_some_and(|actor| *actor.key == *kept.key)
                };
                let mut all = corpus.actors.iter().map(|(id, _)| id);
                let found = Some(kept.id)
                    .filter(|&id| same(id))
                    .or_else(|| all.find(|&id| same(id)));
                kept.id = found.unwrap_or(kept.id);
                found.is_some()
            });
        }
        self.own = false;
        self.ranks.clear();
        if matches!(self.chosen, Some(Columns::With(_))) {
            self.chosen = None;
        }
    }

    /// Sorts as a character asks; returns whether it stands for an order.
    pub(super) fn sort_by(&mut self, cx: &Context<'_>, with: Option<char>) -> bool {
        let order = match with {
            Some('d') => Order::Disagreement,
            Some('a') => Order::Agreement,
            Some('n') => Order::Name,
            Some('f') => Order::File,
            Some('r') => Order::Recent,
            _ => return self.sort_actors_by(cx, with),
        };
        let before = self.cell();
        self.order = order;
        self.matrix.sort_rows(cx.corpus, order);
        self.rows_of.clone_from(&cx.place.as_of);
        self.land_again(before);
        true
    }

    fn sort_actors_by(&mut self, cx: &Context<'_>, with: Option<char>) -> bool {
        let before = self.cell();
        self.chosen = Some(match (with, before) {
            (Some('s'), _) => Columns::Similar,
            (Some('w'), Some((actor, _))) => Columns::With(actor),
            (Some('m'), _) => Columns::Most,
            (Some('N'), _) => Columns::Name,
            _ => return false,
        });
        self.own = false;
        self.sort_columns(cx);
        self.land_again(before);
        true
    }

    /// Pins the actor under the cursor, or takes the pin away.
    pub(super) fn pin(&mut self, corpus: &Corpus) {
        let Some(cell) = self.cell() else { return };
        match self.pinned.iter().position(|kept| kept.id == cell.0) {
            Some(at) => drop(self.pinned.remove(at)),
            None => self.pinned.extend(kept(corpus, cell.0)),
        }
        self.put_pinned_first();
        self.land_again(Some(cell));
    }

    /// Hides the actor under the cursor; returns whether another is left.
    pub(super) fn hide(&mut self, corpus: &Corpus) -> bool {
        let Some((actor, _)) = self.cell().filter(|_| self.matrix.actors.len() > 1) else {
            return false;
        };
        self.pinned.retain(|kept| kept.id != actor);
        self.hidden.extend(kept(corpus, actor));
        true
    }

    /// Shows all actors again.
    pub(super) fn show_all(&mut self) {
        self.hidden.clear();
        self.counting.key = false;
    }

    /// Moves the actor under the cursor past its neighbor; returns whether it
    /// could: those pinned stay first.
    pub(super) fn shift(&mut self, forward: bool) -> bool {
        let Some(cell) = self.cell() else {
            return false;
        };
        let at = *self.actor_cursor();
        let to = if forward {
            Some(at + 1)
        } else {
            at.checked_sub(1)
        };
        let Some(&other) = to.and_then(|to| self.matrix.actors.get(to)) else {
            return false;
        };
        let pin = |id| self.pinned.iter().position(|kept| kept.id == id);
        match (pin(cell.0), pin(other)) {
            (Some(a), Some(b)) => self.pinned.swap(a, b),
            (None, None) => {
                let rank = |id| self.ranks.iter().position(|rank| *rank == id);
                if let (Some(a), Some(b)) = (rank(cell.0), rank(other)) {
                    self.ranks.swap(a, b);
                    self.own = true;
                }
            }
            (Some(_), None) | (None, Some(_)) => return false,
        }
        self.put_pinned_first();
        self.land_again(Some(cell));
        true
    }

    /// Swaps rows and columns.
    pub(super) fn transpose(&mut self) {
        let cell = self.cell();
        self.transposed = !self.transposed;
        std::mem::swap(&mut self.row, &mut self.turned.0);
        std::mem::swap(&mut self.column, &mut self.turned.1);
        self.land_again(cell);
    }

    /// Goes to the next issue on which actors differ: those pinned, if there
    /// are two, else any. Returns whether there is one.
    pub(super) fn split(&mut self, direction: Direction) -> bool {
        let at = *self.issue_cursor();
        let found = seek(at, self.matrix.rows.len(), direction, |at| self.differs(at));
        if let Some(at) = found {
            *self.issue_cursor() = at;
        }
        found.is_some()
    }

    /// Whether actors differ on the issue at a place: those pinned, if there
    /// are two, else any.
    pub(super) fn differs(&self, at: usize) -> bool {
        let Some(row) = self.matrix.rows.get(at) else {
            return false;
        };
        if self.pinned.len() < 2 {
            return row.split.is_some_and(|split| split > 0.0);
        }
        let cell = |kept: &Kept| self.matrix.of(kept.id, row.issue)?.stance;
        let mut stances = self.pinned.iter().filter_map(cell);
        let first = stances.next();
        stances.any(|stance| Some(stance) != first)
    }

    /// Whether a camp begins with a column that another camp, or what is none,
    /// stands before: where actors are columns in the order found.
    pub(super) fn begins_a_camp(&self, column: usize) -> bool {
        let actor = |at: usize| self.matrix.actors.get(at).copied();
        let two = column.checked_sub(1).and_then(actor).zip(actor(column));
        let is_pinned = |id| self.pinned.iter().any(|kept| kept.id == id);
        two.is_some_and(|(a, b)| {
            let is_free = !self.transposed && !self.own && !is_pinned(a) && !is_pinned(b);
            is_free && self.matrix.are_apart(a, b)
        })
    }

    /// Returns how many rows and columns the table has.
    pub(super) fn shape(&self) -> (usize, usize) {
        let (issues, actors) = (self.matrix.rows.len(), self.matrix.actors.len());
        if self.transposed {
            (actors, issues)
        } else {
            (issues, actors)
        }
    }

    pub(super) fn issue_cursor(&mut self) -> &mut usize {
        if self.transposed {
            &mut self.column.row
        } else {
            &mut self.row.row
        }
    }

    pub(super) fn actor_cursor(&mut self) -> &mut usize {
        if self.transposed {
            &mut self.row.row
        } else {
            &mut self.column.row
        }
    }

    /// Returns the places of the issue and the actor under the cursor.
    pub(super) fn places(&self) -> (usize, usize) {
        if self.transposed {
            (self.column.row, self.row.row)
        } else {
            (self.row.row, self.column.row)
        }
    }

    /// Returns the actor and issue under the cursor.
    pub(super) fn cell(&self) -> Option<(Id<Actor>, Id<Issue>)> {
        let (issue, actor) = self.places();
        Some((
            *self.matrix.actors.get(actor)?,
            self.matrix.rows.get(issue)?.issue,
        ))
    }

    /// Puts the cursor on a cell, or as near to it as there is one.
    pub(super) fn land(&mut self, actor: Id<Actor>, issue: Id<Issue>) {
        if let Some(at) = self.matrix.rows.iter().position(|row| row.issue == issue) {
            *self.issue_cursor() = at;
        }
        if let Some(at) = self.matrix.actors.iter().position(|&id| id == actor) {
            *self.actor_cursor() = at;
        }
    }

    /// Begins where somebody stands, not at a blank.
    fn begin(&mut self) {
        let Some(row) = self.matrix.rows.first() else {
            return;
        };
        let issue = row.issue;
        let stands = |id: &Id<Actor>| {
            let cell = self.matrix.of(*id, issue);
            cell.is_some_and(|cell| cell.stance.is_some())
        };
        if let Some(actor) = self.matrix.actors.iter().copied().find(stands) {
            self.land(actor, issue);
        }
    }

    fn land_again(&mut self, cell: Option<(Id<Actor>, Id<Issue>)>) {
        if let Some((actor, issue)) = cell {
            self.land(actor, issue);
        }
    }

    /// The actors that are pinned, in order.
    pub(super) fn pinned(&self) -> impl Iterator<Item = Id<Actor>> + '_ {
        self.pinned.iter().map(|kept| kept.id)
    }

    /// How many actors are hidden.
    pub(super) fn hidden(&self) -> usize {
        self.hidden.len()
    }

    /// Returns in which order rows and columns stand, and as of which date that
    /// is, where it is not the date of the cells.
    pub(super) fn order_words(&self, cx: &Context<'_>) -> String {
        let mut words = self.order.words().to_owned();
        if self.rows_of.as_ref() != cx.place.as_of.as_ref() && is_by_cells(self.order) {
            words = format!("{words} {}", as_of_words(self.rows_of.as_ref()));
        }
        let columns = match self.columns {
            _ if self.own => "actors in own order".to_owned(),
            Columns::Similar | Columns::File => return words,
            Columns::With(id) => cx.corpus.actors.get(id).map_or_else(String::new, |actor| {
                format!("actors by agreement with {}", actor.name)
            }),
            Columns::Most => "actors by positions".to_owned(),
            Columns::Name => "actors by name".to_owned(),
        };
        format!("{words}, {columns}")
    }

    /// Returns what does not count, in a few words each.
    pub(super) fn left_out(&self) -> Vec<String> {
        let mut words = Vec::new();
        if !self.counting.filter.is_empty() {
            words.push(self.counting.filter.clone());
        }
        let options = [
            (self.counting.direct, "only stated or voted"),
            (self.counting.key, "key actors"),
            (self.counting.under, "members under their state"),
        ];
        words.extend(
            options
                .iter()
                .filter(|(on, _)| *on)
                .map(|(_, words)| (*words).to_owned()),
        );
        if self.hidden() > 0 {
            words.push(format!("{} hidden", self.hidden()));
        }
        words
    }
}

/// Returns a date as that of stances, such as "as of 12 Sep 2011".
pub(super) fn as_of_words(date: Option<&Date>) -> String {
    date.map_or_else(
        || "as of the latest date".to_owned(),
        |date| format!("as of {}", date.short()),
    )
}

/// Whether an order depends on the cells, and so on the date.
fn is_by_cells(order: Order) -> bool {
    match order {
        Order::Disagreement | Order::Agreement | Order::Recent => true,
        Order::Name | Order::File => false,
    }
}

fn kept(corpus: &Corpus, id: Id<Actor>) -> Option<Kept> {
    let key = corpus.actors.get(id)?.key.to_string();
    Some(Kept { id, key })
}

/// Whether its actors themselves stated or voted a position.
fn is_direct(corpus: &Corpus, id: Id<Position>) -> bool {
    let basis = corpus.positions.get(id).and_then(|position| position.basis);
    matches!(basis, Some(Basis::Stated | Basis::Voted))
}

/// Returns for each actor whether it took part in a key event, or what it said
/// or did there shows a position of its.
fn in_key_events(corpus: &Corpus) -> Vec<bool> {
    let mut key = vec![false; corpus.actors.len()];
    let mut set = |id: Id<Actor>| {
        if let Some(key) = key.get_mut(id.index()) {
            *key = true;
        }
    };
    let is_key = |id| corpus.events[id].importance == Importance::Key;
    for (id, _) in corpus.actors.iter() {
        if corpus.events_of.of(id).iter().any(|&event| is_key(event)) {
            set(id);
        }
    }
    for (_, position) in corpus.positions.iter() {
        let at_key = position.evidence.iter().any(|evidence| match *evidence {
            Evidence::Quote(id) => corpus.quotes.at(id).event.is_some_and(is_key),
            Evidence::Event(id) => is_key(id),
        });
        if at_key {
            position.actors.iter().copied().for_each(&mut set);
        }
    }
    key
}
