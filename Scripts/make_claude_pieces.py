#!/usr/bin/env python3
"""Writes claude_v3.json and claude_v4_7.json, which Vocab's tile images are made from.

The pieces are those that PyPI's ctok 1.3.0 (MIT, Copyright (c) 2026 Sander Land) gives; it needs Python 3.12.

    python3 -m pip install --target FOLDER ctok==1.3.0
    PYTHONPATH=FOLDER python3 Scripts/make_claude_pieces.py SOURCES
"""

import json
import pathlib
import sys

import ctok

FAMILIES = {"claude_v3": "3.0", "claude_v4_7": "4.7"}
# Markers stand for values that no normalized text has.
MARKERS = {"⟨bow⟩": "\x01", "⟨eow⟩": "\x02", "⟨shift⟩": "\x03", "⟨caps⟩": "\x04"}
CONTRACTIONS = ["'s", "'t", "'d", "'m", "'ll", "'re", "'ve"]


def family(version: str) -> dict:
    pieces, prefixes = set(), []
    for name, evidence in ctok.pieces(version).items():
        if evidence["kind"] == "prefix":
            prefixes.append(name)
            continue
        for marker, value in MARKERS.items():
            name = name.replace(marker, value)
        pieces.add(name)
    # A contraction is one piece with the end of its word too.
    pieces |= {text + "\x02" for text in CONTRACTIONS if text in pieces}
    return {"pieces": sorted(pieces), "byte_prefixes": sorted(prefixes)}


def main() -> None:
    folder = pathlib.Path(sys.argv[1])
    for name, version in FAMILIES.items():
        (folder / f"{name}.json").write_text(json.dumps(family(version), indent=1) + "\n")


if __name__ == "__main__":
    main()
