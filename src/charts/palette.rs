//! Colours: one for every learning rule, from its card, and one for every class; the same everywhere.
//!
//! The hues are those of Okabe and Ito (2008), safe for the common kinds of colour blindness, darkened for light paper
//! (and blue lightened for dark paper) until a line stands out at 3:1. One hue is one family of rules; the dashes tell
//! its members apart, so that no meaning hangs on colour alone. Backprop is neutral and solid: it is the yardstick.

use serde::Serialize;

use super::color::Rgb;
use crate::base::look::{Hue as Name, Look};
use crate::rules::look;

/// Appearance of a rule in charts, and its short name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RuleStyle {
    /// `#rrggbb`, for the theme asked for.
    pub color: String,
    /// Number of the dash pattern: 0 solid, 1 dashes, 2 dots, 3 dash-dot, 4 long dashes, 5 dash-dot-dot.
    pub dash: u32,
    /// A name of at most 12 characters.
    pub short: String,
}

/// A hue on light and on dark paper.
type Hue = (Rgb, Rgb);

const NEUTRAL: Hue = (Rgb(0x26, 0x2a, 0x30), Rgb(0xe4, 0xe6, 0xea));
const ORANGE: Hue = (Rgb(0xb8, 0x7a, 0x00), Rgb(0xe6, 0x9f, 0x00));
const SKY: Hue = (Rgb(0x2a, 0x8f, 0xcc), Rgb(0x7c, 0xcb, 0xf5));
const GREEN: Hue = (Rgb(0x00, 0x8a, 0x64), Rgb(0x1d, 0xba, 0x8e));
const YELLOW: Hue = (Rgb(0x86, 0x80, 0x00), Rgb(0xf0, 0xe4, 0x42));
const BLUE: Hue = (Rgb(0x00, 0x66, 0xa8), Rgb(0x4a, 0x9b, 0xdc));
const VERMILION: Hue = (Rgb(0xcf, 0x55, 0x00), Rgb(0xf0, 0x74, 0x2a));
const PURPLE: Hue = (Rgb(0xb8, 0x5a, 0x90), Rgb(0xdc, 0x92, 0xbb));
const BROWN: Hue = (Rgb(0x7d, 0x4e, 0x2d), Rgb(0xc8, 0x9b, 0x76));
const GREY: Hue = (Rgb(0x80, 0x86, 0x8e), Rgb(0x90, 0x97, 0xa0));

fn hue(hue: Name) -> Hue {
    match hue {
        Name::Neutral => NEUTRAL,
        Name::Orange => ORANGE,
        Name::Sky => SKY,
        Name::Green => GREEN,
        Name::Yellow => YELLOW,
        Name::Blue => BLUE,
        Name::Vermilion => VERMILION,
        Name::Purple => PURPLE,
    }
}

/// Hues for rules that the table does not know: never backprop's neutral one.
const SPARE: [Hue; 7] = [BLUE, VERMILION, GREEN, PURPLE, ORANGE, SKY, YELLOW];

/// The style of a rule, from its card. An unknown id gets one that depends on the id alone, so it stays the same
/// from visit to visit.
pub fn rule_style(id: &str, dark: bool) -> RuleStyle {
    let on = |hue: Hue| if dark { hue.1 } else { hue.0 }.hex();
    match look(id) {
        Some(Look { hue: name, dash, short }) => {
            RuleStyle { color: on(hue(name)), dash: dash as u32, short: short.into() }
        }
        None => {
            let hash = fnv1a(id);
            RuleStyle {
                color: on(SPARE[(hash % 7) as usize]),
                // 5 is no known rule's dash, so a reader's rule cannot look like one of ours.
                dash: 5,
                short: id.replace('_', " ").chars().take(12).collect::<String>().trim_end().into(),
            }
        }
    }
}

/// Neighbours far apart, as digits are often taken for their neighbours.
const CLASSES: [Hue; 10] = [NEUTRAL, ORANGE, BLUE, VERMILION, GREEN, PURPLE, SKY, BROWN, YELLOW, GREY];

/// The colour of a class, such as a digit: the tenth is the last of its own. Its name stands with it wherever it is drawn.
pub fn class_color(class: usize, dark: bool) -> Rgb {
    let hue = CLASSES[class % CLASSES.len()];
    if dark {
        hue.1
    } else {
        hue.0
    }
}

/// Style of one of several lines of the same rule.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LaneStyle {
    /// `#rrggbb`: the rule's.
    pub color: String,
    /// Number of the dash pattern: the rule's.
    pub dash: u32,
    /// Width in CSS pixels.
    pub width: f64,
    /// True if values are marked by dots.
    pub points: bool,
}

/// The style of a rule's line that is the `variant`-th of this rule in its chart, from 0. Colour and dashes say which
/// rule it is; width and dots tell its lines apart.
pub fn lane_style(rule: &str, variant: u32, dark: bool) -> LaneStyle {
    let RuleStyle { color, dash, .. } = rule_style(rule, dark);
    let (width, points) = [(2.2, false), (1.5, true), (3.6, false), (3.0, true)][variant as usize % 4];
    LaneStyle { color, dash, width, points }
}

/// FNV-1a: small, and the same in every build, which `std`'s hasher does not promise.
fn fnv1a(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_rule_stands_out_and_alone() {
        for (dark, paper) in [(false, Rgb(255, 255, 255)), (true, Rgb(0x14, 0x16, 0x1a))] {
            let mut looks = HashSet::new();
            let mut names = HashSet::new();
            for id in crate::rules::every().map(|card| card.id) {
                let style = rule_style(id, dark);
                let contrast = Rgb::parse(&style.color, id).unwrap().contrast(paper);
                assert!(contrast >= 3.0, "{id}: {contrast:.2} (dark: {dark})");
                assert!(style.short.chars().count() <= 12, "{id}");
                assert!(looks.insert((style.color, style.dash)), "{id} looks like another");
                assert!(names.insert(style.short), "{id} is named like another");
            }
        }
    }

    #[test]
    fn every_class_stands_out_and_alone() {
        for (dark, paper) in [(false, Rgb(255, 255, 255)), (true, Rgb(0x14, 0x16, 0x1a))] {
            let colors: HashSet<_> = (0..10).map(|class| class_color(class, dark)).collect();
            assert_eq!(colors.len(), 10);
            assert!(colors.iter().all(|color| color.contrast(paper) >= 3.0), "dark: {dark}");
        }
    }

    #[test]
    fn backprop_is_the_neutral_yardstick() {
        for dark in [false, true] {
            let style = rule_style("backprop", dark);
            let Rgb(r, g, b) = Rgb::parse(&style.color, "backprop").unwrap();
            assert!(r.max(g).max(b) - r.min(g).min(b) < 16);
            assert_eq!((style.dash, r > 128), (0, dark));
        }
    }

    #[test]
    fn lines_of_one_rule_share_its_colour_and_differ_otherwise() {
        let styles: Vec<_> = (0..4).map(|variant| lane_style("backprop", variant, false)).collect();
        for (i, style) in styles.iter().enumerate() {
            assert_eq!((&style.color, style.dash), (&styles[0].color, styles[0].dash));
            assert!(styles[..i].iter().all(|other| (other.width, other.points) != (style.width, style.points)));
        }
    }

    #[test]
    fn unknown_rules_keep_their_look() {
        let mine = rule_style("my_very_own_rule", false);
        assert_eq!(mine, rule_style("my_very_own_rule", false));
        assert_eq!((mine.dash, mine.short.as_str()), (5, "my very own"));
        assert_ne!(mine.color, rule_style("backprop", false).color);
    }
}
