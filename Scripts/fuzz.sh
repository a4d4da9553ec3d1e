#!/usr/bin/env bash
# Feeds the tokenizer inputs that libFuzzer makes up, for the seconds given (60 by default), and
# fails at the first for which the scanner and PCRE2 differ, a count isn't the number of ids, or
# decoding doesn't give back the input. What it learnt stays in .build-fuzz/corpus for the next run.
#
#     Scripts/fuzz.sh [SECONDS] [OPTIONS OF LIBFUZZER]
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-60}
if [ $# -gt 0 ]; then shift; fi
scratch=$PWD/.build-fuzz

build=(swift build --package-path Fuzz --scratch-path "$scratch" -c release --product TokensFuzzer
    -Xswiftc -sanitize=fuzzer -Xcc -fsanitize=fuzzer-no-link)
if [ "$(uname -s)" = Linux ]; then
    # libFuzzer brings a main of its own; the program's, which comes first, is meant.
    build+=(-Xswiftc -use-ld=lld -Xlinker --allow-multiple-definition)
fi
"${build[@]}"
program=$("${build[@]}" --show-bin-path)/TokensFuzzer

corpus=$scratch/corpus
mkdir -p "$corpus" "$scratch/failures"
# Texts to begin with: a little of what this project is made of, and of everything else.
if [ -z "$(ls -A "$corpus")" ]; then
    head -c 300 README.md >"$corpus/prose" 2>/dev/null || true
    head -c 300 Sources/CScanner/scalar.c >"$corpus/code"
    printf "I'll DON'T caf\xc3\xa9\xcc\x81 \xe6\x97\xa5\xe6\x9c\xac 12345 \xf0\x9f\x98\x80!!\r\n\n/  x" >"$corpus/mixed"
fi
"$program" -max_total_time="$seconds" -max_len=400 -timeout=10 -dict=Fuzz/dictionary.txt \
    -artifact_prefix="$scratch/failures/" -print_final_stats=1 "$@" "$corpus"
