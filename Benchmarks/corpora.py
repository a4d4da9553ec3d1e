#!/usr/bin/env python3
"""Makes the benchmark corpora from Debian's documentation and source packages.

    Benchmarks/corpora.py [--output .build-bench/corpora] [--cache .build-bench/debs]

Packages are fetched with `apt-get download` (no install, no root) and read with
`dpkg-deb`. Each corpus takes documents from its sources in turn, in an order fixed
by a hash of their paths, until its size is reached. Markup is stripped, and a line
of prose that was already taken is left out, so nothing in a prose corpus is there twice.
The same package versions give the same bytes; `manifest.json` names both.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import html
import json
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MEGABYTE = 1_000_000
LARGEST_DOCUMENT = 500_000  # bytes: above it lie generated tables and bundles


@dataclass(frozen=True)
class Source:
    """The files of one package whose paths match a pattern."""

    package: str
    paths: str


@dataclass(frozen=True)
class Corpus:
    name: str
    size: int
    sources: tuple[Source, ...]
    keep_line: Callable[[str], bool] | None = None  # None: code, kept as it is


def help_pages(*languages: str) -> tuple[Source, ...]:
    return tuple(Source(f"libreoffice-help-{language}", r"/text/.*\.html$") for language in languages)


def handbook(*languages: str) -> tuple[Source, ...]:
    return tuple(Source("debian-handbook", rf"/html/{language}/.*\.html$") for language in languages)


def installation_guide(*languages: str) -> tuple[Source, ...]:
    return tuple(Source("installation-guide-amd64", rf"/{language}/.*\.html$") for language in languages)


def desktop_help(*languages: str) -> tuple[Source, ...]:
    return tuple(Source("gnome-user-docs", rf"/help/{language}/.*\.page$") for language in languages)


def any_line(line: str) -> bool:
    return True


def mostly_not_ascii(line: str) -> bool:
    """Leaves out what a translator left in English, but keeps Latin scripts' accents."""
    return line == "" or sum(character > "\x7f" for character in line) * 50 >= len(line)


def mostly_han(line: str) -> bool:
    return line == "" or sum("\u3400" <= character <= "\u9fff" for character in line) * 4 >= len(line)


CORPORA = (
    Corpus(
        "english",
        16 * MEGABYTE,
        (
            Source("anarchism", r"/html/.*\.html$"),
            Source("debian-policy", r"/policy\.html/[^/]*\.html$"),
            Source("developers-reference", r"/developers-reference/[^/]*\.html$"),
            Source("postgresql-doc-15", r"/html/.*\.html$"),
            Source("linux-doc-6.1", r"/html/(process|admin-guide|filesystems|networking|scheduler)/.*\.html$"),
            *help_pages("en-us"),
            *handbook("en-US"),
            *installation_guide("en"),
            *desktop_help("C"),
        ),
        any_line,
    ),
    Corpus(
        "code",
        14 * MEGABYTE,
        (
            Source("libpython3.11-stdlib", r"\.py$"),
            Source("perl-modules-5.36", r"\.p[ml]$"),
            Source("linux-libc-dev", r"\.h$"),
            Source("libstdc++-12-dev", r"/include/"),
            Source("golang-1.19-src", r"\.go$"),
            Source("rust-src", r"/library/.*\.rs$"),
            Source("libruby3.1", r"\.rb$"),
            Source("node-undici", r"\.js$"),
            Source("webpack", r"/lib/.*\.js$"),
            Source("node-lodash", r"\.js$"),
        ),
    ),
    Corpus(
        "mixed",
        18 * MEGABYTE,
        (
            *help_pages("de", "dz", "el", "fr", "hi", "ja", "km", "ko", "ru", "tr", "vi", "zh-cn"),
            *handbook("ar-MA", "es-ES", "fa-IR", "fr-FR", "ja-JP", "ko-KR", "pl-PL", "ru-RU", "tr-TR", "vi-VN", "zh-TW"),
            *installation_guide("cs", "el", "ja", "ko", "ru", "sv", "vi", "zh_CN"),
            *desktop_help("as", "cs", "el", "fa", "gu", "he", "hi", "ja", "kn", "ko", "mr", "pa", "ru", "sr", "ta", "te", "uk"),
        ),
        mostly_not_ascii,
    ),
    Corpus(
        "chinese",
        12 * MEGABYTE,
        (
            *help_pages("zh-cn", "zh-tw"),
            *handbook("zh-CN", "zh-TW"),
            *installation_guide("zh_CN"),
            *desktop_help("zh_CN"),
            Source("manpages-zh", r"/man/zh_(CN|TW)/.*\.gz$"),
            Source("fortunes-zh", r"/fortunes/(chinese|tang300|song100)$"),
            Source("debian-reference-zh-cn", r"\.html$"),
            Source("debian-reference-zh-tw", r"\.html$"),
            Source("debian-faq-zh-cn", r"\.html$"),
            Source("debian-edu-doc-zh-cn", r"bookworm-manual\.html$"),
            Source("maint-guide-zh-cn", r"/html/.*\.html$"),
            Source("maint-guide-zh-tw", r"/html/.*\.html$"),
            Source("kicad-doc-zh", r"\.html$"),
            Source("gimp-help-zh-cn", r"\.html$"),
            Source("lilypond-doc-html-zh", r"\.zh\.html$"),
        ),
        mostly_han,
    ),
)


