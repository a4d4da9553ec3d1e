#!/usr/bin/env python3
"""Compares estimates of prompts with what providers billed, for this project and for what others use.

    Benchmarks/accuracy.py [--traffic FILE] [--write docs/ACCURACY.md]

FILE has recorded requests, one JSON object a line, gzipped or not: `provider`, `api`, `status`, `request` (the body),
`features`, and `billed.input` (input tokens, cached ones included). Default: $TRAFFIC, or
../shared/facts/traffic/dev.jsonl.gz. The other estimators are at pinned versions, from PyPI, in a virtual environment
of their own (`peers/accuracy_peers.py`).
"""

import argparse
import gzip
import json
import os
import statistics
import subprocess
import sys
import venv
from pathlib import Path

from environment import ROOT, WORK

HERE = Path(__file__).resolve().parent
ENVIRONMENT = WORK / "venv-accuracy"
PINNED = ["tiktoken==0.14.0", "litellm==1.110.2"]
DEFAULT_TRAFFIC = ROOT.parent / "shared" / "facts" / "traffic" / "dev.jsonl.gz"

# The most complex thing that a request has names its class.
CLASSES = [
    ("server tools, audio", {"server_tools", "audio"}),
    ("PDF", {"pdf"}),
    ("images", {"images"}),
    ("earlier reasoning", {"reasoning_in"}),
    ("structured output", {"json_schema"}),
    ("tool results", {"tool_results"}),
    ("tools", {"tools"}),
]
ORDER = ["text", "tools", "tool results", "structured output", "images", "earlier reasoning", "PDF", "server tools, audio"]
APIS = {
    "openai": {"chat.completions"},
    "anthropic": {"messages", "messages.count_tokens"},
    "qwen": {"chat.completions", "dashscope.generation"},
    "ollama": {"chat.completions", "ollama.chat", "ollama.generate"},
}
OURS = "this project"
ESTIMATORS = [OURS, "characters / 4", "tiktoken", "cookbook", "litellm"]


def records(path):
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else open(path, encoding="utf-8")
    with opened as lines:
        for line in lines:
            record = json.loads(line)
            billed = (record.get("billed") or {}).get("input")
            if record["status"] != 200 or not billed or not isinstance(record["request"], dict):
                continue
            if record["api"] in APIS.get(record["provider"], ()):
                yield record


def kind(record):
    features = set(record["features"])
    return next((name for name, marks in CLASSES if marks & features), "text")


def ours(records):
    """What `tokens estimate` says of each record."""
    build = ["swift", "build", "-c", "release", "--package-path", str(ROOT), "--product", "tokens"]
    if sys.platform == "linux":
        build.append("--static-swift-stdlib")
    subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
    folder = subprocess.run([*build, "--show-bin-path"], check=True, capture_output=True, text=True).stdout.strip()
    command = [os.path.join(folder, "tokens"), "estimate", "--jsonl"]
    lines = "".join(json.dumps({"provider": r["provider"], "request": r["request"]}) + "\n" for r in records)
    run = subprocess.run(command, input=lines, capture_output=True, text=True)
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    if len(answers) != len(records):
        sys.exit(f"{' '.join(command[1:])} answered {len(answers)} of {len(records)} lines: {run.stderr.strip()}")
    return answers


def peers(records):
    """What the other estimators say of each record; None where one can't say."""
    python = ENVIRONMENT / "bin" / "python"
    marker = ENVIRONMENT / "pinned.txt"
    if not marker.exists() or marker.read_text() != "\n".join(PINNED):
        print("installing the other estimators", file=sys.stderr)
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PINNED], check=True)
        marker.write_text("\n".join(PINNED))
    lines = "".join(json.dumps({"provider": r["provider"], "request": r["request"]}) + "\n" for r in records)
    run = subprocess.run(
        [python, HERE / "peers" / "accuracy_peers.py"], input=lines, stdout=subprocess.PIPE, text=True, check=True)
    return [json.loads(line) for line in run.stdout.splitlines()]


