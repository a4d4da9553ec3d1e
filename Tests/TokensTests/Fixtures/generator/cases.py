"""Named texts at the edges of the splitting rules, with their ids."""

import itertools
import json

from .reference import recorded, split_mix
from .texts import CODE, MARKUP, PROSE

ENCODINGS = ["cl100k_base", "o200k_base", "r50k_base", "p50k_base"]


def contractions():
    for tail in ["s", "t", "re", "ve", "m", "ll", "d"]:
        for cased in sorted({"".join(c) for c in itertools.product(*((x, x.upper()) for x in tail))}):
            yield f"I'{cased} here"
            yield f"x'{cased}foo X'{cased}FOO 1'{cased}2"
        yield f"\u2019{tail} a\u2019{tail}b"
    yield from ["'", "''", "'''s", "' s", "'s's's", "'ss", "'sS", "'re're", "'r", "'rE", "'l", "'L", "'v", "'V", "'rs"]
    yield from ["'\u017f", "it'\u017f", "it'\u017fo", "'\u017f\u017f", "IT'\u017f", "'\u212a", "'\u0130", "'\u0131", "!'\u017f", " '\u017f "]
    yield from ["don't", "DON'T", "Don'T", "don''t", "don't've", "y'all'd've", "!'s", "!'sfoo", " 'sfoo", "\t'sfoo", "\n'sfoo"]
    yield from ["1's", "12's", "123's", "1234's", "é's", "É'S", "中's", "中'S文", "\u0301's", "e\u0301's", "ǅ's", "ʰ's", "'s\u0301", "'\u0301s"]
    yield from ["a'", "a's'", "a 's", "a' s", "'a's", "\"it's\"", "('tis)", "rock'n'roll", "o'clock", "l'été", "d'être", "'d'm'll", "'LL'VE'RE"]
    yield from ["_'s", "$'s", "_'S_", "a_'s", "/'s/", "\u00a0's", "\u3000's", "'s\u3000", "'ſ's", "HE'LLO", "he'llo", "we'REally", "I'VEry", "I'Mmm"]


