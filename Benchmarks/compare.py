#!/usr/bin/env python3
"""Times this project beside other tokenizers, on the same texts, in one run.

    Benchmarks/compare.py [--quick] [--only PEER,…] [--encodings E,…] [--corpora C,…] [--chart docs/benchmark.svg]

Every measurement is a process of its own. In each round all peers take their turn on
one text before the next text comes, pinned to one core, so that noise meets all alike;
a measurement that lost its core to another process for a while is made again.
Ids are compared with tiktoken's; a peer that differs on a text gets no figure for it.

The protocol. A peer is a command that is called as

    tokens-bench --encoding cl100k_base|o200k_base --corpus FILE --message FILE
                 --operation count|encode --passes N
                 [--pre-tokenizer scanner|pcre2] [--threads T] [--simd best|avx512|avx2|baseline|scalar]
                 [--texts remembered|forgotten]

loads its vocabulary, makes one call on the text "Hello", reads both files into memory,
and prints one line of JSON, times in seconds unless their name says otherwise:

    {"load_s": …,     the vocabulary until ready for a first call
     "first_s": …,    the first call on the whole corpus
     "warm_s": […],   the same call again, N times
     "short_ns": …,   one call on the message: the best of 20 rounds of 1,000 calls, a call
     "tokens": …,     how many tokens the corpus has
     "digest": …}     SHA-256 of the ids as little-endian UInt32, in hexadecimal; null for count

Results are kept until the clock is read and freed after it. Exit status 0; on an
error, something on standard error and another status: the peer is then left out.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import chart
import report
from environment import REQUIREMENTS, WORK, peers_python, rank_files

HERE = Path(__file__).resolve().parent
BINARY = HERE / ".build" / "release" / "tokens-bench"
CORPORA = WORK / "corpora"
MESSAGE = HERE / "peers" / "message.txt"
ENCODINGS = ("cl100k_base", "o200k_base")
QUICK_BYTES = 2_000_000
QUIET = 0.97  # the share of its time that an undisturbed process has its core
ATTEMPTS = 4
OWN = "tokens"
REFERENCE = "tiktoken"
ONE_THREAD = {"RAYON_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"}


@dataclass(frozen=True)
class Subject:
    """A peer, and how it is called."""

    name: str
    command: tuple[str, ...]
    operations: tuple[str, ...] = ("encode",)
    threads: int = 1
    slow: bool = False  # one round and two warm passes tell enough


def own_subjects(binary: Path) -> list[Subject]:
    both = ("count", "encode")
    return [
        Subject(OWN, (str(binary),), both),
        Subject(f"{OWN}, texts forgotten", (str(binary), "--texts", "forgotten"), both),
        Subject(f"{OWN}, scalar", (str(binary), "--simd", "scalar"), both),
        Subject(f"{OWN}, PCRE2", (str(binary), "--pre-tokenizer", "pcre2"), both),
        Subject(f"{OWN}, 2 threads", (str(binary), "--threads", "2"), both, threads=2),
    ]


def peer_subjects(python: Path, ranks: Path) -> list[Subject]:
    def command(peer: str) -> tuple[str, ...]:
        return (str(python), str(HERE / "peers" / "worker.py"), "--peer", peer, "--ranks", str(ranks))

    return [
        Subject("gigatoken", command("gigatoken")),
        Subject("gigatoken, batch", command("gigatoken-batch")),
        Subject("rs-bpe", command("rs-bpe"), ("count", "encode"), slow=True),
        Subject("tiktoken", command("tiktoken"), slow=True),
        Subject("tokenizers", command("tokenizers"), slow=True),
    ]


def pinned(threads: int) -> list[str]:
    """Puts a command on the last cores, where taskset exists; the first one gets more interrupts."""
    if not shutil.which("taskset"):
        return []
    cores = sorted(os.sched_getaffinity(0))[-threads:]
    return ["taskset", "-c", ",".join(map(str, cores))]


def measure(subject: Subject, encoding: str, corpus: Path, operation: str, passes: int) -> dict | None:
    command = [*pinned(subject.threads), *subject.command, "--encoding", encoding, "--corpus", str(corpus)]
    command += ["--message", str(MESSAGE), "--operation", operation, "--passes", str(passes)]
    attempts: list[dict] = []
    for _ in range(1 if subject.slow or subject.threads > 1 else ATTEMPTS):
        run, share = timed_run(command, os.environ | (ONE_THREAD if subject.threads == 1 else {}))
        if run.returncode:
            reason = (run.stderr.strip().splitlines() or ["no message"])[-1]
            print(f"{subject.name} left out on {corpus.stem}, {encoding}, {operation}: {reason}", file=sys.stderr)
            return None
        attempts.append(json.loads(run.stdout) | {"core_share": share, "quiet": share >= QUIET})
        if attempts[-1]["quiet"]:
            break
    return max(attempts, key=lambda attempt: attempt["core_share"])


def timed_run(command: list[str], environment: dict[str, str]) -> tuple[subprocess.CompletedProcess[str], float]:
    """Runs a command, and says in how much of its time it had a core."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    run = subprocess.run(command, env=environment, capture_output=True, text=True)
    elapsed, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return run, (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) / elapsed


