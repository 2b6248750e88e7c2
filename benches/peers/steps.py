"""Training steps of both presets in NumPy or PyTorch, one thread, timed when asked.

Usage: python steps.py numpy|torch. Prints the library's version, then answers each line "PRESET RULE COUNT" with the
milliseconds that a step took. PRESET is project or tutorial. RULE is backprop, or with NumPy node_perturbation: as the
tutorial computes it, each example's update in a 3-D array (batch, units, inputs) before the mean over the batch is taken.
The data are made up: how long a step takes does not depend on them.
"""

import os

for name in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"]:
    os.environ[name] = "1"

import sys
import time

import numpy as np

INPUTS, OUTPUTS, SIGMA = 784, 10, 0.1
PRESETS = {
    "project": {"hidden": 100, "batch": 32, "rate": 0.01, "bias": False},
    "tutorial": {"hidden": 500, "batch": 200, "rate": 0.001, "bias": True},
}


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


class NumPy:
    """float32 for backprop, as here; float64 for node perturbation, as in the course."""

    def __init__(self, preset, rule):
        self.rng = np.random.default_rng(1)
        self.preset, self.rule = preset, getattr(self, rule)
        hidden, batch = preset["hidden"], preset["batch"]
        kind = np.float32 if rule == "backprop" else np.float64
        shapes = [(hidden, INPUTS), (OUTPUTS, hidden)]
        self.w = [self.rng.normal(0, 0.1, shape).astype(kind) for shape in shapes]
        self.b = [np.zeros(n, kind) for n, _ in shapes]
        self.x = self.rng.random((batch, INPUTS)).astype(kind)
        self.t = np.eye(OUTPUTS, dtype=kind)[np.arange(batch) % OUTPUTS]

    def forward(self, noise=(0, 0)):
        h = sigmoid(self.x @ self.w[0].T + self.b[0]) + noise[0]
        return h, h @ self.w[1].T + self.b[1]

    def backprop(self):
        h, z = self.forward()
        rate, bias = self.preset["rate"], self.preset["bias"]
        if bias:
            y = sigmoid(z)
            top = (y - self.t) * y * (1 - y)
        else:
            z = np.exp(z - z.max(axis=1, keepdims=True))
            top = (z / z.sum(axis=1, keepdims=True) - self.t) / len(z)
        hidden = (top @ self.w[1]) * h * (1 - h)
        for l, (delta, below) in enumerate([(hidden, self.x), (top, h)]):
            self.w[l] -= rate * (delta.T @ below)
            if bias:
                self.b[l] -= rate * delta.sum(axis=0)

    def node_perturbation(self):
        h, z = self.forward()
        noise = [self.rng.normal(0, SIGMA, (len(self.x), n)) for n in [h.shape[1], OUTPUTS]]
        noisy_h, noisy_z = self.forward(noise)
        y, noisy_y = sigmoid(z), sigmoid(noisy_z) + noise[1]
        gain = np.sum((self.t - y) ** 2, axis=1) - np.sum((self.t - noisy_y) ** 2, axis=1)
        for l, (deviation, below) in enumerate([(noisy_h - h, self.x), (noisy_y - y, noisy_h)]):
            post = gain[:, None] * deviation / SIGMA**2
            self.w[l] += self.preset["rate"] * np.mean(post[:, :, None] * below[:, None, :], axis=0)
            self.b[l] += self.preset["rate"] * np.mean(post, axis=0)

    def step(self):
        self.rule()


class Torch:
    """Automatic differentiation and the library's own optimiser."""

    def __init__(self, preset, rule):
        assert rule == "backprop", rule
        import torch

        torch.set_num_threads(1)
        hidden, batch, bias = preset["hidden"], preset["batch"], preset["bias"]
        layers = [torch.nn.Linear(INPUTS, hidden, bias=bias), torch.nn.Sigmoid(), torch.nn.Linear(hidden, OUTPUTS, bias=bias)]
        self.model = torch.nn.Sequential(*layers, *([torch.nn.Sigmoid()] if bias else []))
        self.optimizer = torch.optim.SGD(self.model.parameters(), lr=preset["rate"])
        self.x, labels = torch.rand(batch, INPUTS), torch.arange(batch) % OUTPUTS
        one_hot = torch.nn.functional.one_hot(labels, OUTPUTS).float()
        cross_entropy = torch.nn.CrossEntropyLoss()
        self.loss = (lambda y: ((one_hot - y) ** 2).sum(1).mean()) if bias else (lambda z: cross_entropy(z, labels))

    def step(self):
        self.optimizer.zero_grad()
        self.loss(self.model(self.x)).backward()
        self.optimizer.step()


def version(library):
    return __import__(library).__version__


def main():
    library = sys.argv[1]
    print(version(library), flush=True)
    kept = {}
    for line in sys.stdin:
        preset, rule, count = line.split()
        if (preset, rule) not in kept:
            kept[preset, rule] = {"numpy": NumPy, "torch": Torch}[library](PRESETS[preset], rule)
            kept[preset, rule].step()
        start = time.perf_counter()
        for _ in range(int(count)):
            kept[preset, rule].step()
        print((time.perf_counter() - start) * 1000 / int(count), flush=True)


if __name__ == "__main__":
    main()
