#!/usr/bin/env python3
"""Lets pass what may be sent: a gate between a program that writes requests and one that sends them.

    gate.py LIMIT < requests.jsonl > allowed.jsonl

Each line is a request as `tokens estimate --jsonl` takes it. A request passes if the most it can cost fits into
what is left of LIMIT (dollars); the rest is refused, with the reason on standard error. Exit status 2 if any was
refused. The command is `$TOKENS`, or `tokens` on the PATH.
"""

import json
import os
import subprocess
import sys
from decimal import Decimal


def reason_to_refuse(answer: dict, left: Decimal) -> str | None:
    """Why a request may not pass; None where it may."""
    if "error" in answer:
        return answer["error"]["message"]
    if "max_cost" not in answer:
        return " ".join(answer["reasons"])
    if answer["currency"] != "USD":
        return f"it is priced in {answer['currency']}"
    if Decimal(answer["max_cost"]) > left:
        return f"it may cost {answer['max_cost']} USD, and {left} is left"
    return None


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    left, refused = Decimal(sys.argv[1]), False
    requests = sys.stdin.read().splitlines()
    estimates = subprocess.run(
        [os.environ.get("TOKENS", "tokens"), "estimate", "--jsonl"], input="\n".join(requests) + "\n",
        text=True, stdout=subprocess.PIPE).stdout.splitlines()
    for number, (request, estimate) in enumerate(zip(requests, estimates, strict=True), start=1):
        answer = json.loads(estimate)
        reason = reason_to_refuse(answer, left)
        if reason is None:
            left -= Decimal(answer["max_cost"])
            print(request)
        else:
            refused = True
            print(f"line {number}: refused: {reason}", file=sys.stderr)
    sys.exit(2 if refused else 0)


if __name__ == "__main__":
    main()
