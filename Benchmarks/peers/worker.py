"""Measures one peer on one corpus in this process, in the protocol of `compare.py`.

Runs in the virtual environment that `environment.py` makes. Every peer gets the
text in the form that suits it best, and its cheapest call that returns all ids.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import time
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

# The file names under which tiktoken caches its rank files.
RANK_FILES = {
    "cl100k_base": "9b5ad71b2ce5302211f9c61530b329a4922fc6a4",
    "o200k_base": "fb374d419588a4632f3f557e76b4b70aebbca790",
}


@dataclass(frozen=True)
class Peer:
    encode: Callable[..., Sequence[int]]
    count: Callable[..., int]
    takes_bytes: bool = False


def gigatoken(encoding: str, ranks: Path) -> Peer:
    from gigatoken import Tokenizer

    # Works on the calling thread; only the batch calls can be parallel.
    tokenizer = Tokenizer.from_tiktoken(ranks / RANK_FILES[encoding], pretokenizer=encoding.removesuffix("_base"))
    return Peer(tokenizer.encode, lambda text: len(tokenizer.encode(text)), takes_bytes=True)


def gigatoken_batch(encoding: str, ranks: Path) -> Peer:
    """Its batch call, for one text: slower at first, sometimes faster once warm."""
    from gigatoken import Tokenizer

    tokenizer = Tokenizer.from_tiktoken(ranks / RANK_FILES[encoding], pretokenizer=encoding.removesuffix("_base"))

    def encode(text: str) -> Sequence[int]:
        return tokenizer.encode_batch([text], parallel=False)[0]

    return Peer(encode, lambda text: len(encode(text)))


def tiktoken(encoding: str, ranks: Path) -> Peer:
    tokenizer = tiktoken_encoding(encoding, ranks)
    return Peer(tokenizer.encode_ordinary, lambda text: len(tokenizer.encode_ordinary(text)))


def rs_bpe(encoding: str, ranks: Path) -> Peer:
    from rs_bpe.bpe import openai

    tokenizer = getattr(openai, encoding)()
    return Peer(tokenizer.encode, tokenizer.count)


def tokenizers(encoding: str, ranks: Path) -> Peer:
    """Hugging Face's library, with the merges that a rank file implies."""
    from tokenizers import Regex, Tokenizer, models, pre_tokenizers

    reference = tiktoken_encoding(encoding, ranks)
    vocabulary = {token: reference.encode_single_token(token) for token in reference.token_byte_values()}
    spelled = {token: "".join(map(BYTE_SPELLING.__getitem__, token)) for token in vocabulary}
    merges = [
        (spelled[left], spelled[right])
        for token in sorted(vocabulary, key=vocabulary.__getitem__)
        for left, right in ((token[:cut], token[cut:]) for cut in range(1, len(token)))
        if left in vocabulary and right in vocabulary
    ]
    tokenizer = Tokenizer(models.BPE({spelled[t]: rank for t, rank in vocabulary.items()}, merges, ignore_merges=True))
    split = pre_tokenizers.Split(Regex(PATTERNS[encoding]), "isolated")
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [split, pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)]
    )

    def encode(text: str) -> list[int]:
        return tokenizer.encode_batch_fast([text], add_special_tokens=False)[0].ids

    return Peer(encode, lambda text: len(encode(text)))


def tiktoken_encoding(encoding: str, ranks: Path):
    os.environ["TIKTOKEN_CACHE_DIR"] = str(ranks)
    import tiktoken

    return tiktoken.get_encoding(encoding)


PEERS: dict[str, Callable[[str, Path], Peer]] = {
    "gigatoken": gigatoken,
    "gigatoken-batch": gigatoken_batch,
    "rs-bpe": rs_bpe,
    "tiktoken": tiktoken,
    "tokenizers": tokenizers,
}

# tiktoken's own patterns have possessive quantifiers that Oniguruma reads otherwise.
CONTRACTION = "(?i:'s|'t|'re|'ve|'m|'ll|'d)"
UPPER, LOWER = r"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]", r"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"
PATTERNS = {
    "cl100k_base": CONTRACTION
    + r"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+",
    "o200k_base": rf"[^\r\n\p{{L}}\p{{N}}]?{UPPER}*{LOWER}+{CONTRACTION}?"
    + rf"|[^\r\n\p{{L}}\p{{N}}]?{UPPER}+{LOWER}*{CONTRACTION}?"
    + r"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+",
}


def byte_spelling() -> list[str]:
    """GPT-2's printable stand-in for each byte."""
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    stand_in = iter(range(0x100, 0x200))
    return [chr(byte) if byte in printable else chr(next(stand_in)) for byte in range(256)]


BYTE_SPELLING = byte_spelling()


def seconds(call: Callable[[], object]) -> tuple[float, object]:
    """The time of one call; its result is freed outside of it."""
    start = time.perf_counter()
    result = call()
    return time.perf_counter() - start, result


def short_text_ns(call: Callable[[object], object], message: object) -> float:
    """The best of 20 rounds of 1,000 calls, the interpreter's own cost of a call included."""

    def round_of_calls() -> None:
        for _ in range(1_000):
            call(message)

    return min(seconds(round_of_calls)[0] for _ in range(20)) * 1e6


def digest(ids: Sequence[int]) -> str:
    packed = array("I", getattr(ids, "tolist", lambda: ids)())
    if sys.byteorder == "big":
        packed.byteswap()
    return hashlib.sha256(packed).hexdigest()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--peer", choices=PEERS, required=True)
    parser.add_argument("--ranks", type=Path, required=True)
    parser.add_argument("--encoding", choices=RANK_FILES, required=True)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--message", type=Path, required=True)
    parser.add_argument("--operation", choices=("count", "encode"), required=True)
    parser.add_argument("--passes", type=int, required=True)
    options = parser.parse_args()

    load_s, peer = seconds(lambda: PEERS[options.peer](options.encoding, options.ranks))
    call = getattr(peer, options.operation)
    message = options.message.read_bytes()
    content = options.corpus.read_bytes()
    text, short = (content, message) if peer.takes_bytes else (content.decode(), message.decode())

    call(b"Hello" if peer.takes_bytes else "Hello")  # imports and the like
    first_s, result = seconds(lambda: call(text))
    counted = options.operation == "count"
    report = {
        "load_s": load_s,
        "first_s": first_s,
        "tokens": result if counted else len(result),
        "digest": None if counted else digest(result),
    }
    del result
    report["warm_s"] = [seconds(lambda: call(text))[0] for _ in range(options.passes)]
    report["short_ns"] = short_text_ns(call, short)
    print(json.dumps(report))


if __name__ == "__main__":
    main()
