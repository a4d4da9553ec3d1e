"""Short texts in many languages and notations, written for these fixtures."""

PROSE = [
    "The harbour was quiet at six. She'd said they'll come by boat, but nobody's seen one since Tuesday.",
    "\"Don't,\" he whispered; \"we've 3 minutes—maybe 4—before the 10:45 leaves.\"",
    "Die Straßenbahn fährt um halb sieben über die Brücke; größere Züge dürfen dort nicht halten.",
    "L'été dernier, j'ai compté 1 204 étoiles depuis le balcon. C'était peut-être un peu trop, n'est-ce pas ?",
    "¿Quién dejó la ventana abierta? Mañana lloverá, según el niño del 3.º piso.",
    "Gəmi limanda qaldı; İstanbul'da ığdır ağacı çiçek açtı.",
    "Con mèo đen ngủ trên mái nhà, còn trời thì vẫn mưa tầm tã suốt đêm.",
    "Zażółć gęślą jaźń, a potem wróć do domu przed świtem.",
    "Старый мост скрипел, но поезд №17 всё-таки пришёл вовремя.",
    "Το πλοίο έφυγε στις έξι· κανείς δεν ΕΙΔΕ τον φάρο ν' ανάβει.",
    "Հին կամուրջը ճռռում էր, բայց գնացքը եկավ։ ძველი ხიდი ჭრიალებდა.",
    "הרכבת איחרה בשעה, והילדים צחקו. שָׁלוֹם לכם!",
    "وصل القطارُ متأخّرًا ساعةً كاملةً، فضحك الأطفال. رقم ١٢٣٤٥٦.",
    "قطار یک ساعت دیر رسید و بچه‌ها می‌خندیدند؛ شمارهٔ ۱۲۳۴.",
    "ट्रेन एक घंटा देर से आई, और बच्चे हँसने लगे। संख्या १२३४५६।",
    "ரயில் ஒரு மணி நேரம் தாமதமாக வந்தது. ট্রেনটি এক ঘণ্টা দেরিতে এল।",
    "รถไฟมาช้าไปหนึ่งชั่วโมง เด็กๆ จึงหัวเราะกัน ๑๒๓๔๕",
    "火车晚点了一个小时,孩子们都笑了。第12345次列车,共三百六十五天。",
    "列車は一時間おくれて着いた。こどもたちは「はやく!」と笑ったー。第12号車、カタカナとｶﾀｶﾅ。",
    "기차가 한 시간 늦게 도착하자 아이들이 웃었다. 제12345호 열차입니다.",
    "Ships 🚢 at dawn 🌅!! 👩🏽‍🚀👨‍👩‍👧 say hi 🇮🇸🇳🇴 … ok? 👍🏿 ❤️‍🔥",
    "mañana man\u0303ana café cafe\u0301 Å A\u030a \u212b Ω \u2126",
]

CODE = [
    "func greet(_ name: String) -> String {\n    guard !name.isEmpty else { return \"Hello?\" }\n    return \"Hello, \\(name)!\" // it's fine\n}\n",
    "def total(rows, *, taxRate=0.19):\n    \"\"\"Sum of rows' prices.\"\"\"\n    return sum(r['price'] for r in rows) * (1 + taxRate)\n\n\n",
    "#include <stdio.h>\n\nint main(void) {\n\tfor (int i = 0; i < 0x10; ++i)\n\t\tprintf(\"%d\\n\", i << 2);\n\treturn 0;\n}\n",
    "const parseHTTPResponse = async (xmlHttp) => {\n  const { statusCode: code, bodyText } = await xmlHttp.fetch(`/api/v2/items?id=${ID}`);\n  return code >= 200 && code < 300 ? JSON.parse(bodyText) : null;\n};\n",
    "SELECT u.id, COUNT(*) AS n\nFROM users u LEFT JOIN orders o ON o.user_id = u.id\nWHERE u.created_at >= '2024-01-31' AND u.name <> 'O''Hara'\nGROUP BY 1 HAVING n > 10;\n",
    "impl<'a, T: Clone + 'a> Iterator for Windows<'a, T> {\n    type Item = &'a [T];\n}\n",
    "#!/bin/sh\nset -eu\nfind . -name '*.log' -mtime +7 -print0 | xargs -0 rm -f -- # don't ask\n",
]

MARKUP = [
    "{\"id\": 10423, \"tags\": [\"a/b\", \"c\\u00e9\"], \"price\": -12.50e3, \"ok\": true, \"none\": null, \"nested\": {\"deep\": [[[]]]}}",
    "https://example.org:8443/a/b%20c/../d?q=caf%C3%A9&x=1#frag-2 and ftp://user:pass@host/~dir/file.tar.gz",
    "# Title\n\n* one\n    * two `code` and **bold**\n1. [link](http://a.b/c_(d))\n\n```swift\nlet x = 1\n```\n\n| a | b |\n|---|:-:|\n| 1 | 2 |\n",
    "<!DOCTYPE html>\n<html lang=\"en\"><body class='x y'>\n  <p>Tom &amp; Jerry&nbsp;&#8217;s</p>\n  <br/>\n</body></html>\n",
    "name: build\non:\n  push: {branches: [main]}\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n",
    "2024-02-29T23:59:59.999Z ERROR [worker-7] com.example.Foo$Bar - took 1234567ms (0xDEADBEEF) user=\"o'neil\"\n\tat Foo.java:42\n",
    "\\begin{align}\n  e^{i\\pi} + 1 &= 0 \\\\\n  \\sum_{k=1}^{n} k^2 &= \\frac{n(n+1)(2n+1)}{6}\n\\end{align}\n",
    "id;name;amount\r\n1;\"Smith, J.\";1,234.50\r\n2;Müller;-7\r\n\r\n",
]
