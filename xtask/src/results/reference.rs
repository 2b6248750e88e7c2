//! What the courses' own code gives on the original MNIST: mean and sample SD over seeds.

use serde_json::Value;

/// One set-up to run.
pub struct Row {
    /// The rule's id.
    pub rule: &'static str,
    /// Arguments of `microlearning train` behind the rule.
    pub arguments: &'static [&'static str],
    /// What is compared.
    pub measures: &'static [Measure],
}

/// One number of a run and its reference.
pub struct Measure {
    /// What it is, for the table.
    pub name: &'static str,
    /// Where it stands in the JSON of a run.
    pub path: &'static str,
    /// The reference's mean.
    pub mean: f64,
    /// The reference's SD; none if the reference gives none.
    pub sd: Option<f64>,
}

impl Measure {
    /// This number of one run.
    pub fn of(&self, run: &Value) -> Option<f64> {
        run.pointer(self.path).and_then(Value::as_f64)
    }
}

const fn measure(name: &'static str, path: &'static str, mean: f64, sd: f64) -> Measure {
    Measure { name, path, mean, sd: if sd > 0.0 { Some(sd) } else { None } }
}

const TUTORIAL: &[&str] = &["--preset", "tutorial"];
const PROJECT: &[&str] = &["--preset", "project"];

macro_rules! tutorial {
    ($rule:literal, accuracy: $accuracy:expr, loss: $loss:expr, cosine: $cosine:expr, snr: $snr:expr) => {
        Row {
            rule: $rule,
            arguments: TUTORIAL,
            measures: &[
                measure("accuracy, epoch 1 (%)", "/epochs/1/test_accuracy", $accuracy[0].0, $accuracy[0].1),
                measure("accuracy, epoch 2 (%)", "/epochs/2/test_accuracy", $accuracy[1].0, $accuracy[1].1),
                measure("accuracy, epoch 3 (%)", "/epochs/3/test_accuracy", $accuracy[2].0, $accuracy[2].1),
                measure("loss, last 50 updates", "/last50_loss/2", $loss.0, $loss.1),
                measure("cosine of W_h, epoch 3", "/epochs/3/cosine/0", $cosine.0, $cosine.1),
                measure("SNR of W_h at init", "/snr/0", $snr.0, $snr.1),
            ],
        }
    };
}

/// Every set-up with a reference.
pub const ROWS: &[Row] = &[
    tutorial!(
        "backprop",
        accuracy: [(81.8, 1.1), (86.4, 0.9), (87.7, 0.9)],
        loss: (0.2985, 0.0007), cosine: (1.0, 1e-6), snr: (0.139, 0.006)
    ),
    tutorial!(
        "feedback_alignment",
        accuracy: [(70.0, 1.6), (82.6, 1.2), (85.7, 0.8)],
        loss: (0.365, 0.003), cosine: (0.213, 0.018), snr: (0.137, 0.006)
    ),
    tutorial!(
        "kolen_pollack",
        accuracy: [(71.3, 1.7), (83.8, 0.9), (86.3, 0.8)],
        loss: (0.340, 0.003), cosine: (0.441, 0.017), snr: (0.137, 0.006)
    ),
    tutorial!(
        "weight_perturbation",
        accuracy: [(11.3, 3.0), (14.1, 2.7), (14.7, 3.8)],
        loss: (0.942, 0.005), cosine: (0.001, 0.001), snr: (0.02529, 0.00002)
    ),
    tutorial!(
        "node_perturbation",
        accuracy: [(25.8, 4.0), (37.8, 2.9), (48.0, 4.3)],
        loss: (0.806, 0.009), cosine: (0.035, 0.014), snr: (0.0201, 0.0002)
    ),
    Row {
        rule: "backprop",
        arguments: PROJECT,
        measures: &[
            measure("validation accuracy, epoch 0 (%)", "/epochs/0/valid_accuracy", 11.0, 0.0),
            measure("validation accuracy, epoch 1 (%)", "/epochs/1/valid_accuracy", 81.0, 1.1),
            measure("validation accuracy, epoch 2 (%)", "/epochs/2/valid_accuracy", 86.2, 0.5),
            measure("validation accuracy, epoch 3 (%)", "/epochs/3/valid_accuracy", 88.2, 0.4),
            measure("validation accuracy, epoch 4 (%)", "/epochs/4/valid_accuracy", 89.1, 0.4),
            measure("validation loss, epoch 0", "/epochs/0/valid_loss", 2.349, 0.0),
            measure("validation loss, epoch 4", "/epochs/4/valid_loss", 0.429, 0.0),
            measure("SNR of layer 1 at init", "/snr/0", 0.103, 0.019),
            measure("SNR of layer 2 at init", "/snr/1", 0.090, 0.033),
        ],
    },
    Row {
        rule: "backprop",
        arguments: &["--preset", "project", "--classes", "0,1,2"],
        measures: &[measure("validation accuracy, epoch 4 (%)", "/epochs/4/valid_accuracy", 97.2, 0.2)],
    },
];
