//! Every set-up that is measured, beside what the courses' own code gives on the original MNIST.

use super::reference::{number, percent, Measure, Row};

/// Repetitions of a set-up whose runs spread about one mean.
pub const FEW: u32 = 5;

const TUTORIAL: &[&str] = &["--preset", "tutorial"];
const PROJECT: &[&str] = &["--preset", "project"];

macro_rules! tutorial {
    ($rule:literal, accuracy: $a:expr, loss: $loss:expr, cosine: $c:expr, snr: $snr:expr) => {
        Row {
            key: concat!("tutorial.", $rule),
            rule: $rule,
            arguments: TUTORIAL,
            seeds: FEW,
            measures: &[
                percent("accuracy1", "accuracy, epoch 1 (%)", "/epochs/1/test_accuracy").against($a[0].0, $a[0].1),
                percent("accuracy2", "accuracy, epoch 2 (%)", "/epochs/2/test_accuracy").against($a[1].0, $a[1].1),
                percent("accuracy3", "accuracy, epoch 3 (%)", "/epochs/3/test_accuracy").against($a[2].0, $a[2].1),
                number("loss", "loss, last 50 updates", "/last50_loss/2", 4).against($loss.0, $loss.1),
                number("cosine1", "cosine of W_h, epoch 1", "/epochs/1/cosine/0", 3).against($c[0].0, $c[0].1),
                number("cosine2", "cosine of W_h, epoch 2", "/epochs/2/cosine/0", 3).against($c[1].0, $c[1].1),
                number("cosine3", "cosine of W_h, epoch 3", "/epochs/3/cosine/0", 3).against($c[2].0, $c[2].1),
                number("snr", "SNR of W_h at init", "/snr/0", 5).against($snr.0, $snr.1),
            ],
        }
    };
}

const ACCURACY: Measure = percent("accuracy", "validation accuracy at the end (%)", "/epochs/4/valid_accuracy");
pub const SNR: [Measure; 2] =
    [number("snr1", "SNR of layer 1 at init", "/snr/0", 3), number("snr2", "SNR of layer 2 at init", "/snr/1", 3)];
const COSINE: [Measure; 2] = [
    number("cosine1", "cosine of layer 1 at the end", "/epochs/4/cosine/0", 3),
    number("cosine2", "cosine of layer 2 at the end", "/epochs/4/cosine/1", 3),
];

macro_rules! project {
    ($rule:literal) => {
        Row {
            key: concat!("project.", $rule),
            rule: $rule,
            arguments: PROJECT,
            seeds: FEW,
            measures: &[ACCURACY, COSINE[0], COSINE[1], SNR[0], SNR[1]],
        }
    };
}

/// A rule in networks with one hidden layer (of 100 tanh units), with three and with five.
macro_rules! depths {
    ($($key:literal, $rule:literal, $hidden:literal $(, $param:literal)?;)*) => {
        [$(Row {
            key: $key,
            rule: $rule,
            arguments: &["--preset", "project", "--convention", "matched", "--activation", "tanh", "--lr", "0.02",
                "--hidden", $hidden $(, "--param", $param)?],
            seeds: FEW,
            measures: &[
                ACCURACY,
                number("cosine", "cosine of layer 1 at the end", "/epochs/4/cosine/0", 2),
                number("angle", "angle of δ of layer 1 to backprop's at the end (°)", "/epochs/4/teaching/0", 0),
            ],
        }),*]
    };
}

