#!/usr/bin/env python3
"""Writes Prices/PROVIDER.json from a survey of price facts, or checks that they agree.

    Scripts/prices_from_facts.py FACTS.json            writes the price files anew
    Scripts/prices_from_facts.py --check FACTS.json    says what the price files lack of the survey

The survey is a JSON list with one record for each (provider, model, region, effective window).
The price files say the same in fewer words; docs/PRICES.md describes their form. After the first
import they are edited by hand, and `--check` shows what an edit changed against the survey.
"""

import argparse
import json
import re
import sys
from pathlib import Path

PRICES = Path(__file__).resolve().parent.parent / "Prices"
SURVEYED = "2026-11-24"
DATE_FORMS = {r"\d{8}": "<YYYYMMDD>", r"\d{4}-\d{2}-\d{2}": "<YYYY-MM-DD>"}
FINE_TUNE_FORM = "[^:]*:[^:]*:[A-Za-z0-9]+"
LOCAL_NAMES = {"name": "*", "except": ["*-cloud", "*:cloud"]}


def template(match):
    """A survey pattern (a regular expression) as a name with <placeholders>."""
    if "rule" in match:
        return LOCAL_NAMES
    body = match["pattern"].removeprefix("^").removesuffix("$")
    for form, placeholder in DATE_FORMS.items():
        if body.endswith("-" + form):
            return unescape(body.removesuffix(form)) + placeholder
    if body.endswith(":" + FINE_TUNE_FORM):
        return unescape(body.removesuffix(FINE_TUNE_FORM)) + "<org>:<suffix>:<job>"
    raise SystemExit(f"no template for the pattern {match['pattern']}")


def unescape(text):
    return re.sub(r"\\(.)", r"\1", text)


def tiers(source):
    bound = {">": "input_over", ">=": "input_from"}
    return [{bound[t["comparison"]]: t["over_input_tokens"], "prices": t["prices"]} for t in source]


def price_set(source):
    result = {"prices": source["prices"]}
    if source.get("tiers"):
        result["tiers"] = tiers(source["tiers"])
    if source.get("sources"):
        result["sources"] = unique(source["sources"])
    return result


def unique(items):
    return list(dict.fromkeys(items))


def strengths(record):
    """Labels that the survey's own figures and the model's published name support, nothing more."""
    name = record["model"]
    labels = []
    if re.search(r"cod(e|er|ex|estral)\b|codestral|devstral", name):
        labels.append("code")
    if re.search(r"^o[134]\b|reason|^qwq|thinking|magistral|deep-research|-r1\b", name) or any(
        c["type"] == "thinking_mode" for c in record["conditions"]
    ):
        labels.append("reasoning")
    if "deep-research" in name:
        labels.append("research")
    if "audio" in name or "input_audio" in record["prices"]:
        labels.append("audio")
    if re.search(r"-vl\b|vision|pixtral", name):
        labels.append("vision")
    if (record["context_window"] or 0) >= 1_000_000:
        labels.append("long_context")
    if "cache_read" in record["prices"]:
        labels.append("caching")
    return labels


def price_record(fact):
    """One record of a price file; keys without a value are left out."""
    record = {"model": fact["model"]}
    if fact["aliases"]:
        record["aliases"] = fact["aliases"]
    if fact["match"]:
        record["patterns"] = [template(m) for m in fact["match"]]
    for key, source in (("region", "region"), ("from", "effective_from"), ("to", "effective_to")):
        if fact[source] is not None:
            record[key] = fact[source]
    record["currency"] = fact["currency"]
    record.update(price_set({"prices": fact["prices"], "tiers": fact["tiers"]}))
    for condition in fact["conditions"]:
        kind = condition["type"]
        if kind == "region_multiplier":
            record["region_multipliers"] = {
                condition["when"]["inference_geo"]: condition["multiplier"]
            }
        elif kind == "thinking_mode":
            record["thinking"] = price_set(condition)
        elif kind == "time_of_day":
            clock = {
                "name": condition["name"],
                "utc": ["-".join(window) for window in condition["windows"]],
            }
            if len(condition["weekdays"]) < 7:
                clock["weekdays"] = condition["weekdays"]
            if condition["except_dates"]:
                clock["except"] = condition["except_dates"]
            clock["prices"] = condition["prices"]
            record.setdefault("clock", []).append(clock)
        else:
            raise SystemExit(f"no place for a condition of type {kind}")
    if fact["service_tiers"]:
        record["service_tiers"] = {k: price_set(v) for k, v in fact["service_tiers"].items()}
    for key, source in (("context_window", "context_window"), ("max_output", "max_output_tokens")):
        if fact[source] is not None:
            record[key] = fact[source]
    record["tier"] = fact["tier"]
    if labels := strengths(fact):
        record["strengths"] = labels
    if fact["retired"]:
        record["retired"] = True
    if fact["released"] is not None:
        record["released"] = fact["released"]
    record["confidence"] = fact["confidence"]
    record["sources"] = unique(fact["sources"])
    if fact.get("notes"):
        record["notes"] = fact["notes"]
    return record


def price_files(facts):
    files = {}
    for fact in facts:
        if fact["unit"] != "per_million_tokens":
            raise SystemExit(f"unknown unit {fact['unit']}")
        file = files.setdefault(
            fact["provider"],
            {
                "provider": fact["provider"],
                "as_of": SURVEYED,
                "unit": fact["unit"],
                "counters": fact["counters"],
                "records": [],
            },
        )
        if file["counters"] != fact["counters"]:
            raise SystemExit(f"{fact['provider']} counts in two ways")
        file["records"].append(price_record(fact))
    return files


def layout(value, indent=""):
    """JSON with short objects and lists on one line, so that a price block reads as a row."""
    line = json.dumps(value, ensure_ascii=False)
    is_row = isinstance(value, dict) and all(isinstance(v, str) for v in value.values())
    if (is_row and len(line) <= 165) or (len(indent) + len(line) <= 110 and "\"model\": " not in line):
        return line
    deeper = indent + "  "
    if isinstance(value, dict):
        rows = [f"{deeper}{json.dumps(k)}: {layout(v, deeper)}" for k, v in value.items()]
        return "{\n" + ",\n".join(rows) + "\n" + indent + "}"
    if isinstance(value, list):
        return "[\n" + ",\n".join(deeper + layout(v, deeper) for v in value) + "\n" + indent + "]"
    return line


def check(files):
    """Prints each record of the survey that the committed files lack or say otherwise."""
    wrong = 0
    for provider, expected in files.items():
        found = json.loads((PRICES / f"{provider}.json").read_text())
        held = {identity(r): r for r in found["records"]}
        for record in expected["records"]:
            mine = held.get(identity(record))
            if mine != record:
                wrong += 1
                state = "differs" if mine else "is missing"
                print(f"{provider} {' '.join(map(str, identity(record)))}: {state}")
    print(f"{wrong} of the survey's records differ from Prices/")
    return wrong


def identity(record):
    return record["model"], record.get("region"), record.get("from")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("facts", type=Path)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    files = price_files(json.loads(arguments.facts.read_text()))
    if arguments.check:
        sys.exit(1 if check(files) else 0)
    for provider, file in files.items():
        (PRICES / f"{provider}.json").write_text(layout(file) + "\n")


if __name__ == "__main__":
    main()
