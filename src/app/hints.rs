//! The actions worth naming at the bottom of the screen.

use crate::ui::action::Action::{
    self, Accept, Agenda, AsOf, Check, Close, Contents, DayZero, DelStart, Down, Drift, Edit,
    Filter, FilterClear, Find, Forget, GoDate, Help, HistoryBack, InOtherWords, LaneDown, LanesBy,
    Leave, LikeThis, NextCluster, NextEvent, NextEvidence, NextQuote, NextSection, NextSplit, Open,
    Palette, PaneNext, PaneZoom, Pin, RestsOn, Right, SearchHistory, SearchMode, Show, Sort, Split,
    ToInput, ViewQuotes, ViewTimeline, ZoomFit, ZoomIn,
};

/// For each context of the keymap, the actions worth naming, the most useful first.
const OFFERED: &[(&str, &[Action])] = &[
    (
        "home",
        &[
            Down,
            Open,
            ViewTimeline,
            ViewQuotes,
            Check,
            Palette,
            Find,
            Help,
            Close,
        ],
    ),
    (
        "timeline",
        &[
            NextEvent,
            LaneDown,
            Open,
            ZoomIn,
            ZoomFit,
            GoDate,
            Filter,
            LanesBy,
            NextCluster,
            DayZero,
            Split,
            Agenda,
            Help,
        ],
    ),
    (
        "quotes_input",
        &[
            Down,
            Accept,
            PaneNext,
            Leave,
            SearchHistory,
            SearchMode,
            Sort,
            DelStart,
            Help,
        ],
    ),
    (
        "quotes",
        &[
            Down,
            Open,
            ToInput,
            Filter,
            Sort,
            LikeThis,
            Help,
            SearchHistory,
            InOtherWords,
            Palette,
            HistoryBack,
        ],
    ),
    (
        "facets",
        &[
            Down,
            Open,
            NextSection,
            FilterClear,
            ToInput,
            PaneNext,
            Help,
        ],
    ),
    ("past_input", &[Accept, Down, Forget]),
    (
        "stances",
        &[
            Right,
            Down,
            Open,
            NextEvidence,
            NextSplit,
            Sort,
            AsOf,
            Filter,
            Show,
            Pin,
            Drift,
            Help,
        ],
    ),
    (
        "reader",
        &[
            Down,
            NextQuote,
            Open,
            NextSection,
            Contents,
            Find,
            HistoryBack,
            Help,
        ],
    ),
    (
        "leaf",
        &[
            Down,
            Open,
            NextSection,
            RestsOn,
            PaneNext,
            Find,
            HistoryBack,
            Help,
        ],
    ),
    (
        "sources",
        &[Down, Open, RestsOn, Sort, Find, HistoryBack, PaneNext, Help],
    ),
    (
        "detail",
        &[
            Down,
            Open,
            PaneNext,
            HistoryBack,
            RestsOn,
            PaneZoom,
            Close,
            Help,
        ],
    ),
    (
        "evidence",
        &[
            Down,
            Open,
            PaneNext,
            Show,
            HistoryBack,
            PaneZoom,
            Close,
            Help,
        ],
    ),
    ("overlay", &[Down, Edit, Close]),
    ("marks", &[Down, Open, Forget, Close]),
    ("list_input", &[Accept, Down]),
];

/// Returns the actions worth naming in a context.
pub(super) fn offered(context: &str) -> &'static [Action] {
    OFFERED
        .iter()
        .find(|(name, _)| *name == context)
        .map_or(&[], |(_, actions)| actions)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::keymap::{DEFAULT, Keymap};

    #[test]
    fn what_is_offered_has_a_key() {
        let (keymap, _) = Keymap::read(DEFAULT);
        for (context, actions) in OFFERED {
            for &action in *actions {
                assert!(
                    keymap.keys_of(context, action).is_some(),
                    "{context}: {action:?}"
                );
            }
        }
    }
}
