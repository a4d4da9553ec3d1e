"""Byte strings that are not UTF-8, with the reference's ids, and a second account of its rule."""

import json

import regex

from .reference import recorded, split_mix

ENCODINGS = ["cl100k_base", "o200k_base", "p50k_base"]
BLANK = set(b" \n\t")
CHECKED = 20_000

BAD = [
    "80", "bf", "c0", "c1", "c2", "e0", "e1", "ed", "f0", "f4", "f5", "fe", "ff", "c080", "c1bf", "c27f", "e08080", "e0a0", "e09f80", "e4b8", "e4b8e4b8ad",
    "eda080", "edbfbf", "eda080edb080", "f0808080", "f08fbfbf", "f09f98", "f09f9880f09f", "f09f", "f4908080", "f8888080", "fffe", "feff", "ffff", "8080808080",
    "f0f0", "c2c2", "e2808f80", "efbfbdff", "ff61", "6180", "c3a9c3", "20ff", "ff20", "0aff", "ff0a", "00ff", "ff00",
]
BEFORE = [
    "", "a", " ", "  ", "\n", "\n\n", " \n", "\n ", "\t", "\r\n", "hello", "hello ", "hello  ", "hello\n", "hello \n \n", "hello\t\t", "x;\n\n", "x;\n\n ",
    "x; \n", "!\n\n", "!\r\n", "it's", "it'", "123", "1234", "1234 ", " \u00a0", "\u3000 ", " \u3000", "\n\u0085\n", "é", "中文", "日本語 ", "😀", "Ünïcödé",
    "foo(bar);\n    ", "if x:\n\t\treturn\n\n\n", "a" * 50, " " * 50, " qzxv", "\n qzxv", "   qzxv", "\n\n\t \n", "</", "'", " '", "A", "camelCase", "hello world, how are",
]
PIECES = ["a", "the", " the", "ing", " qz", "XV", "é", "中", "日本", "😀", " ", "  ", "\n", "\n\n", "\t", "\r\n", " \n", ";", "!", "()", "'s", "'", "1", "23", "/", "\u00a0", "\u3000"]
FRAGMENTS = ["80", "c3", "e4b8", "e4", "f09f98", "f09f", "ff", "c0", "eda0", "bf", "fe", "f4", "e280", "d0", "e29c", "0aff"]
BLANKS = [" ", " ", "  ", "    ", "\n", "\n", "\n\n", "\t", "\t\t", "\r", "\u00a0", ";\n", " \u3000"]


def encode_by_rule(encoding, split: regex.Pattern, data: bytes, reopens_blanks: bool = True) -> list[int]:
    """What README.md says of `_encode_bytes`, from nothing but splitting and merging."""
    try:
        return encoding.encode_ordinary(data.decode())
    except UnicodeDecodeError as error:
        valid, rest = data[: error.start], data[error.start :]
    ids, last = [], 0
    for piece in split.findall(valid.decode()):
        merged = encoding._encode_single_piece(piece)
        ids, last = ids + merged, len(merged)

    def blank(token: int) -> bool:
        return set(encoding.decode_single_token_bytes(token)) <= BLANK

    if reopens_blanks and last and blank(ids[-last]):
        while last < len(ids) and blank(ids[-last - 1]):
            last += 1
    kept, reopened = ids[: len(ids) - last], ids[len(ids) - last :]
    return kept + encoding._encode_single_piece(encoding.decode_bytes(reopened) + rest)


def random_bytes(numbers, longest: int) -> bytes:
    """Bytes of any value; or text, blanks and a cut character; or pieces of text and fragments of UTF-8."""
    kind, data = next(numbers) % 8, b""
    if kind == 0:
        return bytes(next(numbers) % 256 for _ in range(1 + next(numbers) % longest))
    if kind < 5:
        data = PIECES[next(numbers) % len(PIECES)].encode()
        data += "".join(BLANKS[next(numbers) % len(BLANKS)] for _ in range(next(numbers) % 7)).encode()
        if kind == 1:
            data += PIECES[next(numbers) % len(PIECES)].encode()
        return data + bytes.fromhex(FRAGMENTS[next(numbers) % len(FRAGMENTS)])
    for _ in range(1 + next(numbers) % longest):
        if next(numbers) % 6 == 0:
            data += bytes.fromhex(FRAGMENTS[next(numbers) % len(FRAGMENTS)])
        else:
            data += PIECES[next(numbers) % len(PIECES)].encode()
    return data


def is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def hand_made():
    for number, bad in enumerate(BAD):
        yield bytes.fromhex(bad)
        yield BEFORE[number % len(BEFORE)].encode() + bytes.fromhex(bad) + b" tail's 1234\n"
    for number, before in enumerate(BEFORE):
        yield before.encode() + b"\xff"
        yield before.encode() + bytes.fromhex(BAD[(number * 7) % len(BAD)]) + before.encode()
        yield before.encode() + b"\xe4\xb8"
    for length in [98, 99, 100, 101, 300]:
        yield b"\xff" * length
        yield b"hello" + b"\x80" * length
        yield b"\xff" + b"a" * length
        yield b"x" + b" " * length + b"\xff"
        yield b"\n \n" * length + b"\xf0\x9f"


def telling(encodings: dict, splits: dict):
    """Byte strings whose ids would be others if no token before the last piece were taken back."""
    for name in ENCODINGS:
        numbers, found = split_mix(0x7E11), 0
        while found < 25:
            data = random_bytes(numbers, 12)
            if not is_text(data):
                simpler = encode_by_rule(encodings[name], splits[name], data, reopens_blanks=False)
                if simpler != encodings[name]._encode_bytes(data):
                    found += 1
                    yield data


def check(encodings: dict, splits: dict) -> None:
    """The rule as README.md tells it gives the reference's ids for many byte strings."""
    numbers = split_mix(0xB17E5)
    samples = list(hand_made()) + [random_bytes(numbers, 24) for _ in range(CHECKED)]
    for data in samples:
        for name in ENCODINGS:
            found = encode_by_rule(encodings[name], splits[name], data)
            if found != encodings[name]._encode_bytes(data):
                raise SystemExit(f"{name}: _encode_bytes follows another rule for {data!r}")


def make(encodings: dict) -> str:
    splits = {name: regex.compile(encodings[name]._pat_str) for name in ENCODINGS}
    check(encodings, splits)
    numbers = split_mix(0x0FF)
    samples = list(hand_made()) + list(telling(encodings, splits))
    samples += [random_bytes(numbers, 12) for _ in range(360)] + [random_bytes(numbers, 120) for _ in range(40)]
    lines = []
    for data in dict.fromkeys(samples):
        if is_text(data):
            continue
        replaced = data.decode(errors="replace")
        case = {
            "hex": data.hex(),
            "ids": {name: recorded(encodings[name]._encode_bytes(data)) for name in ENCODINGS},
            "replaced": {name: recorded(encodings[name].encode_ordinary(replaced)) for name in ENCODINGS},
        }
        lines.append(json.dumps(case, separators=(",", ":")) + "\n")
    return "".join(lines)
