#!/usr/bin/env python3
"""Writes Sources/CScanner/unicode_tables.c from the Unicode Character Database.

The database's general categories come from PyPI's `unicodedata2`, which carries
one UCD version a release, and Unicode 14 from Python 3.11's own `unicodedata`.
The tables are pinned to Unicode 16.0, the version by which the reference splits
text; the other versions say what a PCRE2 library built on them would answer
differently.

    python3 Scripts/make_unicode_tables.py            # writes the file
    python3 Scripts/make_unicode_tables.py --check    # fails if it would change
"""

import argparse
import itertools
import json
import pathlib
import subprocess
import sys
import tempfile
import unicodedata

PINNED = "16.0.0"
# Unicode versions of the PCRE2 releases in use: 10.40-10.42, 10.43-10.44, 10.45 and later.
OTHERS = ["14.0.0", "15.0.0", "15.1.0", "17.0.0"]
PACKAGE_RELEASES = {"17.0.0": "17.0.1"}

CATEGORIES = (
    "Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So Zs Zl Zp Cc Cf Cs Co Cn"
).split()

# White_Space is stable since Unicode 6.3: the separators and these controls.
SPACE_CONTROLS = {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85}

CLASS_NAMES = ["other", "upper", "lower", "letter", "mark", "number", "space", "newline"]
CLASS_OF_CATEGORY = {
    "Lu": "upper", "Lt": "upper", "Ll": "lower", "Lm": "letter", "Lo": "letter",
    "Mn": "mark", "Mc": "mark", "Me": "mark",
    "Nd": "number", "Nl": "number", "No": "number",
    "Zs": "space", "Zl": "space", "Zp": "space",
}
BLOCK = 128

DUMP = """
import json, sys
sys.path.insert(0, sys.argv[1])
import unicodedata2
assert unicodedata2.unidata_version == sys.argv[2], unicodedata2.unidata_version
print(json.dumps([unicodedata2.category(chr(c)) for c in range(0x110000)]))
"""


def categories(version: str) -> list[str]:
    """The general category of every code point in one version of Unicode."""
    if unicodedata.unidata_version == version:
        return [unicodedata.category(chr(c)) for c in range(0x110000)]
    with tempfile.TemporaryDirectory() as folder:
        release = PACKAGE_RELEASES.get(version, version)
        subprocess.run(
            [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
             "--target", folder, f"unicodedata2=={release}"], check=True)
        dumped = subprocess.run(
            [sys.executable, "-c", DUMP, folder, version], check=True, capture_output=True)
        return json.loads(dumped.stdout)


def scanner_class(code_point: int, category: str) -> int:
    if code_point in (0x0A, 0x0D):
        return CLASS_NAMES.index("newline")
    if code_point in SPACE_CONTROLS:
        return CLASS_NAMES.index("space")
    return CLASS_NAMES.index(CLASS_OF_CATEGORY.get(category, "other"))


def runs(values):
    """(first, last, value) for each run of equal neighbours."""
    position = 0
    for value, group in itertools.groupby(values):
        length = sum(1 for _ in group)
        yield position, position + length - 1, value
        position += length


def array(declaration: str, values: list[str], width: int) -> str:
    lines = [", ".join(values[i:i + width]) + "," for i in range(0, len(values), width)]
    return f"{declaration} = {{\n    " + "\n    ".join(lines) + "\n};\n"


def class_tables(pinned: list[str]) -> str:
    classes = [scanner_class(c, category) for c, category in enumerate(pinned)]
    blocks: dict[tuple[int, ...], int] = {}
    index = [blocks.setdefault(tuple(classes[i:i + BLOCK]), len(blocks))
             for i in range(0, 0x110000, BLOCK)]
    assert len(blocks) <= 256
    flat = [str(value) for block in blocks for value in block]
    return (
        array(f"const uint8_t unicode_class_index[{len(index)}]", [str(i) for i in index], 32)
        + "\n"
        + array(f"const uint8_t unicode_class_blocks[{len(flat)}]", flat, 64))


def category_tables(pinned: list[str], others: dict[str, list[str]]) -> str:
    number = {name: i for i, name in enumerate(CATEGORIES)}
    ranges = [f"{{0x{first:X}, {number[value]}}}" for first, _, value in runs(pinned)]
    changes = []
    for first, last, value in runs(zip(pinned, *(others[v] for v in OTHERS))):
        if len(set(value)) > 1:
            older = ", ".join(str(number[category]) for category in value[1:])
            changes.append(f"{{0x{first:X}, 0x{last:X}, {{{older}}}}}")
    return (
        f"const size_t unicode_category_range_count = {len(ranges)};\n"
        + array("const unicode_category_range unicode_category_ranges[]", ranges, 8)
        + "\n"
        + f"const size_t unicode_category_change_count = {len(changes)};\n"
        + array("const unicode_category_change unicode_category_changes[]", changes, 4))


def generate() -> str:
    pinned = categories(PINNED)
    others = {version: categories(version) for version in OTHERS}
    return (
        f"// Made by Scripts/make_unicode_tables.py from the Unicode Character Database {PINNED}; don't edit.\n"
        f"// Categories: {' '.join(CATEGORIES)}.\n"
        f"// Classes: {' '.join(CLASS_NAMES)}.\n\n"
        '#include "unicode_tables.h"\n\n'
        + class_tables(pinned) + "\n" + category_tables(pinned, others))


def write_or_check(description: str, name: str, generate) -> None:
    """Writes the file of that name in Sources/CScanner; with --check only compares."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--check", action="store_true", help="fail if the committed file differs")
    arguments = parser.parse_args()
    path = pathlib.Path(__file__).parent.parent / "Sources/CScanner" / name
    text = generate()
    if not arguments.check:
        path.write_text(text)
    elif path.read_text() != text:
        sys.exit(f"{path.name} isn't what this script makes: run it without --check")


if __name__ == "__main__":
    write_or_check(__doc__.splitlines()[0], "unicode_tables.c", generate)