/// Effect of depth on each rule.
pub const DEPTHS: [Row; 15] = depths! {
    "depth1.backprop", "backprop", "100";
    "depth1.feedback_alignment", "feedback_alignment", "100";
    "depth1.kolen_pollack", "kolen_pollack", "100", "decay=0.01";
    "depth1.target_propagation", "target_propagation", "100";
    "depth3.backprop", "backprop", "100,100,100";
    "depth3.feedback_alignment", "feedback_alignment", "100,100,100";
    "depth3.direct_feedback_alignment", "direct_feedback_alignment", "100,100,100";
    "depth3.kolen_pollack", "kolen_pollack", "100,100,100", "decay=0.01";
    "depth3.target_propagation", "target_propagation", "100,100,100";
    "depth3.uncorrected", "target_propagation", "100,100,100", "difference=0";
    "depth5.backprop", "backprop", "100,100,100,100,100";
    "depth5.feedback_alignment", "feedback_alignment", "100,100,100,100,100";
    "depth5.direct_feedback_alignment", "direct_feedback_alignment", "100,100,100,100,100";
    "depth5.kolen_pollack", "kolen_pollack", "100,100,100,100,100", "decay=0.01";
    "depth5.target_propagation", "target_propagation", "100,100,100,100,100";
};

/// Every set-up, in the order of the tables.
pub const ROWS: &[Row] = &[
    tutorial!(
        "backprop",
        accuracy: [(81.8, 1.1), (86.4, 0.9), (87.7, 0.9)], loss: (0.2985, 0.0007),
        cosine: [(1.0, 1e-6), (1.0, 1e-6), (1.0, 1e-6)], snr: (0.139, 0.006)
    ),
    tutorial!(
        "feedback_alignment",
        accuracy: [(70.0, 1.6), (82.6, 1.2), (85.7, 0.8)], loss: (0.365, 0.003),
        cosine: [(0.084, 0.018), (0.155, 0.016), (0.213, 0.018)], snr: (0.137, 0.006)
    ),
    tutorial!(
        "kolen_pollack",
        accuracy: [(71.3, 1.7), (83.8, 0.9), (86.3, 0.8)], loss: (0.340, 0.003),
        cosine: [(0.196, 0.015), (0.336, 0.014), (0.441, 0.017)], snr: (0.137, 0.006)
    ),
    tutorial!(
        "weight_perturbation",
        accuracy: [(11.3, 3.0), (14.1, 2.7), (14.7, 3.8)], loss: (0.942, 0.005),
        cosine: [(0.001, 0.001), (0.001, 0.001), (0.001, 0.001)], snr: (0.02529, 0.00002)
    ),
    tutorial!(
        "node_perturbation",
        accuracy: [(25.8, 4.0), (37.8, 2.9), (48.0, 4.3)], loss: (0.806, 0.009),
        cosine: [(0.045, 0.015), (0.037, 0.010), (0.035, 0.014)], snr: (0.0201, 0.0002)
    ),
    Row {
        key: "project.backprop",
        rule: "backprop",
        arguments: PROJECT,
        seeds: FEW,
        measures: &[
            percent("accuracy0", "validation accuracy, epoch 0 (%)", "/epochs/0/valid_accuracy").near(11.0),
            percent("accuracy1", "validation accuracy, epoch 1 (%)", "/epochs/1/valid_accuracy").against(81.0, 1.1),
            percent("accuracy2", "validation accuracy, epoch 2 (%)", "/epochs/2/valid_accuracy").against(86.2, 0.5),
            percent("accuracy3", "validation accuracy, epoch 3 (%)", "/epochs/3/valid_accuracy").against(88.2, 0.4),
            percent("accuracy4", "validation accuracy, epoch 4 (%)", "/epochs/4/valid_accuracy").against(89.1, 0.4),
            number("loss0", "validation loss, epoch 0", "/epochs/0/valid_loss", 3).near(2.349),
            number("loss1", "validation loss, epoch 1", "/epochs/1/valid_loss", 3).near(0.992),
            number("loss2", "validation loss, epoch 2", "/epochs/2/valid_loss", 3).near(0.628),
            number("loss3", "validation loss, epoch 3", "/epochs/3/valid_loss", 3).near(0.494),
            number("loss4", "validation loss, epoch 4", "/epochs/4/valid_loss", 3).near(0.429),
            SNR[0].against(0.103, 0.019),
            SNR[1].against(0.090, 0.033),
        ],
    },
    Row {
        key: "project.backprop_three",
        rule: "backprop",
        arguments: &["--preset", "project", "--classes", "0,1,2"],
        seeds: FEW,
        measures: &[ACCURACY.against(97.2, 0.2)],
    },
    // The same without the last batch's single image.
    Row {
        key: "project.backprop_even",
        rule: "backprop",
        arguments: &["--preset", "project", "--images", "24000"],
        seeds: FEW,
        measures: &[ACCURACY],
    },
    project!("feedback_alignment"),
    project!("kolen_pollack"),
    project!("node_perturbation"),
    project!("weight_perturbation"),
    project!("target_propagation"),
];

