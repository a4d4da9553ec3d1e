#!/usr/bin/env python3
"""Writes the committed sample of priced usages from the full set of cases.

    Scripts/price_cases.py CASES.jsonl UNKNOWN.jsonl > Tests/PricingTests/Fixtures/cases.jsonl

One case for each model, region, service tier and feature, and every unknown name; the test suite
reads the full sets in place where a checkout has them.
"""

import json
import sys

KEPT = ("id", "provider", "model", "region", "at", "service_tier", "usage", "currency")


def main():
    cases, unknown = sys.argv[1:]
    seen = set()
    for line in open(cases):
        case = json.loads(line)
        key = (case["canonical_model"], case["region"], case["service_tier"], case["feature"])
        if key not in seen:
            seen.add(key)
            show(case, cost=case["expected_cost"], breakdown=case["expected_breakdown"])
    for line in open(unknown):
        show(json.loads(line), cost=None)


def show(case, **result):
    kept = {k: case[k] for k in KEPT if case.get(k) is not None}
    print(json.dumps(kept | result, separators=(",", ":"), ensure_ascii=False))


if __name__ == "__main__":
    main()
