"""The results as a bar chart: one panel for each encoding and pass, in light and dark."""

from __future__ import annotations

import math
from collections.abc import Iterable
from html import escape

from report import Row, Speeds, ordered, speeds

SHOWN = (
    Row("tokens", "count"),
    Row("tokens", "encode"),
    Row("gigatoken", "encode"),
    Row("rs-bpe", "count"),
    Row("tiktoken", "encode"),
)
TITLES = {"first": "first pass (fresh process)", "warm": "warm (same text again)"}
PANEL_WIDTH, PANEL_HEIGHT, LEFT, TOP, GAP = 470, 240, 50, 64, 30
PLOT_WIDTH, PLOT_HEIGHT = PANEL_WIDTH - LEFT, PANEL_HEIGHT - 60

STYLE = """
text { font: 12px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #1f2328 }
.title { font-size: 13px; font-weight: 600 } .small { font-size: 9px } .muted { fill: #59636e }
.grid { stroke: #d1d9e0; stroke-width: 1 }
.bar0 { fill: #d1460f } .bar1 { fill: #f0926a } .bar2 { fill: #2f6fb3 } .bar3 { fill: #7d8894 } .bar4 { fill: #b4bcc4 }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f6fc } .muted { fill: #9198a1 } .grid { stroke: #3d444d }
  .bar0 { fill: #ff7a3d } .bar1 { fill: #b5582f } .bar2 { fill: #5a9fe6 } .bar3 { fill: #8b96a2 } .bar4 { fill: #5c6670 }
}
"""


def round_ceiling(value: float) -> float:
    """The next value whose quarters are round."""
    power = 10 ** math.floor(math.log10(value))
    return next(step * power for step in (1, 1.2, 1.6, 2, 4, 6, 8, 10) if step * power >= value)


def text(x: float, y: float, content: str, style: str = "", anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{style}" text-anchor="{anchor}">{escape(content)}</text>'


def legend(rows: list[Row]) -> list[str]:
    parts, x = [], float(LEFT)
    for row in rows:
        parts.append(f'<rect x="{x:.1f}" y="30" width="12" height="12" rx="2" class="bar{SHOWN.index(row)}"/>')
        parts.append(text(x + 17, 40, row.label))
        x += 40 + 7 * len(row.label)
    return parts


def panel(found: Speeds, measure: str, ceiling: float, title: str, rows: list[Row], x: float, y: float) -> list[str]:
    bottom, slot = y + 24 + PLOT_HEIGHT, PLOT_WIDTH / len(found.corpora)
    width = slot * 0.86 / len(rows)
    parts = [text(x + LEFT, y + 8, title, "title")]
    for step in range(5):
        line = bottom - PLOT_HEIGHT * step / 4
        parts.append(f'<line x1="{x + LEFT}" x2="{x + PANEL_WIDTH}" y1="{line:.1f}" y2="{line:.1f}" class="grid"/>')
        parts.append(text(x + LEFT - 6, line + 4, f"{ceiling * step / 4:g}", "muted", "end"))
    for group, corpus in enumerate(found.corpora):
        parts.append(text(x + LEFT + slot * (group + 0.5), bottom + 16, corpus, "", "middle"))
        for index, row in enumerate(rows):
            speed = found.best.get((measure, corpus, row))
            if speed is None:
                continue
            left, height = x + LEFT + slot * (group + 0.07) + width * index, PLOT_HEIGHT * speed / ceiling
            kind = f"bar{SHOWN.index(row)}"
            parts.append(
                f'<rect x="{left:.1f}" y="{bottom - height:.1f}" width="{width - 1.5:.1f}" height="{height:.1f}" class="{kind}"/>'
            )
            parts.append(text(left + width / 2 - 0.75, bottom - height - 3, f"{speed:.0f}", "small", "middle"))
    return parts


def fastest(found: Iterable[Speeds], measure: str, rows: list[Row]) -> float:
    shown = (v for one in found for (kind, _, row), v in one.best.items() if kind == measure and row in rows)
    return max(shown, default=1)


def svg(results: dict) -> str:
    encodings = ordered(sample["encoding"] for sample in results["samples"])
    found = {encoding: speeds(results["samples"], encoding) for encoding in encodings}
    rows = [row for row in SHOWN if any(row in one.rows for one in found.values())]
    width, height = 2 * PANEL_WIDTH + GAP + 10, TOP + len(encodings) * PANEL_HEIGHT
    parts = [text(LEFT, 18, "Megabytes a second, one thread; higher is better", "title"), *legend(rows)]
    for column, (measure, title) in enumerate(TITLES.items()):
        ceiling = round_ceiling(fastest(found.values(), measure, rows))
        for line, encoding in enumerate(encodings):
            x, y = column * (PANEL_WIDTH + GAP), TOP + line * PANEL_HEIGHT
            parts += panel(found[encoding], measure, ceiling, f"{encoding}, {title}", rows, x, y)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
    return "\n".join([head, f"<style>{STYLE}</style>", *parts, "</svg>"]) + "\n"
