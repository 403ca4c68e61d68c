//! Where the analyst has been: back and forward, as in a browser.

use crate::ui::place::Place;

/// The most places kept.
const MOST: usize = 200;

/// The places before and after the present one.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct History {
    /// Before, the latest last.
    back: Vec<Place>,
    /// After, the nearest last.
    forward: Vec<Place>,
}

impl History {
    /// Keeps a place that is being left for a new one.
    pub(super) fn leave(&mut self, place: Place) {
        if self.back.last() != Some(&place) {
            self.back.push(place);
        }
        if self.back.len() > MOST {
            self.back.remove(0);
        }
        self.forward.clear();
    }
    /// Returns the place before, keeping this one as the one after it.
    pub(super) fn back(&mut self, here: &Place) -> Option<Place> {
        let place = self.back.pop()?;
        self.forward.push(here.clone());
        Some(place)
    }
    /// Returns the place after, keeping this one as the one before it.
    pub(super) fn forward(&mut self, here: &Place) -> Option<Place> {
        let place = self.forward.pop()?;
        self.back.push(here.clone());
        Some(place)
    }
    /// Returns the latest place that was left and is not this one.
    pub(super) fn before(&self, here: &Place) -> Option<Place> {
        self.back.iter().rev().find(|place| *place != here).cloned()
    }
    /// Changes every place; those that are nowhere any more are forgotten.
    pub(super) fn map(&mut self, to: impl Fn(&Place) -> Place) {
        for places in [&mut self.back, &mut self.forward] {
            for place in places {
                *place = to(place);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::place::View;

    #[test]
    fn back_and_forward_are_each_others_inverse() {
        let at = |view| Place {
            view,
            ..Place::default()
        };
        let mut history = History::default();
        history.leave(at(View::Home));
        history.leave(at(View::Timeline));
        let here = at(View::Quotes);
        let before = history.clone();
        let back = history.back(&here).unwrap();
        assert_eq!(back.view, View::Timeline);
        assert_eq!(history.forward(&back), Some(here));
        assert_eq!(history, before);
    }
}
