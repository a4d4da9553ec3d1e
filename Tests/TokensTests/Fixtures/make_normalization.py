#!/usr/bin/env python3
"""Writes normalization.json: digests of Normalization Form C by Unicode 15.1.

    python3 -m pip install --target FOLDER unicodedata2==15.1.0
    PYTHONPATH=FOLDER python3 Tests/TokensTests/Fixtures/make_normalization.py
"""

import hashlib
import json
import pathlib

import unicodedata2

from generator.reference import split_mix

BLOCK = 0x1000
SURROUNDINGS = ["*", "e*\u0301", "\u1100*\u0323x"]
# What normalizing is about: marks, what decomposes, what joins what stands before it.
RANGES = [
    (0x3C, 0x7A), (0xC0, 0x17F), (0x300, 0x345), (0x391, 0x3CE), (0x591, 0x5C7), (0x9BE, 0x9D7), (0xB3E, 0xB57),
    (0xDCA, 0xDDF), (0xF71, 0xF84), (0x1100, 0x11FF), (0x1E00, 0x1FFF), (0x2126, 0x212B), (0x3042, 0x309A),
    (0xAC00, 0xAC80), (0xF900, 0xFA20), (0x11127, 0x11132), (0x1D15E, 0x1D172), (0x2F800, 0x2F820),
]
STRINGS, LONGEST, SEED = 20_000, 12, 7


def form_c(text: str) -> bytes:
    return unicodedata2.normalize("NFC", text).encode()


def blocks() -> list[str]:
    digests = []
    for first in range(0, 0x110000, BLOCK):
        digest = hashlib.sha256()
        for value in range(first, first + BLOCK):
            if not 0xD800 <= value < 0xE000:
                for around in SURROUNDINGS:
                    digest.update(form_c(around.replace("*", chr(value))) + b"\n")
        digests.append(digest.hexdigest())
    return digests


def random_strings() -> str:
    numbers = split_mix(SEED)
    digest = hashlib.sha256()
    for _ in range(STRINGS):
        text = ""
        for _ in range(1 + next(numbers) % LONGEST):
            first, last = RANGES[next(numbers) % len(RANGES)]
            text += chr(first + next(numbers) % (last - first + 1))
        digest.update(form_c(text) + b"\n")
    return digest.hexdigest()


assert unicodedata2.unidata_version == "15.1.0"
(pathlib.Path(__file__).parent / "normalization.json").write_text(json.dumps({
    "blockSize": BLOCK, "surroundings": SURROUNDINGS, "blocks": blocks(),
    "ranges": RANGES, "strings": STRINGS, "longest": LONGEST, "seed": SEED, "random": random_strings(),
}, indent=1) + "\n")
