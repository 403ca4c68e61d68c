//! Everything the analyst can ask for by a key. To add an action, add a line
//! to the list; to give it a key, add one to `assets/keymap.toml`: help and
//! hints follow from these.

macro_rules! actions {
    ($($Name:ident $name:literal $short:literal $doc:literal;)*) => {
        /// Something the analyst can ask for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Action { $(#[doc = $doc] $Name),* }
        /// Every action: itself, its name in keymaps, a word for the hint line,
        /// and what it does.
        pub const ACTIONS: &[(Action, &str, &str, &str)] =
            &[$((Action::$Name, $name, $short, $doc)),*];
    };
}

actions! {
    Help "help" "help" "Show every key, to be searched and run";
    Palette "palette" "commands" "Run a command, or go to anything with a name";
    GoBriefing "go_briefing" "briefing" "Go to a briefing by its name";
    GoActor "go_actor" "actor" "Go to an actor by its name";
    GoIssue "go_issue" "issue" "Go to an issue by its name";
    GoEvent "go_event" "event" "Go to an event by its name";
    GoSource "go_source" "source" "Go to a source by its name";
    Messages "messages" "faults" "Show what is wrong in the library";
    QuitNow "quit_now" "quit" "Leave at once";
    Close "close" "close" "Close the topmost thing; on Home, leave";
    Cancel "cancel" "cancel" "Take one thing back: an overlay, a search, a zoomed pane";
    Suspend "suspend" "suspend" "Go back to the shell; `fg` returns";
    Redraw "redraw" "redraw" "Draw the whole screen again";
    ViewHome "view_home" "Home" "Go to Home: the library";
    ViewTimeline "view_timeline" "Timeline" "Go to the Timeline";
    ViewQuotes "view_quotes" "Quotes" "Go to Quotes: search all of them";
    ViewStances "view_stances" "Stances" "Go to Stances: who stands where";
    ViewReader "view_reader" "Reader" "Go to the Reader: a briefing from top to bottom";
    ViewSources "view_sources" "Sources" "Go to Sources";
    Find "find" "find" "Find in this pane";
    FindNext "find_next" "next" "Go to the next match";
    FindPrev "find_prev" "previous" "Go to the previous match";
    HistoryBack "history_back" "back" "Go back to where you were";
    HistoryForward "history_forward" "forward" "Go forward again";
    MarkSet "mark_set" "mark" "Mark this place: a–z in this briefing, A–Z in all";
    MarkJump "mark_jump" "to mark" "Go to a mark; with ' to where you were before";
    MarksList "marks_list" "marks" "Show the marks, to go to one or forget it";
    PaneNext "pane_next" "pane" "Go to the next pane";
    PanePrev "pane_prev" "pane" "Go to the previous pane";
    PaneZoom "pane_zoom" "zoom" "Give this pane the whole screen, or take it back";
    Copy "copy" "copy" "Copy what is selected: its words, cited or not, its reference, its record";
    Edit "edit" "edit" "Open the file in your editor, at the line that says this";
    RestsOn "rests_on" "rests on it" "Show what rests on this record, and what would fall with it";
    InOtherWords "in_other_words" "other words" "Show what is like this quote, word by word, and its translations";
    Reload "reload" "reload" "Read the library again";
    AsOf "as_of" "as of" "Set the date as of which stances are shown";
    Mouse "mouse" "mouse" "Take the mouse, or leave it to the terminal to select text";
    Theme "theme" "colors" "Change the colors";
    Down "down" "down" "Move down";
    Up "up" "up" "Move up";
    Left "left" "left" "Move left";
    Right "right" "right" "Move right";
    Top "top" "top" "Go to the top";
    Bottom "bottom" "bottom" "Go to the bottom";
    HalfDown "half_down" "half a page" "Move down half a page";
    HalfUp "half_up" "half a page" "Move up half a page";
    PageDown "page_down" "page" "Move down a page";
    PageUp "page_up" "page" "Move up a page";
    Center "center" "center" "Bring the selection to the middle";
    Open "open" "open" "Open or follow what is selected";
    Check "check" "check" "Show what is wrong in the library";
    NextEvent "next_event" "event" "Go to the next event";
    PrevEvent "prev_event" "event" "Go to the previous event";
    LaneDown "lane_down" "lane" "Go to the nearest event of the next lane";
    LaneUp "lane_up" "lane" "Go to the nearest event of the lane above";
    NextInLane "next_in_lane" "in lane" "Go to the next event in this lane";
    PrevInLane "prev_in_lane" "in lane" "Go to the previous event in this lane";
    NextCluster "next_cluster" "burst" "Go to the next burst of events, over the gap";
    PrevCluster "prev_cluster" "burst" "Go to the previous burst of events";
    PanRight "pan_right" "pan" "Move the view later";
    PanLeft "pan_left" "pan" "Move the view earlier";
    NextGap "next_gap" "gap" "Go to the last event before the next gap";
    PrevGap "prev_gap" "gap" "Go to the last event before the gap before";
    ViewStart "view_start" "first here" "Go to the first event in view";
    ViewEnd "view_end" "last here" "Go to the last event in view";
    FirstEvent "first_event" "first" "Go to the first event";
    LastEvent "last_event" "last" "Go to the last event";
    ZoomIn "zoom_in" "zoom" "Show less time, in more detail";
    ZoomOut "zoom_out" "zoom" "Show more time";
    ZoomFit "zoom_fit" "fit" "Show all events";
    ZoomSelect "zoom_select" "fit one" "Zoom to the selected event, or open the cluster it is in";
    GoDate "go_date" "to date" "Go to a date, a step away, or to the next of a kind";
    LanesBy "lanes_by" "lanes" "Change what lanes are by: actor, issue, kind, place, source, briefing";
    LaneHide "lane_hide" "hide" "Hide this lane";
    LanesShow "lanes_show" "show" "Show all hidden lanes again";
    LaneLower "lane_lower" "lower" "Move this lane down";
    LaneHigher "lane_higher" "higher" "Move this lane up";
    Agenda "agenda" "agenda" "Let time run down, or from left to right in lanes";
    Split "split" "split" "Show two bands with a filter each, or one again";
    DayZero "day_zero" "day zero" "Count days from this event on, or show dates again";
    ToInput "to_input" "search" "Go back to the search field";
    Filter "filter" "narrow" "Narrow by who, what, when, where and kind";
    FilterClear "filter_clear" "no filters" "Take all filters away";
    SearchMode "search_mode" "mode" "Change how words are taken: in any order, as one phrase, or as a pattern";
    SearchHistory "history" "earlier" "Choose among saved and earlier searches";
    SaveView "save_view" "save" "Save this search under a name";
    Forget "forget" "forget" "Forget this one";
    LikeThis "like_this" "like this" "Find quotes like this one, by its rarest words";
    OneLine "one_line" "lines" "Show each quote as a card, or in one line";
    FirstCol "first_col" "first" "Go to the first column";
    LastCol "last_col" "last" "Go to the last column";
    NextEvidence "next_evidence" "evidence" "Show the next piece of evidence";
    PrevEvidence "prev_evidence" "evidence" "Show the previous piece of evidence";
    NextSplit "next_split" "split" "Go to the next issue on which actors differ";
    PrevSplit "prev_split" "split" "Go to the previous issue on which actors differ";
    Drift "drift" "drift" "Show or hide how the stance moved over time";
    Pin "pin_actor" "pin" "Keep this actor's column in sight, first";
    HideActor "hide_actor" "hide" "Hide this actor";
    ActorLeft "actor_left" "move" "Move this actor one place back";
    ActorRight "actor_right" "move" "Move this actor one place on";
    Show "show" "show" "Choose how stances are shown, and which positions count";
    Transpose "transpose" "transpose" "Swap rows and columns";
    Sort "sort" "sort" "Sort by: d disagreement or date, a agreement, n name, f file order, r relevance";
    NextSection "next_section" "section" "Go to the next section";
    PrevSection "prev_section" "section" "Go to the previous section";
    NextPara "next_para" "paragraph" "Go to the next paragraph";
    PrevPara "prev_para" "paragraph" "Go to the previous paragraph";
    NextQuote "next_quote" "quote" "Go to the next quote";
    PrevQuote "prev_quote" "quote" "Go to the previous quote";
    Contents "contents" "contents" "Show or hide the table of contents";
    Narrower "narrower" "narrower" "Make the text column narrower";
    Wider "wider" "wider" "Make the text column wider";
    Accept "accept" "accept" "Accept";
    Leave "leave" "list keys" "Leave the text field";
    Abort "abort" "cancel" "Leave the text field without accepting";
    WordLeft "word_left" "word" "Move a word left";
    WordRight "word_right" "word" "Move a word right";
    Start "start" "start" "Go to the start of the line";
    End "end" "end" "Go to the end of the line";
    DelChar "del_char" "delete" "Delete the character under the cursor";
    DelBack "del_back" "delete" "Delete the character before the cursor";
    DelWord "del_word" "delete word" "Delete the word before the cursor";
    DelStart "del_start" "clear" "Delete to the start of the line";
    DelEnd "del_end" "delete" "Delete to the end of the line";
}