def row(name, pairs):
    """One line of a table: an estimator on the requests of a class."""
    known = [(estimate, billed) for estimate, billed in pairs if estimate is not None]
    if not known:
        return f"| | {name} | 0 | | | | |"
    exact = 100 * sum(estimate == billed for estimate, billed in known) / len(known)
    near = 100 * sum(abs(estimate - billed) <= 0.03 * billed for estimate, billed in known) / len(known)
    errors = [abs(estimate - billed) for estimate, billed in known]
    shares = sorted(abs(estimate - billed) / billed for estimate, billed in known)
    worst = shares[min(len(shares) - 1, int(0.95 * len(shares)))]
    return (f"| | {name} | {len(known)} | {exact:.1f} | {near:.1f} | {statistics.median(errors):g} | "
            f"{100 * worst:.1f} |")


def table(provider, rows):
    lines = [f"## {provider}", "", "| class | estimator | n | exact % | within 3 % | median error, tokens | 95 % are within, % |",
             "|---|---|--:|--:|--:|--:|--:|"]
    groups = [(name, [r for r in rows if r["class"] == name]) for name in ORDER] + [("all", rows)]
    for name, group in groups:
        if not group:
            continue
        for index, estimator in enumerate(ESTIMATORS):
            line = row(estimator, [(r["estimates"].get(estimator), r["billed"]) for r in group])
            lines.append(line.replace("| |", f"| **{name}** |", 1) if index == 0 else line)
    return lines + [""]


def confidence(rows):
    lines = ["## What a confidence is worth", "",
             "| confidence | n | exact % | within 3 % or 3 tokens | furthest off |", "|---|--:|--:|--:|--:|"]
    for level in ("high", "medium", "low"):
        group = [r for r in rows if r["confidence"] == level and r["estimates"].get(OURS) is not None]
        if not group:
            continue
        misses = [abs(r["estimates"][OURS] - r["billed"]) for r in group]
        exact = 100 * sum(miss == 0 for miss in misses) / len(group)
        near = 100 * sum(m <= max(3, 0.03 * r["billed"]) for m, r in zip(misses, group)) / len(group)
        worst = max(zip(misses, group), key=lambda pair: pair[0] / pair[1]["billed"])
        lines.append(f"| {level} | {len(group)} | {exact:.1f} | {near:.1f} | {worst[0]} of {worst[1]['billed']} |")
    return lines + [""]


HEAD = """# Accuracy

How near estimates of a prompt come to what was billed, on recorded requests with their billed input tokens. Made by
`make accuracy`; the records are not part of this package (`make accuracy TRAFFIC=file`).

- **this project**: `tokens estimate`.
- **characters / 4**: all text of the request, tools and schemas as JSON.
- **tiktoken**: the same text by the model's encoding, o200k_base where it has none.
- **cookbook**: the published formula: 3 a message, 1 a name, 3 for the answer; functions by its constants.
- **litellm**: its `token_counter`.

The class of a request is the most complex thing in it. Errors are absolute; "95 % are within" is relative to the bill.
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--traffic", type=Path, default=Path(os.environ.get("TRAFFIC") or DEFAULT_TRAFFIC))
    parser.add_argument("--write", type=Path, help="a file for the tables, in Markdown")
    options = parser.parse_args()
    if not options.traffic.exists():
        sys.exit(f"no recorded traffic at {options.traffic}: give it with TRAFFIC=file")
    chosen = list(records(options.traffic))
    answers, others = ours(chosen), peers(chosen)
    rows = []
    for record, answer, other in zip(chosen, answers, others):
        estimates = {OURS: answer.get("input_tokens"), **other}
        rows.append({"provider": record["provider"], "class": kind(record), "billed": record["billed"]["input"],
                     "confidence": answer.get("confidence"), "estimates": estimates})
    missing = sum(row["estimates"][OURS] is None for row in rows)
    lines = [HEAD]
    if missing:
        lines += [f"{missing} requests have no estimate of this project and are left out of its rows.", ""]
    for provider in APIS:
        group = [row for row in rows if row["provider"] == provider]
        if group:
            lines += table(provider, group)
    lines += confidence(rows)
    text = "\n".join(lines).rstrip() + "\n"
    print(text)
    if options.write:
        options.write.write_text(text)


if __name__ == "__main__":
    main()
