"""Whole documents and long runs, told as recipes; of their ids only counts and digests."""

import json

import regex

from .reference import FNV_OFFSET, extend, hexadecimal, split_mix
from .texts import CODE, MARKUP, PROSE

ENCODINGS = ["cl100k_base", "o200k_base", "r50k_base", "p50k_base"]
LONG = 200_000  # runs with more bytes than this have ids in the first two encodings alone
NUMBER = "§"

LOG_LINES = [
    "2024-05-17T08:§:09.123Z INFO [pool-§] com.example.OrderService - order=§ state=PAID took §ms",
    "{\"level\":\"warn\",\"ts\":§.§,\"msg\":\"can't reach peer\",\"peer\":\"10.0.§.7:8443\",\"retry\":§}",
    "127.0.0.1 - - [17/May/2024:08:00:§ +0000] \"GET /api/v1/items/§?full=1 HTTP/1.1\" 200 §",
    "\tat org.example.web.Handler$Inner.lambda$run$§(Handler.java:§)",
    "DEBUG  user=§  cart={sku: 'A-§', n: §}   …   total=€§,§",
]
TABLE_CELLS = ["§", "§.§", "-§", "N/A", "\"O'Brien, §\"", "2024-§", "ÄÖÜ", "", "  ", "true", "0x§", "§%", "中§文", "½", "١٢§"]
INDENTED = [
    "if (x§ > §) {", "    return self.items[§];", "        // TODOs don't count: §", "\t\tfor (;;) {", "\t\t\tx += §;\t// tab", "}", "", "    ", "  },", "                deeply.nested(§)", "\t \t mixed", "});",
]
CHAT = ["lol 😂😂", "ok 👍🏽 §", "¿QUÉ?!", "brb...", "I'll B there @ §:§", "WAIT WHAT", "no WAY!!1!", "https://x.y/§", "它很好吃😋", "ㅋㅋㅋㅋ", "wwww草", "xD", "🇫🇷🇩🇪", "don'T", "…", "👨‍👩‍👧"]
MIXED_CASE = ["HTTPServer", "getURL§", "iPhone", "userID", "XMLHttp", "McDonald's", "NASA'S", "eBay", "_private", "CONST_§", "ÉcoleÉTÉ", "ЖурналЛОГ", "aB", "ǅungla", "ʰalf", "łĄkaŁ", "ΑΘήνα"]