# Packages

def fetch(packages: list[str], cache: Path) -> dict[str, Path]:
    """The `.deb` of each package, downloaded where the cache has none."""
    cache.mkdir(parents=True, exist_ok=True)
    missing = [package for package in packages if not list(cache.glob(f"{package}_*.deb"))]
    if missing:
        print(f"fetching {len(missing)} packages", file=sys.stderr)
        command = ["apt-get", "-qq", "-o", "APT::Sandbox::User=root", "download", *missing]
        if subprocess.run(command, cwd=cache).returncode:
            sys.exit("apt-get could not fetch every package; run `apt-get update` first (Debian 12 has them all)")
    return {package: next(iter(sorted(cache.glob(f"{package}_*.deb")))) for package in packages}


def version(deb: Path) -> str:
    return subprocess.check_output(["dpkg-deb", "--field", str(deb), "Version"], text=True).strip()


def documents(deb: Path, sources: set[Source]) -> Iterator[tuple[Source, str, bytes]]:
    """Each regular file of the package that a source asks for, unpacked from gzip."""
    unpacked = subprocess.Popen(["dpkg-deb", "--fsys-tarfile", str(deb)], stdout=subprocess.PIPE)
    with tarfile.open(fileobj=unpacked.stdout, mode="r|") as archive:
        for member in archive:
            if not member.isreg():
                continue
            for source in sources:
                if re.search(source.paths, member.name):
                    content = archive.extractfile(member).read()
                    yield source, member.name, gzip.decompress(content) if member.name.endswith(".gz") else content
    if unpacked.wait():
        sys.exit(f"{deb} could not be read")


# Text

BLOCK_END = re.compile(r"</(?:p|h[1-6]|li|tr|dt|dd|div|title|item|section)\s*>|<br\s*/?>", re.I)
HIDDEN = re.compile(r"<(script|style|head|nav|info)\b.*?</\1\s*>|<!--.*?-->|<\?.*?\?>", re.I | re.S)
PREFORMATTED = re.compile(r"(<(?:pre|screen|code style=\"block\")\b.*?</(?:pre|screen|code)\s*>)", re.I | re.S)
TAG = re.compile(r"<[^>]*>")


def text_of_html(markup: str) -> str:
    def flow(part: str) -> str:
        paragraphs = TAG.sub("", BLOCK_END.sub("\n", re.sub(r"\s+", " ", part)))
        return re.sub(r" *\n *", "\n", paragraphs)

    parts = PREFORMATTED.split(HIDDEN.sub("", markup))
    texts = [TAG.sub("", part) if index % 2 else flow(part) for index, part in enumerate(parts)]
    return html.unescape("".join(texts)).replace("¶", "")


ROFF_ESCAPE = re.compile(r"\\(?:f(?:\(..|\[[^]]*\]|.)|s[+-]?\d|\*\(..|\*.|\((..)|[&|^/,%:c])")
ROFF_CHARACTERS = {"lq": "“", "rq": "”", "co": "©", "em": "—", "en": "–", "bu": "•", "aq": "'", "cq": "’", "oq": "‘"}
ROFF_TEXT_MACRO = re.compile(r"\.\s*(?:S[HS]|B[IR]?|I[BR]?|R[BI]|IP|TP|SM|SB)\b\s*(.*)")


