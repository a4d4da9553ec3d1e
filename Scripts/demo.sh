#!/usr/bin/env bash
# Shows the main job on real input: this project's own files.
set -euo pipefail
tokens=$1

echo
echo "Tokens of this project's files as gpt-4o counts them, beside their bytes:"
mapfile -t files < <(git ls-files 'README.md' 'LICENSE' 'docs/*.md' 'Sources/Tokens/**/*.swift' 'Sources/CScanner/*.c')
paste -d ' ' <(wc -c "${files[@]}" | awk '{printf "%9d bytes\n", $1}') <("$tokens" count -m gpt-4o "${files[@]}")
echo
echo "The same text costs another model other tokens:"
for encoding in r50k_base cl100k_base o200k_base; do
    printf '%-12s %s\n' "$encoding" "$(cat "${files[@]}" | "$tokens" count -e "$encoding")"
done
echo
echo "How a sentence is cut ('|' begins a piece):"
printf "I can't believe it's 12345 日本語!" | "$tokens" show -e o200k_base
echo
echo "The command is $tokens; 'make install' puts it on the PATH, 'tokens --help' tells the rest."
