#!/usr/bin/env python3
"""Times the price of one usage here and in genai-prices, in one run, and prints the ratios.

    Benchmarks/compare_prices.py [--runs N]

Both price the same usage of the same model at the same time, and must agree to the last digit. "First"
is a whole process: start, load, one price. genai-prices is at a pinned version, from PyPI, in a virtual
environment of its own.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
import venv
from pathlib import Path

from environment import WORK

HERE = Path(__file__).resolve().parent
ENVIRONMENT = WORK / "venv-prices"
PINNED = "genai-prices==0.2.3"

PEER = """
import json, sys, time
start = time.perf_counter_ns()
from datetime import datetime, timezone
from genai_prices import Usage, calc_price
at = datetime.fromtimestamp(1795500000, timezone.utc)
usage = Usage(input_tokens=41234, cache_read_tokens=30000, cache_write_tokens=1200, output_tokens=2345)
def price():
    return calc_price(usage, "gpt-5.6-sol", provider_id="openai", genai_request_timestamp=at).total_price
cost = price()
first = time.perf_counter_ns() - start
calls = int(sys.argv[1])
best = None
for _ in range(5 if calls else 0):
    start = time.perf_counter_ns()
    for _ in range(calls):
        price()
    each = (time.perf_counter_ns() - start) / calls
    best = each if best is None else min(best, each)
print(json.dumps({"cost": f"{cost.normalize():f}", "first_call_in_process": first, "by_name": best}))
"""


def peer_python():
    python = ENVIRONMENT / "bin" / "python"
    marker = ENVIRONMENT / "pinned.txt"
    if not marker.exists() or marker.read_text() != PINNED:
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", PINNED], check=True)
        marker.write_text(PINNED)
    return str(python)


def our_benchmark():
    build = ["swift", "build", "-c", "release", "--package-path", str(HERE), "--product", "price-bench"]
    if sys.platform == "linux":
        build.append("--static-swift-stdlib")
    subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
    folder = subprocess.run([*build, "--show-bin-path"], check=True, capture_output=True, text=True)
    return os.path.join(folder.stdout.strip(), "price-bench")


def run(command, calls):
    """What the command prints, and the nanoseconds of the whole process."""
    start = time.perf_counter_ns()
    output = subprocess.run([*command, str(calls)], check=True, capture_output=True, text=True).stdout
    return json.loads(output), time.perf_counter_ns() - start


def first_process(command, runs):
    results = [run(command, 0) for _ in range(runs)]
    return (
        statistics.median(wall for _, wall in results),
        statistics.median(result["first_call_in_process"] for result, _ in results),
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=9, help="processes for the first price")
    runs = parser.parse_args().runs
    ours, theirs = [our_benchmark()], [peer_python(), "-c", PEER]
    our_result, _ = run(ours, 100_000)
    their_result, _ = run(theirs, 5_000)
    if our_result["cost"] != their_result["cost"]:
        sys.exit(f"the costs differ: {our_result['cost']}, theirs {their_result['cost']}")
    our_wall, our_first = first_process(ours, runs)
    their_wall, their_first = first_process(theirs, runs)
    rows = [
        ("first price, whole process", our_wall, their_wall),
        ("first price, from main / import", our_first, their_first),
        ("price by model name", our_result["by_name"], their_result["by_name"]),
        ("price with the model resolved", our_result["resolved_model"], None),
        ("price by name from raw JSON", our_result["from_json_by_name"], None),
    ]
    print(f"one usage of gpt-5.6-sol, {our_result['cost']} USD in both; {PINNED}")
    print(f"{'':<34}{'here':>12}{'genai-prices':>14}{'ratio':>8}")
    for name, mine, other in rows:
        ratio = f"{other / mine:.0f}x" if other else ""
        print(f"{name:<34}{show(mine):>12}{show(other) if other else '':>14}{ratio:>8}")


def show(nanoseconds):
    for unit, size in (("ms", 1e6), ("µs", 1e3)):
        if nanoseconds >= size:
            return f"{nanoseconds / size:.2f} {unit}"
    return f"{nanoseconds:.0f} ns"


if __name__ == "__main__":
    main()