def text_of_roff(markup: str) -> str:
    lines = []
    for line in markup.split("\n"):
        if line.startswith((".", "'")):
            macro = ROFF_TEXT_MACRO.match(line)
            if not macro:
                continue
            line = macro[1].replace('"', "")
        line = ROFF_ESCAPE.sub(lambda escape: ROFF_CHARACTERS.get(escape[1] or "", ""), line)
        lines.append(line.replace("\\-", "-").replace("\\e", "\\").replace("\\ ", " "))
    return "\n".join(lines)


def text_of_document(path: str, content: bytes) -> str | None:
    """The document's text, or None when it is not UTF-8; control characters are left out."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if "/man/" in path:
        text = text_of_roff(text)
    elif path.endswith((".html", ".page")):
        text = text_of_html(text)
    return re.sub(r"\x1b\[[0-9;]*m|[\x00-\x08\x0b\x0c\x0e-\x1f]|\r(?=\n)", "", text)


def first_seen(text: str, seen: set[str], keep_line: Callable[[str], bool]) -> str:
    """The text without lines that an earlier document had, or that the corpus doesn't want."""
    lines: list[str] = []
    for line in (line.rstrip() for line in text.split("\n")):
        key = line.strip()
        if not keep_line(key) or (key in seen if key else not (lines and lines[-1])):
            continue
        seen.add(key)
        lines.append(line)
    return "\n".join(lines).strip("\n")


# Corpora

def in_turn(groups: list[list[tuple[str, bytes]]]) -> Iterator[tuple[str, bytes]]:
    for row in zip_longest(*groups):
        yield from (document for document in row if document)


def assemble(corpus: Corpus, found: dict[Source, list[tuple[str, bytes]]]) -> bytes:
    def order(document: tuple[str, bytes]) -> bytes:
        return hashlib.sha256(document[0].encode()).digest()

    out = bytearray()
    seen: set[str] = set()
    for path, content in in_turn([sorted(found[source], key=order) for source in corpus.sources]):
        if len(content) > LARGEST_DOCUMENT and corpus.keep_line is None:
            continue
        text = text_of_document(path, content)
        if text and corpus.keep_line:
            text = first_seen(text, seen, corpus.keep_line)
        if text:
            out += text.encode() + b"\n\n"
        if len(out) >= corpus.size:
            break
    if len(out) > corpus.size:
        del out[out.rindex(b"\n", 0, corpus.size) + 1 :]
    return bytes(out)


def make(corpus: Corpus, debs: dict[str, Path], output: Path) -> dict[str, object]:
    found: dict[Source, list[tuple[str, bytes]]] = {source: [] for source in corpus.sources}
    for package in dict.fromkeys(source.package for source in corpus.sources):
        wanted = {source for source in corpus.sources if source.package == package}
        for source, path, content in documents(debs[package], wanted):
            found[source].append((path, content))
    for source, group in found.items():
        if not group:
            sys.exit(f"{source.package} has no file that matches {source.paths}")
    text = assemble(corpus, found)
    (output / f"{corpus.name}.txt").write_bytes(text)
    short = "" if len(text) >= corpus.size - 100_000 else f" (all there is; {corpus.size:,} were asked for)"
    print(f"{corpus.name}: {len(text):,} bytes{short}", file=sys.stderr)
    return {
        "bytes": len(text),
        "sha256": hashlib.sha256(text).hexdigest(),
        "packages": {package: version(debs[package]) for package in sorted({s.package for s in corpus.sources})},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--output", type=Path, default=ROOT / ".build-bench" / "corpora")
    parser.add_argument("--cache", type=Path, default=ROOT / ".build-bench" / "debs")
    options = parser.parse_args()
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        sys.exit(f"the corpora are made on Debian; elsewhere, copy a finished {options.output} from there")
    options.output.mkdir(parents=True, exist_ok=True)
    packages = sorted({source.package for corpus in CORPORA for source in corpus.sources})
    debs = fetch(packages, options.cache)
    manifest = {corpus.name: make(corpus, debs, options.output) for corpus in CORPORA}
    (options.output / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")


if __name__ == "__main__":
    main()
