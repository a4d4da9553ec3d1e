#!/usr/bin/env bash
# Installs what the build and the tests need beyond Swift, git and make: the headers of PCRE2 and SQLite, and a
# PostgreSQL server for the tests.
set -euo pipefail

has_header() { printf '#define PCRE2_CODE_UNIT_WIDTH 8\n#include <%s>\n' "$1" | clang -E -x c - >/dev/null 2>&1; }
has_postgres() {
    command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null \
        || compgen -G '/opt/homebrew/opt/postgresql*/bin/initdb' >/dev/null
}

wanted=()
if [ "$(uname -s)" = Darwin ]; then
    has_header pcre2.h || wanted+=(pcre2)
    if [ "${1:-}" = tests ] && ! has_postgres; then wanted+=(postgresql@17); fi
else
    has_header pcre2.h || wanted+=(libpcre2-dev)
    has_header sqlite3.h || wanted+=(libsqlite3-dev)
    if [ "${1:-}" = tests ] && ! has_postgres; then wanted+=(postgresql); fi
fi
if [ ${#wanted[@]} -eq 0 ]; then exit 0; fi

if [ "$(uname -s)" = Darwin ]; then
    echo "Installing ${wanted[*]} with Homebrew"
    brew install "${wanted[@]}"
elif command -v apt-get >/dev/null; then
    echo "Installing ${wanted[*]} with apt-get"
    as_root=()
    if [ "$(id -u)" -ne 0 ]; then as_root=(sudo); fi
    "${as_root[@]}" apt-get update -qq
    DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq "${wanted[@]}" >/dev/null
else
    echo "Please install ${wanted[*]} (or what your system calls it), then run this again" >&2
    exit 1
fi
has_header pcre2.h || { echo "PCRE2's headers still can't be found" >&2; exit 1; }
