#!/usr/bin/env python3
"""Makes the parity fixtures in this folder with the reference tokenizer.

Needs Python 3.11 or later and, from PyPI:  tiktoken==0.14.0 regex==2026.11.19
Use:  python make_fixtures.py FOLDER_OF_RANK_FILES [name of one fixture …]

The folder holds cl100k_base.tiktoken, o200k_base.tiktoken and p50k_base.tiktoken as published;
their SHA-256 is checked. Nothing is fetched. The same inputs give the same bytes.
README.md beside this file says what each fixture holds and how its digests are made.
"""

import sys
from pathlib import Path

FIXTURES = Path(__file__).parent
sys.path.insert(0, str(FIXTURES))
sys.dont_write_bytecode = True

from generator import byte_strings, cases, documents, random_strings, reference, scalars, special  # noqa: E402

MAKERS = {
    "cases.jsonl": cases.make,
    "bytes.jsonl": byte_strings.make,
    "special.jsonl": special.make,
    "documents.json": documents.make,
    "random.json": random_strings.make,
    "scalars.json": scalars.make,
}


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    encodings = reference.load(Path(sys.argv[1]))
    for name in sys.argv[2:] or MAKERS:
        content = MAKERS[name](encodings)
        (FIXTURES / name).write_text(content, encoding="ascii", newline="\n")
        print(f"{name}: {len(content):,} bytes", flush=True)


if __name__ == "__main__":
    main()
