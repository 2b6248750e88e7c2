//! t-SNE: a plane in which those are neighbours that are neighbours in the data (van der Maaten & Hinton 2008, Visualizing data using
//! t-SNE). It keeps who is near whom. Distances between clusters, and their sizes, mean nothing.
//!
//! p_{j|i} ∝ exp(−β_i d²_ij), β_i such that row i has the perplexity that is asked for; p = (p_{j|i} + p_{i|j}) / 2n;
//! q_ij ∝ 1 / (1 + |y_i − y_j|²); y goes down the gradient of KL = Σ p ln(p / q), in the steps of scikit-learn.

use super::trustworthiness::distances;

/// Steps in all.
const STEPS: usize = 1000;
/// First steps, in which all p are multiplied by [`EXAGGERATION`]: clusters part while there is room.
const EARLY: usize = 250;
/// Factor of the early steps.
pub const EXAGGERATION: f64 = 12.0;
/// Halvings of the interval in which a row's β lies, at most: f64 has no more digits.
const HALVINGS: usize = 200;

/// Affinities p of n examples: symmetric, their sum is 1.
#[derive(Clone, Debug)]
pub struct Affinities {
    /// Number of examples.
    pub n: usize,
    /// β of each example.
    pub beta: Vec<f64>,
    /// p, (n, n), row after row.
    pub p: Vec<f64>,
}

impl Affinities {
    /// Affinities of examples (n, features) at this perplexity, about the number of neighbours that count.
    pub fn new(x: &[Vec<f64>], perplexity: f64) -> Self {
        let mut rows = Rows::new(x, perplexity);
        loop {
            if let Some(affinities) = rows.row() {
                return affinities;
            }
        }
    }
}

/// Computation of affinities, a row at a time.
#[derive(Clone, Debug)]
struct Rows {
    squares: Vec<f64>,
    entropy: f64,
    beta: Vec<f64>,
    /// p_{j|i}, (n, n), row after row.
    conditional: Vec<f64>,
}

impl Rows {
    fn new(x: &[Vec<f64>], perplexity: f64) -> Self {
        let (squares, n) = (distances(x), x.len());
        Self {
            conditional: vec![0.0; squares.len()],
            squares,
            entropy: libm::log(perplexity),
            beta: Vec::with_capacity(n),
        }
    }

    /// Computes the next row. Returns the affinities if there is none left.
    fn row(&mut self) -> Option<Affinities> {
        let n = self.squares.len().isqrt();
        let i = self.beta.len();
        if i < n {
            let (squares, row) = (&self.squares[i * n..(i + 1) * n], &mut self.conditional[i * n..(i + 1) * n]);
            self.beta.push(neighbours(squares, i, self.entropy, row));
        }
        let both = |at: usize| (self.conditional[at] + self.conditional[at % n * n + at / n]) / (2 * n) as f64;
        (self.beta.len() == n).then(|| Affinities { n, beta: self.beta.clone(), p: (0..n * n).map(both).collect() })
    }
}

/// Fills in p_{j|i} from the squared distances of example i, with an entropy (in nats) as asked for. Returns β.
fn neighbours(squares: &[f64], i: usize, entropy: f64, p: &mut [f64]) -> f64 {
    let nearest =
        squares.iter().enumerate().filter(|(j, _)| *j != i).fold(f64::INFINITY, |least, (_, d)| least.min(*d));
    let (mut low, mut high, mut beta) = (0.0, f64::INFINITY, 1.0);
    for _ in 0..HALVINGS {
        // From the nearest on, so that none of the sums is 0.
        p.iter_mut().zip(squares).for_each(|(p, d)| *p = libm::exp(-beta * (d - nearest)));
        p[i] = 0.0;
        let sum: f64 = p.iter().sum();
        let mean = p.iter().zip(squares).map(|(p, d)| p * (d - nearest)).sum::<f64>() / sum;
        p.iter_mut().for_each(|p| *p /= sum);
        let found = libm::log(sum) + beta * mean;
        let before = beta;
        if found > entropy {
            low = beta;
            beta = if high.is_finite() { 0.5 * (low + high) } else { 2.0 * beta };
        } else {
            high = beta;
            beta = 0.5 * (low + high);
        }
        if found == entropy || beta == before || !beta.is_finite() {
            return before;
        }
    }
    beta
}

/// A plane: its affinities q, the divergence, and the gradient.
#[derive(Clone, Debug, PartialEq)]
pub struct Slope {
    /// q, (n, n), row after row.
    pub q: Vec<f64>,
    /// Σ p ln(p / q).
    pub kl: f64,
    /// ∂KL/∂y, (n).
    pub gradient: Vec<[f64; 2]>,
}

/// q, divergence and gradient of a plane y under affinities p, multiplied by `exaggeration`.
pub fn slope(affinities: &Affinities, y: &[[f64; 2]], exaggeration: f64) -> Slope {
    let (near, sum) = nearness(y);
    let q: Vec<f64> = near.iter().map(|near| near / sum).collect();
    let term = |(p, q): (&f64, &f64)| if *p > 0.0 { exaggeration * p * libm::log(exaggeration * p / q) } else { 0.0 };
    let kl = affinities.p.iter().zip(&q).map(term).sum();
    Slope { kl, gradient: gradient(&affinities.p, exaggeration, (&near, sum), y), q }
}

