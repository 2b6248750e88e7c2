//! Report of a run that has not begun.

use super::chance::Chance;
use super::report::{Report, Trace};
use crate::data::Selection;
use crate::lab::settings::config::Plan;
use crate::lab::training::updates_an_epoch;

/// A report with nothing measured yet. `parts` are all the training images and those for validation.
pub(super) fn empty_report(plan: &Plan, parts: [&Selection; 2]) -> Report {
    let classes = plan.classes.len();
    let Chance { chance, commonest } = Chance::of(&plan.classes, &parts[1].counts());
    Report {
        config: plan.config.clone(),
        note: note(plan, parts),
        epochs: Vec::with_capacity(plan.config.epochs + 1),
        trace: Trace::default(),
        last50_loss: Vec::with_capacity(plan.config.epochs),
        classes: plan.classes.clone(),
        per_class: vec![None; classes],
        confusion: vec![vec![0; classes]; classes],
        chance,
        commonest,
    }
}

/// Note on the differences from the preset's data.
fn note(plan: &Plan, parts: [&Selection; 2]) -> Option<String> {
    let (wanted, found) = (plan.preset.wants[0], parts[0].len());
    let all_classes = plan.classes.len() == 10;
    (all_classes && found < wanted).then(|| {
        let updates = updates_an_epoch(plan, parts[0]);
        let (wanted, found) = (thousands(wanted), thousands(found));
        format!(
            "This set-up is made for {wanted} training images. This run has {found} and makes {updates} updates an epoch."
        )
    })
}

/// 24000 as "24,000".
fn thousands(n: usize) -> String {
    if n < 1000 {
        n.to_string()
    } else {
        format!("{},{:03}", thousands(n / 1000), n % 1000)
    }
}
