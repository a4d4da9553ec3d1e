"""Every Unicode scalar in several surroundings: one digest a block of 4,096 code points."""

import json
from multiprocessing import get_context

from .reference import FNV_OFFSET, extend, hexadecimal

ENCODINGS = ["cl100k_base", "o200k_base", "r50k_base"]
BLOCK = 4_096
# `*` stands for the scalar. Digits after it show whether it is a number, `'s` whether it is a
# letter, two spaces before it whether it is white space: ids differ by class, not only by bytes.
SURROUNDINGS = ["*", "a*b", "  *", "*1234", "*'s", "'*s ", "*\n \n", "\n* "]

_encodings = {}


def block_digest(task: tuple[str, str, int]) -> str:
    name, surrounding, block = task
    before, after = surrounding.split("*")
    encode = _encodings[name].encode_ordinary
    digest = FNV_OFFSET
    for scalar in range(block * BLOCK, (block + 1) * BLOCK):
        if not 0xD800 <= scalar < 0xE000:
            digest = extend(digest, encode(before + chr(scalar) + after))
    return hexadecimal(digest)


def make(encodings: dict) -> str:
    _encodings.update(encodings)
    blocks = range(0x110000 // BLOCK)
    digests = {}
    with get_context("fork").Pool() as pool:  # the encodings are inherited
        for name in ENCODINGS:
            digests[name] = {}
            for surrounding in SURROUNDINGS:
                tasks = [(name, surrounding, block) for block in blocks]
                digests[name][surrounding] = pool.map(block_digest, tasks, chunksize=8)
    fixture = {"blockSize": BLOCK, "surroundings": SURROUNDINGS, "digests": digests}
    return json.dumps(fixture, indent=0, separators=(",", ":")) + "\n"