/// What actions that are given a character take: the context of the keymap,
/// empty for every one, the action, the character, and what it does.
pub const CHOICES: &[(&str, Action, char, &str)] = &[
    ("", Action::Copy, 'y', "Copy the words"),
    ("", Action::Copy, 'c', "Copy the words with their citation"),
    ("", Action::Copy, 'm', "Copy as Markdown, with a footnote"),
    ("", Action::Copy, 'b', "Copy the source as BibTeX"),
    ("", Action::Copy, 'j', "Copy the source as CSL-JSON"),
    ("", Action::Copy, 'l', "Copy the reference"),
    ("", Action::Copy, 'u', "Copy the address"),
    ("", Action::Copy, 't', "Copy the record as TOML"),
    ("quotes", Action::Sort, 'r', "Sort quotes by relevance"),
    ("quotes", Action::Sort, 'd', "Sort quotes by date"),
    ("quotes", Action::Sort, 's', "Sort quotes by speaker"),
    ("stances", Action::Sort, 'd', "Sort by disagreement"),
    ("stances", Action::Sort, 'a', "Sort by agreement"),
    ("stances", Action::Sort, 'n', "Sort by name"),
    ("stances", Action::Sort, 'f', "Sort in file order"),
    ("stances", Action::Sort, 'r', "Sort by latest change"),
    (
        "stances",
        Action::Sort,
        's',
        "Sort actors so that those who agree stand together",
    ),
    (
        "stances",
        Action::Sort,
        'w',
        "Sort actors by agreement with this one",
    ),
    (
        "stances",
        Action::Sort,
        'm',
        "Sort actors by how many positions they have",
    ),
    ("stances", Action::Sort, 'N', "Sort actors by name"),
    (
        "stances",
        Action::Show,
        'o',
        "Count only what was stated or voted, or all",
    ),
    (
        "stances",
        Action::Show,
        'k',
        "Show only actors of key events, or all",
    ),
    (
        "stances",
        Action::Show,
        'u',
        "Put members under their state, or apart",
    ),
    ("stances", Action::Show, 'a', "Show all actors again"),
    (
        "stances",
        Action::Show,
        's',
        "Put actors side by side: those pinned, or those here",
    ),
    (
        "stances",
        Action::Show,
        'b',
        "Put an actor's stances before and after a change side by side",
    ),
    (
        "stances",
        Action::Show,
        'e',
        "Put what briefings say of an actor side by side",
    ),
    (
        "stances",
        Action::Show,
        'd',
        "Side by side, show only differences, or all",
    ),
    ("stances", Action::Show, 'c', "Tell which stances changed"),
    (
        "stances",
        Action::Show,
        'x',
        "Tell what does not fit together",
    ),
    ("stances", Action::Show, 'g', "Tell what is lacking"),
    (
        "stances",
        Action::Show,
        'y',
        "Tell what is lacking, and what is older than 1, 2, 5 or 10 years",
    ),
    (
        "stances",
        Action::Show,
        'w',
        "Show or hide agreement with this actor",
    ),
    ("sources", Action::Sort, 'n', "Sort sources by title"),
    ("sources", Action::Sort, 'd', "Sort sources by date"),
    (
        "sources",
        Action::Sort,
        'q',
        "Sort sources by how often they are cited",
    ),
    ("sources", Action::Sort, 'f', "Sort sources in file order"),
];

/// Whether a choice of a place is offered in a context of the keymap: what
/// stances take, the pane beside them takes as well.
pub fn is_offered(place: &str, context: &str) -> bool {
    place.is_empty() || place == context || (place == "stances" && context == "evidence")
}

impl Action {
    /// Returns the action of that name in keymaps.
    pub fn from_name(name: &str) -> Option<Action> {
        ACTIONS
            .iter()
            .find(|(_, n, ..)| *n == name)
            .map(|(action, ..)| *action)
    }
    /// Returns its name in keymaps.
    pub fn name(self) -> &'static str {
        self.row().1
    }
    /// Returns a word for the hint line.
    pub fn short(self) -> &'static str {
        self.row().2
    }
    /// Returns what it does, as a sentence.
    pub fn doc(self) -> &'static str {
        self.row().3
    }
    fn row(self) -> (Action, &'static str, &'static str, &'static str) {
        ACTIONS
            .iter()
            .copied()
            .find(|(action, ..)| *action == self)
            .unwrap_or((self, "", "", ""))
    }
}
