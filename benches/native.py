"""Processor time of an epoch on the command line, in one build or in two by turns, and of NumPy's steps beside it.

Usage: python benches/native.py BINARY [OTHER] [--rounds 9]. A binary is target/release/microlearning of some commit. An epoch is
what three more of them cost: training, and measuring the loss and the accuracy on the validation and test images. NumPy, where it
is installed, takes the same number of training steps (benches/peers/steps.py) on one thread, and measures nothing.
"""

import argparse
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "peers"))
#: Batches of an epoch of the bundled 24,000 digits.
UPDATES = {"tutorial": 120, "project": 750}


def spent(binary, preset, epochs):
    """Seconds of the processor that a run takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [binary, "train", "--preset", preset, "--epochs", str(epochs)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def epoch(binary, preset):
    return (spent(binary, preset, 4) - spent(binary, preset, 1)) / 3


def numpy_epoch(steps, preset):
    network = steps.NumPy(steps.PRESETS[preset], "backprop")
    network.step()
    start = time.process_time()
    for _ in range(40):
        network.step()
    return (time.process_time() - start) / 40 * UPDATES[preset]


def line(name, values, unit=""):
    low, middle, high = statistics.quantiles(values, n=4)
    print(f"  {name:<28} {middle:8.3f}{unit}  quartiles {low:.3f} to {high:.3f}", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binaries", nargs="+")
    parser.add_argument("--rounds", type=int, default=9)
    given = parser.parse_args()
    jobs = [(binary, lambda preset, binary=binary: epoch(binary, preset)) for binary in given.binaries]
    try:
        import steps  # Before NumPy itself, which it holds to one thread.

        jobs.append(("NumPy, steps alone", lambda preset: numpy_epoch(steps, preset)))
    except ImportError:
        print("NumPy is not installed.")
    for preset in UPDATES:
        print(f"{preset}, {given.rounds} rounds")
        rounds = [[run(preset) for _, run in jobs] for _ in range(given.rounds)]
        for (name, _), seconds in zip(jobs, zip(*rounds)):
            line(name[-28:], seconds, " s")
        for i, (name, _) in enumerate(jobs[1:], 1):
            line(f"{name[-14:]} / first", [turn[i] / turn[0] for turn in rounds])


if __name__ == "__main__":
    main()
