"""Shares out the jobs of an experiment over the processors that Ray has, on one machine or on many that see the same folder.

    python cluster_ray.py --out records --parts 8 -- identify --networks 100

What stands behind "--" goes to `microlearning run`. A part that was killed is begun again, and has lost the one job that it was at. The
script itself can be killed, too: call it again, and it goes on with what is not in the folder yet.
"""

import argparse
import json
import subprocess
import sys

import ray

# Times that a part is begun again before something must be wrong.
TRIES = 5


@ray.remote(num_cpus=1, max_retries=TRIES)
def part(command, i, n):
    """The status with which the ith of n parts ended, from 1."""
    return subprocess.run([*command, "--part", f"{i}/{n}", "--wait", "30"]).returncode


def status(ref):
    """The part's status; 1 if its worker is gone."""
    try:
        return ray.get(ref)
    except ray.exceptions.RayError as error:
        print(f"A worker is gone: {error}", file=sys.stderr)
        return 1


def do_all(command, n):
    """Does what is left of all parts."""
    running = {part.remote(command, i, n): (i, 0) for i in range(1, n + 1)}
    while running:
        (ref,), _ = ray.wait(list(running), num_returns=1)
        i, tries = running.pop(ref)
        if status(ref) == 0:
            continue
        if tries == TRIES:
            sys.exit(f"Part {i} of {n} failed {TRIES + 1} times. Run it by hand: {' '.join(command)} --part {i}/{n}")
        print(f"Part {i} of {n} is begun again.", file=sys.stderr)
        running[part.remote(command, i, n)] = (i, tries + 1)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default="microlearning", help="the binary, if it is not on the PATH of all machines")
    parser.add_argument("--out", required=True, help="the folder of records")
    parser.add_argument("--parts", type=int, default=2, help="how many parts there are, such as one a processor")
    parser.add_argument("words", nargs="+", help="the experiment and its settings, behind --")
    asked = parser.parse_args()
    run = [asked.program, "run", *asked.words]
    ray.init(log_to_driver=True)
    # Parts that waited in vain for others are asked once more, as long as that brings something.
    done, before = 0.0, -1.0
    while before < done < 1.0:
        do_all([*run, "--out", asked.out], asked.parts)
        told = subprocess.run([*run, "--report", asked.out], check=True, capture_output=True, text=True).stdout
        before, done = done, json.loads(told)["fraction"]
    print(told, end="")


main()
