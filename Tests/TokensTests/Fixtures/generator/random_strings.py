"""Pseudo-random strings that any language can make again: one digest per 1,000 strings."""

import json
from multiprocessing import get_context

from .reference import FNV_OFFSET, extend, hexadecimal, split_mix

ENCODINGS = ["cl100k_base", "o200k_base", "r50k_base", "p50k_base"]
CHUNK = 1_000
CHUNKS = 40
LONGEST = 80
SCALARS = 0x110000 - 0x800
COMMON_SCALARS = 0x20000 - 0x800  # planes 0 and 1

ASCII_HEAVY = (
    list("abcdefghijklmnopqrstuvwxyz") * 3
    + list("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
    + list(" " * 24 + "\n\n\r\t'.,;:!?/-_()[]{}<>=+*&^%$#@~`|\"\\")
    + ["the", " and", "ing", "é", "ü", "\u2019", "\u00a0"]
)
MIXED_SCRIPTS = (
    list("aeinrstAEINRST ") + list("àéîõüßÀÉÎÕÜẞǅǈǲ")
    + list("αβγδεΑΒΓΔΕςάΆ") + list("абвгдеАБВГДЕёЁ") + list("աբգԱԲԳև") + list("აბგᲐᲑᲒ")
    + list("אבגדהשלם") + ["\u05b0", "\u05b7"] + list("ابتثجحسلام") + ["\u064b", "\u064e", "\u0651", "\u0640"]
    + list("कखगमनह") + ["\u093e", "\u093f", "\u094d", "\u0902"] + list("กขคงจ") + ["\u0e31", "\u0e34", "\u0e48"]
    + list("தமிழ்ബംഗাংলা") + list("中文字符的一是不了人我在有他") + list("ひらがなカタカナー々") + list("한국어가나다")
    + ["\u1100", "\u1161", "\u11a8"] + list("٠١٢٣०१२๐๑๒０１²½ⅷ〇一") + list("ʰʲˈˢᵃ") + ["\u0301", "\u0308", "\u20e3"]
    + ["😀", "👍", "\U0001f3fd", "\u200d", "\ufe0f", "🇩", "🇪", "𐐀", "𐐨", "𝒜", "𝟗", "𠀀"]
    + list("  \n\t.,!'\"-/")
)
SPACE_AND_PUNCTUATION = (
    [" "] * 12 + ["\n"] * 6 + ["\r\n"] * 3 + ["\r"] * 2 + ["\t"] * 4
    + ["\u000b", "\u000c", "\u001c", "\u001f", "\u0085", "\u00a0", "\u1680", "\u180e", "\u2003", "\u200b"]
    + ["\u2028", "\u2029", "\u202f", "\u205f", "\u3000", "\ufeff"]
    + list("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~") + ["/", "/", "//", "...", "\u3002", "\u00ab", "\u2014", "\u20ac"]
    + ["a", "Z", "7", "é", "中", "\u0301"]
)
CONTRACTIONS = (
    ["'"] * 8 + ["\u2019"] + ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d", "'S", "'T", "'RE", "'Ve", "'M", "'lL", "'D"]
    + ["\u017f", "'\u017f", "\u212a", "\u0130", "\u0131", "\u0301"] + list("sdmtlrevSDMTLREVaAnNzZ") + [" "] * 6
    + ["\n", "\t", "1", "é", "É", "中", "''", "!", "_"]
)

GROUPS = [
    {"name": "ASCII", "seed": 0x1001, "alphabet": ASCII_HEAVY},
    {"name": "mixed scripts", "seed": 0x2002, "alphabet": MIXED_SCRIPTS},
    {"name": "white space and punctuation", "seed": 0x3003, "alphabet": SPACE_AND_PUNCTUATION},
    {"name": "contractions", "seed": 0x4004, "alphabet": CONTRACTIONS},
    {"name": "all scalars", "seed": 0x5005, "alphabet": []},
]

_encodings = {}


def any_scalar(number: int) -> str:
    """Of four numbers, three give a scalar of planes 0 and 1, one gives any scalar."""
    index = (number >> 8) % (SCALARS if number & 3 == 0 else COMMON_SCALARS)
    return chr(index if index < 0xD800 else index + 0x800)


def strings(seed: int, alphabet: list[str], chunk: int):
    numbers = split_mix(seed + (chunk << 32))
    for _ in range(CHUNK):
        length = next(numbers) % (LONGEST + 1)
        if alphabet:
            yield "".join(alphabet[next(numbers) % len(alphabet)] for _ in range(length))
        else:
            yield "".join(any_scalar(next(numbers)) for _ in range(length))


def chunk_digests(task: tuple[dict, int]) -> list[str]:
    group, chunk = task
    texts = list(strings(group["seed"], group["alphabet"], chunk))
    found = []
    for name in ENCODINGS:
        digest = FNV_OFFSET
        for text in texts:
            digest = extend(digest, _encodings[name].encode_ordinary(text))
        found.append(hexadecimal(digest))
    return found


def make(encodings: dict) -> str:
    _encodings.update(encodings)
    groups = []
    with get_context("fork").Pool() as pool:  # the encodings are inherited
        for group in GROUPS:
            found = pool.map(chunk_digests, [(group, chunk) for chunk in range(CHUNKS)])
            digests = {name: [row[i] for row in found] for i, name in enumerate(ENCODINGS)}
            groups.append({**group, "digests": digests})
    fixture = {"stringsPerDigest": CHUNK, "longest": LONGEST, "groups": groups}
    return json.dumps(fixture, indent=0, separators=(",", ":")) + "\n"
