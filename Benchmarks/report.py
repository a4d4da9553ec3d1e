"""Tables of a comparison's results, in Markdown."""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from dataclasses import dataclass

BASELINE = "gigatoken"
CALLS_OF_ONE_PEER = {"gigatoken, batch": "gigatoken"}  # it is given the faster of its calls, cell by cell


@dataclass(frozen=True)
class Row:
    subject: str
    operation: str

    @property
    def label(self) -> str:
        return f"{self.subject}: {self.operation}"


def row_of(sample: dict) -> Row:
    return Row(CALLS_OF_ONE_PEER.get(sample["subject"], sample["subject"]), sample["operation"])


@dataclass(frozen=True)
class Speeds:
    """Megabytes (10⁶ bytes) a second, the best of all rounds, by pass, corpus and row; only where ids agree."""

    best: dict[tuple[str, str, Row], float]
    rows: list[Row]
    corpora: list[str]

    def ratio(self, measure: str, corpus: str, row: Row) -> float | None:
        speed = self.best.get((measure, corpus, row))
        baseline = self.best.get((measure, corpus, Row(BASELINE, "encode")))
        return speed / baseline if speed and baseline else None


def ordered(values: Iterable) -> list:
    return list(dict.fromkeys(values))


def speeds(samples: list[dict], encoding: str) -> Speeds:
    samples = [sample for sample in samples if sample["encoding"] == encoding]
    best: dict[tuple[str, str, Row], float] = {}
    for sample in samples:
        if not sample["agrees"]:
            continue
        row = row_of(sample)
        for measure, times in (("first", [sample["first_s"]]), ("warm", sample["warm_s"])):
            if times:
                key = (measure, sample["corpus"], row)
                best[key] = max(best.get(key, 0), sample["bytes"] / 1e6 / min(times))
    rows = ordered(row_of(sample) for sample in samples)
    return Speeds(best, rows, ordered(sample["corpus"] for sample in samples))


def figure(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}"


def cell(speed: float | None, ratio: float | None) -> str:
    if speed is None:
        return "–"
    return figure(speed) if ratio is None else f"{figure(speed)} ({ratio:.2f}×)"


def table(header: list[str], rows: list[list[str]]) -> str:
    lines = [header, ["---", *["---:"] * (len(header) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def speed_table(found: Speeds, measure: str) -> str:
    rows = [
        [row.label] + [cell(found.best.get((measure, c, row)), found.ratio(measure, c, row)) for c in found.corpora]
        for row in found.rows
    ]
    return table(["MB/s", *found.corpora], rows)


def short_table(samples: list[dict], encodings: list[str]) -> str:
    def best(row: Row, encoding: str) -> str:
        times = [s["short_ns"] for s in samples if row_of(s) == row and s["encoding"] == encoding]
        return f"{min(times):,.0f}" if times else "–"

    rows = ordered(row_of(sample) for sample in samples)
    return table(["ns a call", *encodings], [[row.label, *[best(row, e) for e in encodings]] for row in rows])


def spread(samples: list[dict]) -> str:
    """How far the baseline's own undisturbed first passes lie apart: below it, a difference says nothing."""
    groups: dict[tuple, list[float]] = {}
    for sample in samples:
        if sample["subject"] == BASELINE and sample["quiet"]:
            groups.setdefault((sample["encoding"], sample["corpus"]), []).append(sample["first_s"])
    spreads = [max(times) / min(times) - 1 for times in groups.values() if len(times) > 1]
    return f"Noise: {BASELINE}'s own first passes lie {statistics.median(spreads):.0%} apart (median). " if spreads else ""


def agreement(samples: list[dict]) -> str:
    differing = ordered((s["subject"], s["encoding"], s["corpus"]) for s in samples if not s["agrees"])
    if not differing:
        return "Every peer's ids are tiktoken's on every text."
    return "Ids differ from tiktoken's: " + "; ".join(f"{s} on {c} ({e})" for s, e, c in differing) + "."


def markdown(results: dict) -> str:
    samples, machine = results["samples"], results["machine"]
    encodings = ordered(sample["encoding"] for sample in samples)
    sizes = ", ".join(f"{c} {b / 1e6:.1f} MB" for c, b in ordered((s["corpus"], s["bytes"]) for s in samples))
    parts = [
        f"{machine['processor']}, {machine['cores']} cores, {machine['system']}. {', '.join(results['peers'])}. "
        f"Texts: {sizes}. Best of {results['rounds']} rounds of {results['passes']} warm passes, one thread unless "
        f"named; in brackets the ratio to {BASELINE}'s faster call. {spread(samples)}{agreement(samples)}"
    ]
    for encoding in encodings:
        found = speeds(samples, encoding)
        for measure, title in (("first", "first pass, fresh process"), ("warm", "warm, same text again")):
            parts += [f"### {encoding}: {title}", speed_table(found, measure)]
    parts += ["### A message of 200 bytes, warm", short_table(samples, encodings)]
    return "\n\n".join(parts)