/// 1 / (1 + |y_i − y_j|²), (n, n) with a diagonal of 0, and their sum.
fn nearness(y: &[[f64; 2]]) -> (Vec<f64>, f64) {
    let n = y.len();
    let mut near = vec![0.0; n * n];
    let mut sum = 0.0;
    for i in 0..n {
        for j in 0..i {
            let (a, b) = (y[i][0] - y[j][0], y[i][1] - y[j][1]);
            let value = 1.0 / (1.0 + a * a + b * b);
            (near[i * n + j], near[j * n + i]) = (value, value);
            sum += 2.0 * value;
        }
    }
    (near, sum)
}

/// 4 Σ_j (p − q)(y_i − y_j) / (1 + |y_i − y_j|²).
fn gradient(p: &[f64], exaggeration: f64, (near, sum): (&[f64], f64), y: &[[f64; 2]]) -> Vec<[f64; 2]> {
    let n = y.len();
    let of = |i: usize| {
        let mut total = [0.0; 2];
        for j in 0..n {
            let near = near[i * n + j];
            let pull = 4.0 * (exaggeration * p[i * n + j] - near / sum) * near;
            total[0] += pull * (y[i][0] - y[j][0]);
            total[1] += pull * (y[i][1] - y[j][1]);
        }
        total
    };
    (0..n).map(of).collect()
}

/// A plane in the making, a step at a time. It draws nothing at random: the same examples give the same plane.
#[derive(Clone, Debug)]
pub struct Embedding {
    affinities: Affinities,
    y: Vec<[f64; 2]>,
    velocity: Vec<[f64; 2]>,
    gains: Vec<[f64; 2]>,
    steps: usize,
}

impl Embedding {
    /// A plane that starts from another one (n), such as that of the principal components, made very small.
    pub fn new(affinities: Affinities, start: &[[f64; 2]]) -> Self {
        let n = affinities.n as f64;
        let mean = start.iter().map(|y| y[0]).sum::<f64>() / n;
        let sd = (start.iter().map(|y| (y[0] - mean) * (y[0] - mean)).sum::<f64>() / n).sqrt();
        let scale = if sd > 0.0 { 1e-4 / sd } else { 0.0 };
        let y: Vec<_> = start.iter().map(|y| y.map(|v| scale * v)).collect();
        Self { velocity: vec![[0.0; 2]; y.len()], gains: vec![[1.0; 2]; y.len()], affinities, y, steps: 0 }
    }

    /// One step. Returns the plane if it was the last.
    pub fn step(&mut self) -> Option<&[[f64; 2]]> {
        if self.steps < STEPS {
            self.go_on();
        }
        (self.steps == STEPS).then_some(&self.y)
    }

    fn go_on(&mut self) {
        let Self { affinities, y, velocity, gains, steps } = self;
        let early = *steps < EARLY;
        let (factor, momentum) = if early { (EXAGGERATION, 0.5) } else { (1.0, 0.8) };
        let rate = (affinities.n as f64 / EXAGGERATION / 4.0).max(50.0);
        let (near, sum) = nearness(y);
        let slopes = gradient(&affinities.p, factor, (&near, sum), y);
        for (i, slope) in slopes.iter().enumerate() {
            for c in 0..2 {
                // A coordinate that goes on in its direction gets faster, one that turns back slower.
                let gain = &mut gains[i][c];
                *gain = if velocity[i][c] * slope[c] < 0.0 { *gain + 0.2 } else { (*gain * 0.8).max(0.01) };
                velocity[i][c] = momentum * velocity[i][c] - rate * *gain * slope[c];
                y[i][c] += velocity[i][c];
            }
        }
        *steps += 1;
    }

    /// The plane as it is now.
    pub fn plane(&self) -> &[[f64; 2]] {
        &self.y
    }

    /// Its divergence, of p as they are.
    pub fn divergence(&self) -> f64 {
        slope(&self.affinities, &self.y, 1.0).kl
    }

    /// Share of the steps that are done.
    pub fn fraction(&self) -> f64 {
        self.steps as f64 / STEPS as f64
    }
}

/// A plane from the examples on, in pieces of a few milliseconds: their affinities row by row, then the steps.
#[derive(Clone, Debug)]
pub struct Tsne {
    rows: Rows,
    start: Vec<[f64; 2]>,
    embedding: Option<Embedding>,
}

impl Tsne {
    /// The plane of examples (n, features) at this perplexity, or less if they are few; `start` as for [`Embedding::new`].
    pub fn new(x: &[Vec<f64>], perplexity: f64, start: &[[f64; 2]]) -> Self {
        let most = (x.len() as f64 - 1.0) / 3.0;
        Self { rows: Rows::new(x, perplexity.min(most).max(1.0)), start: start.to_vec(), embedding: None }
    }

    /// One piece. Returns the plane after the last.
    pub fn piece(&mut self) -> Option<Vec<[f64; 2]>> {
        match &mut self.embedding {
            Some(embedding) => embedding.step().map(<[_]>::to_vec),
            None => {
                self.embedding = self.rows.row().map(|affinities| Embedding::new(affinities, &self.start));
                None
            }
        }
    }

    /// Share of the work that is done.
    pub fn fraction(&self) -> f64 {
        self.embedding.as_ref().map_or(0.0, Embedding::fraction)
    }
}
