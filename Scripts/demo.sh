#!/usr/bin/env bash
# Shows the main job on real input: this project's own files.
set -euo pipefail
tokens=$1
files=(
    README.md LICENSE docs/*.md Package.swift Sources/Tokens/Encoding/{Encoding,Truncation}.swift
    Sources/CScanner/window.h Scripts/prices_check.py Prices/openai.json
)

echo
echo "Tokens of this project's files as gpt-4o counts them, beside their bytes:"
echo
echo "    bytes   tokens  bytes/token"
paste <(wc -c "${files[@]}") <("$tokens" count -m gpt-4o "${files[@]}") \
    | awk '{ printf "%9d %8d %12.2f  %s\n", $1, $3, $1 / $3, $2 }'

echo
echo "Joined into one text they are other numbers of tokens to other models (a join may save a token):"
echo
for encoding in r50k_base cl100k_base o200k_base; do
    printf '  %-12s %8d\n' "$encoding" "$(cat "${files[@]}" | "$tokens" count -e "$encoding")"
done

echo
echo "How a sentence is cut: the byte, the id, the text; '|' begins a piece:"
echo
printf "I can't believe it's 12345 日本語!" | "$tokens" show -e o200k_base

echo
echo "What a request with a tool will cost, before it is sent:"
echo
request='{"provider":"anthropic","request":{"model":"claude-sonnet-4-5","max_tokens":500,"system":"Answer in one sentence.",
"messages":[{"role":"user","content":"How warm is it in Oslo?"}],"tools":[{"name":"weather","description":"The weather of a city.",
"input_schema":{"type":"object","properties":{"city":{"type":"string","description":"Its name"}},"required":["city"]}}]}}'
echo "$request"
echo
"$tokens" estimate <<< "$request"

echo
echo "What a request to gpt-4o cost, from the usage in its response:"
echo
usage='{"prompt_tokens":812,"completion_tokens":45,"prompt_tokens_details":{"cached_tokens":512}}'
echo "  $usage"
echo
echo '{"provider":"openai","model":"gpt-4o","at":"2026-01-31","usage":'"$usage"'}' | "$tokens" price

echo
echo "A budget of a cent a day: what may cost more than is left is refused before it is sent:"
echo
store=$(mktemp -d)/ledger.sqlite
trap 'rm -rf "$(dirname "$store")"' EXIT
run() { echo "  \$ tokens $*"; "$tokens" "$@" --store "$store" 2>&1 | sed 's/^/  /' || true; }
"$tokens" budget create demo --daily 0.01 --store "$store" >/dev/null
run budget reserve demo --amount 0.006 --id first
run budget reserve demo --amount 0.006 --id second
run budget settle demo --id first --amount 0.0017
run budget reserve demo --amount 0.006 --id third
echo

echo "The command is $tokens. 'make install' puts it on the PATH; 'tokens --help' tells the rest."