def measure_all(subjects: list[Subject], encodings: list[str], corpora: list[Path], rounds: int, passes: int) -> list[dict]:
    samples: list[dict] = []
    for turn in range(rounds):
        for encoding in encodings:
            for corpus in corpora:
                print(f"round {turn + 1} of {rounds}: {corpus.stem}, {encoding}", file=sys.stderr)
                for subject in subjects:
                    if subject.slow and turn:
                        continue
                    for operation in subject.operations:
                        enough = min(passes, 2) if subject.slow else passes
                        sample = measure(subject, encoding, corpus, operation, enough)
                        if sample:
                            place = {"subject": subject.name, "operation": operation, "encoding": encoding}
                            samples.append(place | {"corpus": corpus.stem, "bytes": corpus.stat().st_size} | sample)
    return samples


def mark_agreement(samples: list[dict]) -> None:
    """Says of each sample whether its ids (of a count: their number) are the reference's."""
    reference = {(s["encoding"], s["corpus"]): s for s in samples if s["subject"] == REFERENCE}
    for sample in samples:
        truth = reference.get((sample["encoding"], sample["corpus"]))
        if not truth:
            sys.exit(f"{REFERENCE} gave nothing to compare with on {sample['corpus']}, {sample['encoding']}")
        field = "tokens" if sample["operation"] == "count" else "digest"
        sample["agrees"] = sample[field] == truth[field]


def corpus_files(names: list[str] | None, quick: bool) -> list[Path]:
    if not (CORPORA / "manifest.json").exists():
        subprocess.run([sys.executable, str(HERE / "corpora.py")], check=True)
    files = [CORPORA / f"{name}.txt" for name in names or json.loads((CORPORA / "manifest.json").read_text())]
    return [head_of(file) for file in files] if quick else files


def head_of(file: Path) -> Path:
    """The first lines of a corpus, as a file of its own."""
    head = CORPORA / "quick" / file.name
    head.parent.mkdir(exist_ok=True)
    content = file.read_bytes()[:QUICK_BYTES]
    head.write_bytes(content[: content.rindex(b"\n") + 1])
    return head


def machine() -> dict[str, object]:
    processor = platform.processor() or platform.machine()
    if Path("/proc/cpuinfo").exists():
        fields = dict(line.split(":", 1) for line in Path("/proc/cpuinfo").read_text().split("\n\n")[0].splitlines())
        fields = {name.strip(): value.strip() for name, value in fields.items()}
        numbers = f"family {fields.get('cpu family')} model {fields.get('model')}"
        processor = f"{fields.get('model name', processor)} ({numbers})"
    return {"processor": processor, "cores": os.cpu_count(), "system": platform.platform()}


def selected(subjects: list[Subject], only: list[str] | None) -> list[Subject]:
    """The named ones, with their variants, and the reference always."""
    if not only:
        return subjects
    chosen = [s for s in subjects if s.name == REFERENCE or s.name in only or s.name.split(",")[0] in only]
    unknown = set(only) - {name for s in chosen for name in (s.name, s.name.split(",")[0])}
    if unknown:
        sys.exit(f"no peer is called {', '.join(sorted(unknown))}; there are {', '.join(s.name for s in subjects)}")
    return chosen


def listed(text: str) -> list[str]:
    return text.split(",")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="2 MB of each corpus, one round, three passes")
    parser.add_argument("--only", type=listed, help="peers to time; tiktoken always runs, as the reference")
    parser.add_argument("--encodings", type=listed, default=list(ENCODINGS))
    parser.add_argument("--corpora", type=listed)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--passes", type=int, default=7)
    parser.add_argument("--binary", type=Path, default=BINARY)
    parser.add_argument("--results", type=Path, default=WORK / "results.json")
    parser.add_argument("--chart", type=Path, help="also draw the results as an SVG")
    options = parser.parse_args()
    if options.quick:
        options.rounds, options.passes = 1, 3
    return options


def main() -> None:
    options = arguments()
    python = peers_python()
    subjects = peer_subjects(python, rank_files(python))
    if options.binary.exists():
        subjects = own_subjects(options.binary) + subjects
    else:
        print(f"{options.binary} is missing, so only peers are timed; build it in Benchmarks", file=sys.stderr)
    subjects = selected(subjects, options.only)
    corpora = corpus_files(options.corpora, options.quick)
    samples = measure_all(subjects, options.encodings, corpora, options.rounds, options.passes)
    mark_agreement(samples)
    results = {
        "machine": machine(),
        "peers": REQUIREMENTS.read_text().split(),
        "rounds": options.rounds,
        "passes": options.passes,
        "corpora": json.loads((CORPORA / "manifest.json").read_text()),
        "samples": samples,
    }
    options.results.write_text(json.dumps(results, indent=1) + "\n")
    print(report.markdown(results))
    if options.chart:
        options.chart.parent.mkdir(parents=True, exist_ok=True)
        options.chart.write_text(chart.svg(results))
    if any(sample["subject"].split(",")[0] == OWN and not sample["agrees"] for sample in samples):
        sys.exit("this project's ids differ from the reference")


if __name__ == "__main__":
    main()
