#!/usr/bin/env python3
"""Writes Sources/CScanner/normalization_tables.c from the Unicode Character Database.

The database comes from PyPI's `unicodedata2`, of which 15.1.0 carries Unicode 15.1:
the version by which the references normalize. Characters assigned in it have the
same Normalization Form C in every later version.

    python3 Scripts/make_normalization_tables.py            # writes the file
    python3 Scripts/make_normalization_tables.py --check    # fails if it would change
"""

import json
import subprocess
import sys
import tempfile

from make_unicode_tables import BLOCK, array, write_or_check

VERSION = "15.1.0"

DUMP = """
import json, sys
sys.path.insert(0, sys.argv[1])
import unicodedata2 as u
assert u.unidata_version == sys.argv[2], u.unidata_version
scalars = [c for c in range(0x110000) if not 0xD800 <= c < 0xE000]
decompositions = {}
for c in scalars:
    parts = u.decomposition(chr(c)).split()
    if parts and not parts[0].startswith("<"):
        decompositions[c] = [int(part, 16) for part in parts]
print(json.dumps({
    "classes": {c: u.combining(chr(c)) for c in scalars if u.combining(chr(c))},
    "decompositions": decompositions,
    "compositions": [[*parts, c] for c, parts in decompositions.items()
                     if len(parts) == 2 and u.normalize("NFC", chr(parts[0]) + chr(parts[1])) == chr(c)],
    "changed": [c for c in scalars if u.normalize("NFC", chr(c)) != chr(c)],
}))
"""

HANGUL_VOWELS = range(0x1161, 0x1176)
HANGUL_TAILS = range(0x11A8, 0x11C3)


def database() -> dict:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
             "--target", folder, f"unicodedata2=={VERSION}"], check=True)
        dumped = subprocess.run(
            [sys.executable, "-c", DUMP, folder, VERSION], check=True, capture_output=True)
        return json.loads(dumped.stdout)


def property_tables(data: dict) -> str:
    """The combining class of each code point, and whether it may change or join the one before it."""
    changing = {*data["changed"], *(second for _, second, _ in data["compositions"]), *HANGUL_VOWELS, *HANGUL_TAILS}
    classes = {int(c): value for c, value in data["classes"].items()}
    properties = [classes.get(c, 0) | (0x100 if c in changing else 0) for c in range(0x110000)]
    blocks: dict[tuple[int, ...], int] = {}
    index = [blocks.setdefault(tuple(properties[i:i + BLOCK]), len(blocks))
             for i in range(0, 0x110000, BLOCK)]
    assert len(blocks) <= 256
    flat = [str(value) for block in blocks for value in block]
    return (
        array(f"const uint8_t normalization_index[{len(index)}]", [str(i) for i in index], 32)
        + "\n"
        + array(f"const uint16_t normalization_blocks[{len(flat)}]", flat, 32))


def pair_tables(data: dict) -> str:
    decompositions = [
        f"{{0x{int(c):X}, 0x{parts[0]:X}, 0x{parts[1] if len(parts) > 1 else 0:X}}}"
        for c, parts in sorted(data["decompositions"].items(), key=lambda item: int(item[0]))]
    compositions = [f"{{0x{first:X}, 0x{second:X}, 0x{composed:X}}}"
                    for first, second, composed in sorted(data["compositions"])]
    return (
        f"const size_t normalization_decomposition_count = {len(decompositions)};\n"
        + array("const normalization_decomposition normalization_decompositions[]", decompositions, 5)
        + "\n"
        + f"const size_t normalization_composition_count = {len(compositions)};\n"
        + array("const normalization_composition normalization_compositions[]", compositions, 5))


def generate() -> str:
    data = database()
    return (
        f"// Made by Scripts/make_normalization_tables.py from the Unicode Character Database {VERSION}; don't edit.\n\n"
        '#include "normalization_tables.h"\n\n'
        + property_tables(data) + "\n" + pair_tables(data))


if __name__ == "__main__":
    write_or_check(__doc__.splitlines()[0], "normalization_tables.c", generate)