BANKS = {
    "prose": PROSE,
    "code": CODE,
    "markup": MARKUP,
    "log": LOG_LINES,
    "table": TABLE_CELLS,
    "indented": INDENTED,
    "chat": CHAT,
    "mixed case": MIXED_CASE,
    "Latin letters": list("abcdefghijklmnopqrstuvwxyz"),
    "bases": list("ACGT"),
    "hexadecimal": list("0123456789abcdef"),
    "Han": list("的一是不了人我在有他这中大来上个国到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后"),
    "one of each class": ["a", "B", "1", " ", "\n", "!", "é", "中", "\u0301", "'", "/", "\t", "ʰ", "\u3000", "😀"],
    "blanks": [" ", "  ", "\n", "\t", "\r\n", "\u00a0"],
}
# name, bank, joiners, picks
DOCUMENTS = [
    ("languages", "prose", [" ", "\n", "\n\n", "  "], 1_200),
    ("languages, short", "prose", [" "], 40),
    ("source code", "code", ["", "\n", "\n\n", "    "], 900),
    ("markup", "markup", ["\n", "\n\n---\n\n"], 500),
    ("server log", "log", ["\n"], 2_000),
    ("server log, CRLF", "log", ["\r\n"], 400),
    ("table", "table", [",", "\t", ";", "\r\n", ", "], 12_000),
    ("indented", "indented", ["\n", "\n", "\n", " \n", "\r\n", "\n\n\n"], 5_000),
    ("chat", "chat", [" ", "\n", "  ", " / ", ""], 6_000),
    ("mixed case", "mixed case", [" ", "", "'s ", "_", "\n"], 8_000),
    ("letters without a space", "Latin letters", [""], 100_000),
    ("bases without a space", "bases", [""], 50_000),
    ("hexadecimal digits", "hexadecimal", [""], 40_000),
    ("Han without a space", "Han", [""], 20_000),
    ("every class in turn", "one of each class", [""], 150_000),
    ("only white space", "blanks", [""], 30_000),
]
# name, before, unit, times, after
RUNS = [
    ("lowercase", "", "a", 1_000_000, ""),
    ("uppercase", "", "A", 100_000, ""),
    ("spaces at the end", "x", " ", 900_000, ""),
    ("spaces before a letter", "", " ", 900_000, "x"),
    ("spaces before a newline", "", " ", 100_000, "\nx"),
    ("newlines", "", "\n", 1_000_000, ""),
    ("newlines before a letter", "a", "\n", 100_000, "b"),
    ("tabs before a letter", "a", "\t", 100_000, "b"),
    ("carriage returns and newlines", "", "\r\n", 25_000, "x"),
    ("ideographic spaces", "", "\u3000", 30_000, "x"),
    ("no-break spaces at the end", "x", "\u00a0", 25_000, ""),
    ("newline and space", "", "\n ", 25_000, "x"),
    ("long blank lines", "", " " * 1_000 + "\n", 100, "x"),
    ("words after long blanks", "", " " * 1_000 + "x", 100, ""),
    ("words after many newlines", "", "\n" * 1_000 + "x", 100, ""),
    ("alternating case", "", "aA", 25_000, ""),
    ("letter and space", "", "a ", 25_000, ""),
    ("letter and digit", "", "a1", 25_000, ""),
    ("letter and newline", "", "a\n", 25_000, ""),
    ("letter and apostrophe", "", "a'", 25_000, ""),
    ("digits", "", "1", 1_000_000, ""),
    ("full-width digits", "", "１", 30_000, ""),
    ("exclamation marks", "", "!", 1_000_000, ""),
    ("dashes", "", "-", 100_001, "\n\n"),
    ("slashes after punctuation", "!", "/", 100_000, "a"),
    ("newlines after punctuation", "!", "\n", 100_000, "a"),
    ("apostrophes", "", "'", 100_000, "s"),
    ("contractions", "", "'s", 25_000, ""),
    ("don't", "", "don't", 20_000, ""),
    ("combining marks", "a", "\u0301", 25_000, "b"),
    ("accented letters", "", "é", 25_000, ""),
    ("Han", "", "中", 100_000, ""),
    ("Hangul", "", "가", 30_000, ""),
    ("emoji", "", "😀", 25_000, ""),
    ("joined emoji", "", "👩‍💻", 10_000, ""),
    ("modifier letters", "A", "ʰ", 25_000, "B"),
    ("zero bytes", "", "\u0000", 100_000, ""),
    ("special token's name", "", "<|endoftext|>", 8_000, ""),
    ("one period short of a power", "", "abcdefg", 14_285, "abcdef"),
]
# The reference's regex engine panics on a run of 999,999 white spaces that it must step back in.
# Its ids are put together from those of the pieces that the pattern means.
BEYOND_THE_REFERENCE = [
    ("a million spaces before a letter", "", " ", 1_000_000, "x"),
    ("a million spaces at the end", "x", " ", 1_000_000, ""),
    ("a million tabs before a letter", "", "\t", 1_000_000, "x"),
]


def compose(seed: int, bank: list[str], joiners: list[str], picks: int) -> str:
    numbers = split_mix(seed)
    parts = []
    for _ in range(picks):
        for position, text in enumerate(bank[next(numbers) % len(bank)].split(NUMBER)):
            if position:
                parts.append(str(next(numbers) % 1_000_000))
            parts.append(text)
        parts.append(joiners[next(numbers) % len(joiners)])
    return "".join(parts)


def summary(ids: list[int]) -> dict:
    return {"count": len(ids), "digest": hexadecimal(extend(FNV_OFFSET, ids))}


def by_piece(encoding, text: str) -> list[int]:
    return [i for piece in regex.findall(encoding._pat_str, text) for i in encoding._encode_single_piece(piece)]


def make(encodings: dict) -> str:
    documents, runs = [], []
    for seed, (name, bank, joiners, picks) in enumerate(DOCUMENTS, start=0xD0C0):
        text = compose(seed, BANKS[bank], joiners, picks)
        ids = {e: summary(encodings[e].encode_ordinary(text)) for e in ENCODINGS}
        recipe = {"name": name, "seed": seed, "bank": bank, "joiners": joiners, "picks": picks}
        documents.append({**recipe, "bytes": len(text.encode()), "ids": ids})
    for beyond, (name, before, unit, times, after) in [(False, r) for r in RUNS] + [(True, r) for r in BEYOND_THE_REFERENCE]:
        text = before + unit * times + after
        if beyond:
            shorter = before + unit * (times // 10) + after
            assert all(by_piece(encodings[e], shorter) == encodings[e].encode_ordinary(shorter) for e in ENCODINGS)
        names = ENCODINGS if len(text.encode()) <= LONG else ENCODINGS[:2]
        ids = {e: summary(by_piece(encodings[e], text) if beyond else encodings[e].encode_ordinary(text)) for e in names}
        recipe = {"name": name, "before": before, "unit": unit, "times": times, "after": after}
        runs.append({**recipe, "bytes": len(text.encode()), "beyondTheReference": beyond, "ids": ids})
    fixture = {"banks": BANKS, "documents": documents, "runs": runs}
    return json.dumps(fixture, indent=0, separators=(",", ":")) + "\n"
