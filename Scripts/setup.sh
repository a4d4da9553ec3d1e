#!/usr/bin/env bash
# Installs what the build needs beyond Swift, git and make: the headers of PCRE2.
set -euo pipefail

has_pcre2() {
    printf '#define PCRE2_CODE_UNIT_WIDTH 8\n#include <pcre2.h>\n' | clang -E -x c - >/dev/null 2>&1
}

if has_pcre2; then exit 0; fi

if [ "$(uname -s)" = Darwin ]; then
    echo "Installing PCRE2 with Homebrew"
    brew install pcre2
elif command -v apt-get >/dev/null; then
    echo "Installing libpcre2-dev with apt-get"
    as_root=()
    if [ "$(id -u)" -ne 0 ]; then as_root=(sudo); fi
    "${as_root[@]}" apt-get update -qq
    DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq libpcre2-dev >/dev/null
else
    echo "Please install the development files of PCRE2 (libpcre2-8), then run this again" >&2
    exit 1
fi
has_pcre2 || { echo "PCRE2's headers still can't be found" >&2; exit 1; }