SPACES = [" ", "\t", "\n", "\r", "\r\n", "\u000b", "\u000c", "\u0085", "\u00a0", "\u1680", "\u2003", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000"]
NOT_SPACES = ["\u180e", "\u001c", "\u001d", "\u001e", "\u001f", "\u200b", "\u2060", "\ufeff", "\u0000", "\u007f"]


def white_space():
    for s in SPACES + NOT_SPACES:
        yield s
        yield f"a{s}b"
        yield f"{s}{s}{s}a"
        yield f"a{s}{s}{s}"
        yield f"a{s}{s}!{s}1{s}{s}"
    for one, two in itertools.product([" ", "\n", "\t", "\r", "\u00a0", "\u2028", "\u180e"], repeat=2):
        yield f"{one}{two}x{two}{one}"
        yield f"{one}{one}{two}{two}{one}!{one}{two}"
    for run in itertools.product(" \n\t\r", repeat=3):
        yield "".join(run) + "ab"
        yield "a" + "".join(run)
    for n in list(range(2, 20)) + [31, 32, 33, 63, 64, 65, 79, 80, 81, 127, 128, 129]:
        yield " " * n
        yield " " * n + "x"
        yield "\n" * n + "x"
        yield "x" + "\t" * n + "1"


def numbers():
    zeros = "0٠۰߀०০੦૦୦௦౦೦൦๐໐༠၀႐០᠐᥆᧐᪀᭐᮰᱀᱐꘠꣐꤀꧐꩐０𐒠𑁦𑃰𑓐𝟎𞥐🯰"
    for zero in zeros:
        digits = "".join(chr(ord(zero) + i) for i in range(10))
        yield digits[1:8]
        yield f"a{digits[:4]}b {digits[5:]}"
    yield from ["1", "12", "123", "1234", "12345", "123456", "1234567", "1" * 50, "3.14159", "1,234,567.89", "1e10", "0x1F", "-1", "+1", "1-2"]
    yield from ["²³¹", "½¼¾", "①②③④", "ⅣⅤⅥⅦ", "〇一二三", "㊀㊁㊂㊃", "१2३4५", "1²3½", "௰௱௲", "፩፪፫፬", "𐄇𐄈𐄉𐄊", "𒐀𒐁𒐂𒐃", "12 345", "12\n345", "1a2b3c", "v1.2.3-rc4"]
    yield from ["1\u03012", "1\u200d2", "1\ufe0f\u20e3", "123\u0301456", "1 2 3", "  12", "\t123", "\n1234", "!1234", "'1234", "1234'", "1234!", "1234é", "É1234"]


def marks():
    for mark in ["\u0301", "\u0308", "\u093e", "\u094d", "\u0e31", "\u064b", "\u20e3", "\u0488", "\ufe0f", "\U000e0100", "\u3099", "\u0f71"]:
        yield mark
        yield f"{mark}abc"
        yield f"a{mark}b A{mark}B"
        yield f" {mark}a\n{mark}a!{mark}a1{mark}a"
        yield f"{mark}{mark}{mark}A{mark}{mark}!"
        yield f"AB{mark}c'{mark}s {mark}'s"


def letters():
    for titled in "ǅǈǋǲᾈᾼῼ":
        yield f"{titled}abc {titled}ABC a{titled}b A{titled}B {titled}{titled}"
    for modifier in ["ʰ", "ˈ", "ˤ", "ᵃ", "ₐ", "ー", "ๆ", "ـ", "々", "ꟸ", "\U00010780", "\u02bc", "\ua717"]:
        yield f"{modifier}abc {modifier}ABC a{modifier}b A{modifier}B ab{modifier} AB{modifier}"
    for other in ["ª", "א", "ا", "あ", "中", "가", "ǀ", "𠀀"]:
        yield f"{other}abc {other}ABC a{other}b A{other}B Ab{other}Cd {other}'s"
    words = ["camelCase", "PascalCase", "snake_case", "SCREAMING_CASE", "kebab-case", "XMLHttpRequest", "parseHTTPResponse", "iOS", "macOS", "iPhoneX"]
    words += ["HTMLParser2Go", "getURLFromID", "aB", "Ab", "aBc", "ABc", "ABcD", "aBCd", "AbCdEf", "ABCdefGHI", "éÉéÉ", "ÉÉéé", "ΑΒγδΕΖ", "абВГде", "ԱԲգդ"]
    words += ["ᲐᲑგდ", "𐐀𐐁𐐨𐐩", "ẞß", "İiIı", "ſS", "ŉN", "ΣσςΣ", "ﬁFI", "ⅰⅠⓐⒶ", "ꙀꙁⰀⰰ", "MixedΑβγAndКириллица", "xY中Zw", "中XyZ", "AあBい"]
    for word in words:
        yield word
        yield f" {word} _{word}! {word}'s {word}'S {word}1"
    for run in itertools.product("aAʰé", repeat=4):
        yield "".join(run)


def clusters():
    yield from ["😀", "😀😀😀", "👍🏽", "👨‍👩‍👧‍👦", "🏳️‍🌈", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "❤️", "☝🏿", "1️⃣", "#️⃣", "©️", "🧑🏾‍🚀🧑🏻‍🚀"]
    yield from ["🇩🇪", "🇩🇪🇫🇷🇯🇵", "🇩", "🇩🇪🇫", "a🇩🇪b", "🇺🇸's", "👩‍❤️‍💋‍👨", "😀's", "😀\n\n", "😀/😀//", " 😀 😀", "🫨🪿🫎", "🫩🫆🪾🫜", "\u200d", "a\u200db", "👍\u200d", "\ufe0f", "🪿x🫨1"]
    yield from ["각", "\u1100\u1161\u11a8", "한국어", "\u1112\u1161\u11ab\u1100\u116e\u11a8", "\u1100\u1100\u1161", "\u115f\u1160", "\ua960\ud7b0\ud7cb", "ㄱㅏㄱ", "ﾡﾢ"]
    yield from ["क्षत्रिय", "ज्ञान", "हिन्दी में", "नमस्ते दुनिया", "क\u094d\u200dष", "क\u094d\u200cष", "বাংলা ভাষা", "ਪੰਜਾਬੀ", "ગુજરાતી", "தமிழ் மொழி", "తెలుగు", "ಕನ್ನಡ", "മലയാളം", "සිංහල ශ්‍රී", "ภาษาไทยสวัสดี", "ພາສາລາວ", "བོད་སྐད", "မြန်မာဘာသာ", "ភាសាខ្មែរ"]
    yield from ["بِسْمِ ٱللّٰهِ", "الْعَرَبِيَّةُ", "كَتَبَ", "ـــ", "لا إله", "ﷺ", "فارسی می‌شود", "اُردُو", "שָׁלוֹם", "עִבְרִית", "א\u05b4\u05bc", "ܐܪܡܝܐ", "ދިވެހި"]
    yield from ["\u202babc\u202c", "\u200fא\u200e", "\u2066x\u2069", "a\u202eb", "\u061c1", "\u2067שלום\u2069 abc", "\u202a\u202b\u202c\u202d\u202e"]
    pairs = ["é e\u0301", "Å A\u030a \u212b", "ñ n\u0303", "ệ e\u0323\u0302 e\u0302\u0323", "각 \u1100\u1161\u11a8", "ṩ s\u0323\u0307", "Ω \u2126", "K \u212a", "ﬁ fi", "ｱ ア", "が か\u3099", "豈 \uf900", "\u0340 \u0300", "\u0344 \u0308\u0301", "\u0958 क\u093c"]
    yield from pairs
    parts = ["a", "\u0308", "\u200d", "\r", "\n", "\u0001", "\u1100", "\u1160", "\u11a8", "\uac00", "\uac01", "🇦", "\u0600", "\u0903", "\u0915", "\u094d", "⌚", "\u0378"]
    for one, two in itertools.product(parts, repeat=2):
        yield f"{one}\u0308{two}"
    for triple in itertools.product(["\u200d", "👶", "🏿", "a", "\u0915"], repeat=3):
        yield "".join(triple)


def young_and_odd_scalars():
    fifteen = ["\U00011f02", "\U0001e030", "\U0001e4d0", "\U00031350", "\u0cf3", "\U0001e4f0", "\U00011f50", "\U0001d2c0", "\U0001fa75"]
    later = ["\U0002ebf0", "\u2ffc", "\u31ef", "\U000105c0", "\U00010d40", "\U00010d4a", "\U00010d50", "\U00010d69", "\U00011380", "\U000113b8", "\U00011bc0", "\U00011bf0", "\U00016d40", "\U00016d70", "\U0001ccf0", "\U0001e5d0", "\U0001e5f1", "\U00013460", "\ua7cb", "\ua7da", "\u1c89", "\u1c8a", "\u0897", "\U00010ec2", "\U0001fae9"]
    never = ["\u0378", "\u0530", "\u2fe0", "\U0001e6c0", "\U00011db0", "\U00016ea0", "\ua7ce", "\U000323b0", "\U0003fffd", "\U000e0080", "\U000effff"]
    private = ["\ue000", "\uf8ff", "\U000f0000", "\U0010fffd"]
    noncharacters = ["\ufdd0", "\ufdef", "\ufffe", "\uffff", "\U0001fffe", "\U0010ffff"]
    odd = ["\u0000", "\u0001", "\u001b", "\u007f", "\u0080", "\u009f", "\u00ad", "\u034f", "\u2065", "\ufff9", "\ufffc", "\ufffd", "\u02b0", "\u24b6", "\u3400", "\u9fff", "\ud7ff", "\ue001"]
    for c in fifteen + later + never + private + noncharacters + odd:
        yield f"{c}{c}"
        yield f"a{c}b {c}1234 {c}'s '{c} A{c}B\n{c}\n"


def punctuation():
    for mark in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~":
        yield f"{mark} {mark}{mark} a{mark}b {mark}a{mark} {mark}1"
        yield f"{mark}/ {mark}\n {mark}/\n/ {mark}\r\n\r\n{mark}"
    for text in ["/", "//", "///", "a/b", "a//b", "http://", ":/\n/", "!/a", "!//\n\n//x", "!\n/\n", " /", " //", "\n/", "/\n", "!/ ", "/* a */", "</div>", "</\n>", "\\/", ")/(", ".../", "./../", "中/文", "。//", "!\r/\n\r"]:
        yield text
        yield f"x {text} y"
    yield from ["a.b", "a .b", "a. b", "a . b", "...", "....", "--", "—–", "«a»", "「あ」", "¿qué?", "¡olé!", "a…b", "€5", "5€", "$5", "§1", "№1", "°C", "µm", "a\u00adb", "x\u2060y", "!\u00a0a", "! a", "!\ta", "! \n a", "!\n a", "!\n\n\na", "!\r\na", "! \r\na"]


def long_runs():
    for n in [50, 99, 100, 101, 257]:
        for unit in ["a", "A", "é", "中", "!", "-", "=", "*", "0", "\u0301", "😀", "ab", "aA", "' ", " a"]:
            yield unit * n
    numbers = split_mix(0xCA5E)
    for length in [99, 100, 101, 300]:
        yield "".join("abcdefghijklmnopqrstuvwxyz"[next(numbers) % 26] for _ in range(length))
        yield "".join("ACGT"[next(numbers) % 4] for _ in range(length))
        yield "".join("!?#*"[next(numbers) % 4] for _ in range(length))
        yield "".join(" \n\t"[next(numbers) % 3] for _ in range(length)) + "x"


def special_names():
    for name in ["endoftext", "fim_prefix", "fim_middle", "fim_suffix", "endofprompt", "startoftext", "start", "reserved_200013"]:
        yield f"<|{name}|>"
        yield f"a<|{name}|>b <|{name}|><|{name}|>\n"
    yield from ["<|", "|>", "<||>", "<|endoftext", "endoftext|>", "<|<|endoftext|>|>", "<|ENDOFTEXT|>", "<| endoftext |>", "[INST]", "<s>", "</s>"]


def whole_texts():
    yield ""
    for text in PROSE + CODE + MARKUP:
        yield text
        yield text.replace("\n", "\r\n")


FAMILIES = {
    "contraction": contractions,
    "white space": white_space,
    "number": numbers,
    "mark": marks,
    "letter case": letters,
    "cluster": clusters,
    "scalar": young_and_odd_scalars,
    "punctuation": punctuation,
    "long run": long_runs,
    "special name": special_names,
    "text": whole_texts,
}


def make(encodings: dict) -> str:
    lines, seen = [], set()
    for family, texts in FAMILIES.items():
        for number, text in enumerate(dict.fromkeys(texts())):
            if text in seen:
                continue
            seen.add(text)
            ids = {name: recorded(encodings[name].encode_ordinary(text)) for name in ENCODINGS}
            if ids["p50k_base"] == ids["r50k_base"]:
                del ids["p50k_base"]
            case = {"name": f"{family} {number}", "text": text, "ids": ids}
            lines.append(json.dumps(case, separators=(",", ":")) + "\n")
    return "".join(lines)
