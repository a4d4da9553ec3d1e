#!/usr/bin/env python3
"""Writes claude_classes.json, which Vocab's claude_characters.table is made from.

Categories, combining classes and case are Unicode 15.1's, as PyPI's unicodedata2 15.1.0 has them, with the two pairs of
letters of Unicode 16 that the models know; Alphabetic, Lowercase and marks are those of PyPI's regex 2026.11.19.

    python3 -m pip install unicodedata2==15.1.0 regex==2026.11.19
    python3 Scripts/make_claude_classes.py SOURCES
"""

import json
import pathlib
import sys

import regex
import unicodedata2

DOC = (
    "BMP code point classes for the Claude marked stream, Unicode 15.1 + the two Unicode 16 case pairs. ranges: "
    "[first,last,code]; code[0]=class W/H/D/P/S, then flags: k stray-capable mark, p punctuation kind, n border number, "
    "d gc=Nd, o gc=No, u capital, l small letter, m gc L* or M* (or one of the 4 Unicode-16 case-pair letters), v "
    "variation selector. All code points >= U+10000 are class H without flags."
)
# Capital and small letter.
NEW_PAIRS = {0x1C89: 0x1C8A, 0xA7CB: 0x0264}
NEW_LETTERS = {*NEW_PAIRS, *NEW_PAIRS.values()}
# Numbers that are written with letters, and letters in circles.
WORD_BLOCKS = [(0x16EE, 0x16F0), (0x2160, 0x2188), (0x24B6, 0x24E9), (0xA6E6, 0xA6EF)]
# Letters that are no parts of words: Han, Hangul syllables, marks for both.
HARD_LETTERS = [(0x3005, 0x3006), (0x3031, 0x3035), (0x303B, 0x303C), (0x3400, 0x4DBF), (0x4E00, 0x9FFF),
                (0xAC00, 0xD7A3), (0xF900, 0xFAFF)]
DIGITS = [(0x30, 0x39), (0x660, 0x669), (0x6F0, 0x6F9)]
SPACES = [(0x09, 0x0D)]
SELECTORS = [(0xFE00, 0xFE0F)]
SYRIAC = [(0x711, 0x711), (0x730, 0x73F)]
# ctok marks words and capitals with these.
MARKERS = [(0xE000, 0xE004)]
PUNCTUATION = set("£§«°·»།–—„†•…€№→−√─│└═█（")
# Symbols that are letters' neighbours in Chinese and Japanese text.
LETTERLIKE = set("〄〒〓〠〶〷〾〿")
CAPITAL_THETA = 0x3F4  # its small letter has another capital
# Small by Lowercase only since Unicode 15.1.
NEWLY_SMALL = {0x10FC, 0xA7F2, 0xA7F3, 0xA7F4, 0xAB69}
PLANE = range(0x10000)


def within(code, ranges):
    return any(first <= code <= last for first, last in ranges)


def has(code, name):
    return regex.match(rf"\p{{{name}}}", chr(code)) is not None


class Character:
    def __init__(self, code):
        self.code = code
        self.category = unicodedata2.category(chr(code))
        self.is_letter = self.category[0] == "L" or code in NEW_LETTERS
        self.is_selector = within(code, SELECTORS)
        self.is_mark = has(code, "M")
        self.is_word_mark = self.is_mark and has(code, "Alphabetic") and not self.is_selector
        self.letter = self.kind()

    def kind(self):
        if self.category[0] == "Z" or within(self.code, SPACES):
            return "S"
        if within(self.code, WORD_BLOCKS) or self.is_word_mark:
            return "W"
        if self.is_letter and not within(self.code, HARD_LETTERS):
            return "W"
        if within(self.code, DIGITS):
            return "D"
        is_plain = self.code < 0x80 and self.category[0] in "PS"
        return "P" if is_plain or chr(self.code) in PUNCTUATION else "H"

    def is_punctuation(self):
        if self.category[0] == "P" and 0x3001 <= self.code <= 0x303F or chr(self.code) in LETTERLIKE:
            return False
        if self.category[0] in "PS" or self.category in ("Cf", "Cn") or within(self.code, MARKERS):
            return True
        return self.category[0] == "M" and not self.is_word_mark and not self.is_selector

    def is_small(self):
        if self.category == "Ll":
            return True
        is_known = self.category != "Cn" or self.code in NEW_LETTERS
        return is_known and self.code not in NEWLY_SMALL and has(self.code, "Lowercase")

    def flags(self):
        is_stray = self.is_word_mark and unicodedata2.combining(chr(self.code)) != 0
        return "".join(flag for flag, is_set in [
            ("k", is_stray and not within(self.code, SYRIAC)),
            ("p", self.is_punctuation()),
            ("n", self.category == "No" or self.category == "Nd" and self.code >= 0x80),
            ("d", self.category == "Nd"),
            ("o", self.category == "No"),
            ("u", small(self.code) is not None and self.category != "Lt"),
            ("l", self.is_small()),
            ("m", self.letter == "W" and (self.is_letter or self.category[0] == "M")),
            ("v", self.is_selector),
        ] if is_set)


def small(code):
    """The small letter of a capital; None for any other character."""
    if code in NEW_PAIRS:
        return chr(NEW_PAIRS[code])
    lower = chr(code).lower()
    is_capital = lower != chr(code) and unicodedata2.category(chr(code)) != "Cn" and code != CAPITAL_THETA
    return lower if is_capital else None


def main(folder):
    ranges = []
    for code in PLANE:
        character = Character(code)
        text = character.letter + character.flags()
        if ranges and ranges[-1][2] == text:
            ranges[-1][1] = code
        else:
            ranges.append([code, code, text])
    lower = {f"{code:04X}": " ".join(f"{ord(c):04X}" for c in small(code)) for code in PLANE if small(code)}
    text = json.dumps({"doc": DOC, "ranges": ranges, "lower": lower}, separators=(",", ":"), ensure_ascii=False)
    (pathlib.Path(folder) / "claude_classes.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
