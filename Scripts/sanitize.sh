#!/usr/bin/env bash
# Runs the tests of `Tokens` under sanitizers, C and Swift alike: addresses and undefined behaviour
# first, then data races in what many threads share.
#
# Left out, for they take minutes more and reach no other code: the parity suites and all that walks
# every Unicode scalar or 16 MB of text. Tests of time leave themselves out of these builds.
set -euo pipefail
cd "$(dirname "$0")/.."
export TOKENS_ONLY=1
slow='Parity|PatternUnicodeTests|everyScalar|longRun|tooLarge'

run() {
    echo "Testing under the $1 sanitizer"
    shift
    swift test -c release -Xswiftc -enable-testing -Xswiftc -DSANITIZED -Xcc -g "$@"
}

# The address sanitizer's runtime has what C checked for undefined behaviour calls; Swift's own
# checks are in every build.
# Leaks that the testing library itself leaves aren't told.
ASAN_OPTIONS=detect_leaks=0 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 run "address and undefined-behaviour" \
    --scratch-path .build-asan --sanitize address \
    -Xcc -fsanitize=undefined -Xcc -fno-sanitize-recover=undefined --skip "$slow"

TSAN_OPTIONS=halt_on_error=1 run thread \
    --scratch-path .build-tsan --sanitize thread --filter 'BatchTests|ParallelTests.same|CountTests|ScannerTests.handMade'