/// Representations of the hidden layers of the page's lab; all networks of a seed are trained by one command.
pub const REPRESENTATIONS: Row = Row {
    key: "representations",
    rule: "representations",
    arguments: &["--epochs", "12"],
    seeds: FEW,
    measures: &[
        number("pixels.ratio", "participation ratio of pixels", "/networks/0/dimensions", 1),
        number("untrained.ratio", "participation ratio, untrained", "/networks/1/dimensions", 1),
        number("backprop.ratio", "participation ratio, backprop", "/networks/2/dimensions", 1),
        number("node_perturbation.ratio", "participation ratio, node perturbation", "/networks/3/dimensions", 1),
        number("feedback_alignment.ratio", "participation ratio, feedback alignment", "/networks/4/dimensions", 1),
        number("hybrid.ratio", "participation ratio, Hebbian hybrid", "/networks/5/dimensions", 1),
        percent("backprop.accuracy", "validation accuracy, backprop (%)", "/networks/2/accuracy"),
        percent("node_perturbation.accuracy", "validation accuracy, node perturbation (%)", "/networks/3/accuracy"),
        percent("feedback_alignment.accuracy", "validation accuracy, feedback alignment (%)", "/networks/4/accuracy"),
        percent("hybrid.accuracy", "validation accuracy, Hebbian hybrid (%)", "/networks/5/accuracy"),
        number("untrained.cka_pixels", "CKA, untrained and pixels", "/cka/1/0", 2),
        number("untrained.rsa_pixels", "RSA, untrained and pixels", "/rsa/1/0", 2),
        number("feedback_alignment.cka_backprop", "CKA, feedback alignment and backprop", "/cka/4/2", 3),
        number("feedback_alignment.rsa_backprop", "RSA, feedback alignment and backprop", "/rsa/4/2", 2),
        number("node_perturbation.cka_backprop", "CKA, node perturbation and backprop", "/cka/3/2", 2),
        number("node_perturbation.rsa_backprop", "RSA, node perturbation and backprop", "/rsa/3/2", 2),
        number("hybrid.cka_untrained", "CKA, Hebbian hybrid and untrained", "/cka/5/1", 3),
        number("hybrid.rsa_untrained", "RSA, Hebbian hybrid and untrained", "/rsa/5/1", 2),
        number("backprop.cka_untrained", "CKA, backprop and untrained", "/cka/2/1", 2),
        number("node_perturbation.cka_untrained", "CKA, node perturbation and untrained", "/cka/3/1", 2),
        number("untrained.four_nine", "dissimilarity of 4 and 9, untrained", "/networks/1/rdm/4/9", 2),
        number("backprop.four_nine", "dissimilarity of 4 and 9, backprop", "/networks/2/rdm/4/9", 2),
        number("node_perturbation.four_nine", "dissimilarity of 4 and 9, node perturbation", "/networks/3/rdm/4/9", 2),
        number("hybrid.four_nine", "dissimilarity of 4 and 9, Hebbian hybrid", "/networks/5/rdm/4/9", 2),
        number("untrained.zero_one", "dissimilarity of 0 and 1, untrained", "/networks/1/rdm/0/1", 2),
        number("backprop.zero_one", "dissimilarity of 0 and 1, backprop", "/networks/2/rdm/0/1", 2),
        number("node_perturbation.zero_one", "dissimilarity of 0 and 1, node perturbation", "/networks/3/rdm/0/1", 2),
        number("hybrid.zero_one", "dissimilarity of 0 and 1, Hebbian hybrid", "/networks/5/rdm/0/1", 2),
    ],
};
