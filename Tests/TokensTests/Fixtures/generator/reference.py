"""The reference encodings, built from local rank files, and the digest of their ids."""

import base64
import hashlib
from pathlib import Path

import tiktoken
import tiktoken_ext.openai_public as published

VERSION = "0.14.0"
R50K_RANKS = 50_256  # r50k_base is the head of p50k_base's rank file, line for line


def load(folder: Path) -> dict[str, tiktoken.Encoding]:
    """Every encoding the package publishes except gpt2 (r50k_base by another name)."""
    if tiktoken.__version__ != VERSION:
        raise SystemExit(f"tiktoken {VERSION} makes these fixtures; this is {tiktoken.__version__}")

    def ranks(url: str, expected_hash: str) -> dict[bytes, int]:
        name = url.rsplit("/", 1)[1]
        if name == "r50k_base.tiktoken":
            lines = (folder / "p50k_base.tiktoken").read_bytes().splitlines(keepends=True)
            data = b"".join(lines[:R50K_RANKS])
        else:
            data = (folder / name).read_bytes()
        if hashlib.sha256(data).hexdigest() != expected_hash:
            raise SystemExit(f"{name}: SHA-256 differs from the published file's")
        pairs = (line.split() for line in data.splitlines())
        return {base64.b64decode(token): int(rank) for token, rank in pairs}

    published.load_tiktoken_bpe = ranks
    return {
        name: tiktoken.Encoding(**constructor())
        for name, constructor in published.ENCODING_CONSTRUCTORS.items()
        if name != "gpt2"
    }


FNV_OFFSET = 0xCBF29CE484222325
FNV_PRIME = 0x100000001B3
FNV_PRIME_SQUARED = FNV_PRIME * FNV_PRIME % 2**64
MASK = 2**64 - 1


def extend(digest: int, ids: list[int]) -> int:
    """FNV-1a 64 over each id as little-endian u32, then over 0xFFFFFFFF."""
    for i in ids:
        digest = ((digest ^ (i & 255)) * FNV_PRIME) & MASK
        digest = ((digest ^ (i >> 8 & 255)) * FNV_PRIME) & MASK
        # An id's top byte is 0: xor with it changes nothing, so two multiplications are one.
        digest = ((digest ^ (i >> 16)) * FNV_PRIME_SQUARED) & MASK
    for _ in range(4):
        digest = ((digest ^ 0xFF) * FNV_PRIME) & MASK
    return digest


def hexadecimal(digest: int) -> str:
    return f"{digest:016x}"


LISTED_IDS = 48


def recorded(ids: list[int], listed: int = LISTED_IDS) -> object:
    """The ids themselves while they are few, else their count and digest."""
    if len(ids) <= listed:
        return ids
    return {"count": len(ids), "digest": hexadecimal(extend(FNV_OFFSET, ids))}


def split_mix(seed: int):
    """splitmix64: an endless stream of 64-bit numbers."""
    state = seed
    while True:
        state = (state + 0x9E3779B97F4A7C15) & MASK
        z = state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        yield z ^ (z >> 31)
