"""Texts with special tokens' names, under each policy for them."""

import json

from .reference import recorded

ENCODINGS = ["cl100k_base", "o200k_base", "o200k_harmony", "p50k_edit"]
SOME = {
    "cl100k_base": [["<|endoftext|>"], ["<|fim_prefix|>", "<|endofprompt|>"], []],
    "o200k_base": [["<|endoftext|>"], ["<|endofprompt|>"], []],
    "o200k_harmony": [["<|start|>", "<|message|>"], ["<|endoftext|>"], ["<|reserved_200018|>", "<|return|>"]],
    "p50k_edit": [["<|endoftext|>"], ["<|fim_middle|>", "<|fim_suffix|>"], []],
}
# `A` and `B` stand for the two names of NAMES.
TEMPLATES = [
    "", "plain text", "A", "AA", "ABA", " A", "A ", "  A  ", "\nA\n", "\n\n A \n\n", "hello A", "A hello", "helloAworld", "hello A world",
    "a  A  b", "don'A's", "'A's", "12A34", "1234A", "A1234", "!A/", "//A//", "é A é", "中A文", "\u0301A\u0301", "\u3000A\u3000", "\r\nA\r\n",
    "A B", "AB A", "B\nA", "BBAA", "A" * 50, "<|A", "<|A|>", "A|>", "<A>", "<<A>>", "|A|", "<|<|A|>|>", "A<", "<|endof A", "<|endoftext", "endoftext|>",
    "<|endoftext |>", "<|EndOfText|>", "<|endoftext|", "<|endoftex<|endoftext|>t|>", "<|end|oftext|>", "<||>", "<|>", "<|endoftext|><|endoftext|>",
    "<|fim_prefix|>def f(x):\n    return <|fim_suffix|>\n<|fim_middle|>x + 1<|endoftext|>", "<|fim_middle|>  <|fim_suffix|>",
    "<|start|>system<|message|>You're helpful.\n\nCutoff: 2024-06<|end|><|start|>user<|message|>Hi!<|end|><|start|>assistant",
    "<|channel|>analysis<|message|>2+2=4<|end|><|call|> <|return|>", "<|constrain|>json<|message|>{\"a\": 1}<|call|>",
    "<|startoftext|><|reserved_200000|><|reserved_200013|>", "<|reserved_200018|><|endofprompt|>", "<|reserved_201087|> <|reserved_201088|>", "<|reserved_20001|>3|>",
    "<|endofprompt|>\n\nThe answer<|endoftext|>", "<|im_start|>user\nHi<|im_end|>\n", "a" * 200 + "A" + " " * 200 + "B" + " " * 200,
]
NAMES = {
    "cl100k_base": ("<|endoftext|>", "<|fim_prefix|>"),
    "o200k_base": ("<|endoftext|>", "<|endofprompt|>"),
    "o200k_harmony": ("<|start|>", "<|message|>"),
    "p50k_edit": ("<|endoftext|>", "<|fim_suffix|>"),
}


def rejected(encoding, text: str) -> str | None:
    """The name in the reference's error where a special token is neither allowed nor text."""
    try:
        encoding.encode(text)
    except ValueError as error:
        return str(error).split("disallowed special token '")[1].split("'.\n")[0]
    return None


def make(encodings: dict) -> str:
    lines = []
    for name in ENCODINGS:
        encoding = encodings[name]
        first, second = NAMES[name]
        texts = [t.translate({ord("A"): first, ord("B"): second}) for t in TEMPLATES]
        for text in dict.fromkeys(texts):
            some = [
                {
                    "names": names,
                    "ids": recorded(encoding.encode(text, allowed_special=set(names), disallowed_special=())),
                }
                for names in SOME[name]
            ]
            case = {
                "encoding": name,
                "text": text,
                "asText": recorded(encoding.encode_ordinary(text)),
                "allowAll": recorded(encoding.encode(text, allowed_special="all")),
                "allowed": some,
                "rejected": rejected(encoding, text),
            }
            # One id of o200k_harmony has two names, and decodes to one of them.
            decoded = encoding.decode(encoding.encode(text, allowed_special="all"))
            if decoded != text:
                case["decoded"] = decoded
            lines.append(json.dumps(case, separators=(",", ":")) + "\n")
    return "".join(lines)
