#!/usr/bin/env python3
"""Compares the price files with two public price lists and says why they differ.

    Scripts/prices_check.py             prints every difference with its reason
    Scripts/prices_check.py --new       prints only differences without a reason

The lists are genai-prices and litellm, at the versions below, from PyPI; the script keeps them in a
virtual environment of its own. Differences are compared after the documented fall-backs, so each is one
in money. Scripts/prices_reasons.json holds the reasons. Exit status 1: a difference has no reason, or a
reason no longer has its difference.
"""

import argparse
import importlib.util
import json
import os
import subprocess
import sys
import venv
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REASONS = ROOT / "Scripts" / "prices_reasons.json"
ENVIRONMENT = ROOT / ".venv-prices"
PINNED = ["genai-prices==0.2.3", "litellm==1.110.2"]

MILLION = Decimal(1_000_000)
# What a kind of token costs where it has no price of its own (docs/PRICES.md).
FALLBACKS = {
    "cache_read": "input",
    "cache_write": "input",
    "input_audio": "input",
    "output_audio": "output",
    "cache_read_audio": "cache_read",
}


def in_own_environment():
    """Runs this script again under a Python that has the two lists."""
    python = ENVIRONMENT / "bin" / "python"
    marker = ENVIRONMENT / "pinned.txt"
    if not marker.exists() or marker.read_text() != "\n".join(PINNED):
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PINNED], check=True)
        marker.write_text("\n".join(PINNED))
    if Path(sys.prefix).resolve() != ENVIRONMENT.resolve():
        os.execv(python, [str(python), *sys.argv])


def effective(prices, kind):
    """What a kind costs, by its own price or by that of the kind it falls back to."""
    while prices.get(kind) is None and kind in FALLBACKS:
        kind = FALLBACKS[kind]
    return prices.get(kind)


def tier_name(block, bound):
    return f"{block} above {bound}" if bound else block


class Ours:
    """Blocks of prices of a record of the price files."""

    @staticmethod
    def blocks(record):
        blocks = {}
        schedules = {"standard": record, **record.get("service_tiers", {})}
        for name, schedule in schedules.items():
            blocks[name] = Ours.prices(schedule["prices"])
            for tier in schedule.get("tiers", []):
                bound = tier["input_over"] if "input_over" in tier else tier["input_from"] - 1
                blocks[tier_name(name, bound)] = Ours.prices(tier["prices"])
        for clock in record.get("clock", []):
            blocks[clock["name"]] = Ours.prices(clock["prices"])
        if thinking := record.get("thinking"):
            blocks["thinking"] = {"output": Decimal(thinking["prices"]["output"])}
            for tier in thinking.get("tiers", []):
                bound = tier["input_over"]
                blocks[tier_name("thinking", bound)] = {"output": Decimal(tier["prices"]["output"])}
        for region, factor in record.get("region_multipliers", {}).items():
            blocks[f"region {region}"] = {"factor": Decimal(factor)}
        return blocks

    @staticmethod
    def prices(source):
        prices = {kind: Decimal(price) for kind, price in source.items()}
        if "cache_write_5m" in prices:
            prices["cache_write"] = prices.pop("cache_write_5m")
        return prices


class GenAIPrices:
    """Blocks of prices as genai-prices has them at a time."""

    name = "genai-prices"
    providers = {"xai": "x-ai"}
    fields = {
        "input": "input_mtok",
        "output": "output_mtok",
        "cache_read": "cache_read_mtok",
        "cache_write": "cache_write_mtok",
        "cache_write_1h": "cache_write_1h_mtok",
        "input_audio": "input_audio_mtok",
        "output_audio": "output_audio_mtok",
        "cache_read_audio": "cache_audio_read_mtok",
    }
    contexts = [
        ("standard", {}),
        ("batch", {"processing": "batch"}),
        ("flex", {"service_tier": "flex"}),
        ("priority", {"service_tier": "priority"}),
        ("fast", {"service_tier": "fast"}),
        ("fast", {"speed": "fast"}),
    ]

    def __init__(self):
        from genai_prices.data import providers

        self.data = {provider.id: provider for provider in providers}

    def blocks(self, provider, name, record):
        """None where the list doesn't have the model."""
        list_provider = self.data.get(self.providers.get(provider, provider))
        model = list_provider and next((m for m in list_provider.models if m.is_match(name)), None)
        if model is None or record.get("region") == "china":
            return None
        blocks = {}
        at = moment(record)
        for block, context in self.contexts:
            if not context or self.has_variant(model, at, context):
                self.add(blocks, block, model.get_prices(at, context))
        for clock in record.get("clock", []):
            self.add(blocks, clock["name"], model.get_prices(moment(record, clock), {}))
        return blocks

    @staticmethod
    def has_variant(model, at, context):
        return any(
            variant.when == context and (variant.constraint is None or variant.constraint.active(at))
            for variant in model.price_variants or ()
        )

    def add(self, blocks, name, model_price):
        values = {kind: getattr(model_price, field, None) for kind, field in self.fields.items()}
        bounds = {0} | {
            tier.start for value in values.values() for tier in getattr(value, "tiers", [])
        }
        for bound in bounds:
            blocks[tier_name(name, bound)] = {kind: self.at(value, bound) for kind, value in values.items()}

    @staticmethod
    def at(value, bound):
        if not hasattr(value, "tiers"):
            return value
        reached = [tier.price for tier in value.tiers if tier.start <= bound and bound]
        return reached[-1] if reached else value.base


class LiteLLM:
    """Blocks of prices as litellm has them; it keeps no history."""

    name = "litellm"
    prefixes = {
        "openai": "",
        "anthropic": "",
        "google": "gemini/",
        "xai": "xai/",
        "deepseek": "deepseek/",
        "groq": "groq/",
        "mistral": "mistral/",
        "qwen": "dashscope/",
        "ollama": "ollama/",
    }
    fields = {
        "input": "input_cost_per_token",
        "output": "output_cost_per_token",
        "cache_read": "cache_read_input_token_cost",
        "cache_write": "cache_creation_input_token_cost",
        "cache_write_1h": "cache_creation_input_token_cost_above_1hr",
        "input_audio": "input_cost_per_audio_token",
        "output_audio": "output_cost_per_audio_token",
        "cache_read_audio": "cache_read_input_audio_token_cost",
    }
    suffixes = {"standard": "", "batch": "_batches", "flex": "_flex", "priority": "_priority"}
    bounds = {"_above_100k_tokens": 100_000, "_above_128k_tokens": 128_000}
    bounds |= {"_above_200k_tokens": 200_000, "_above_272k_tokens": 272_000}

    def __init__(self):
        # Found without importing litellm, which would look for a newer list on the network.
        folder = importlib.util.find_spec("litellm").submodule_search_locations[0]
        path = Path(folder) / "model_prices_and_context_window_backup.json"
        self.data = json.loads(path.read_text(), parse_float=Decimal, parse_int=Decimal)

    def blocks(self, provider, name, record):
        """None where the list doesn't have the model, or speaks of another time or region."""
        entry = self.data.get(self.prefixes[provider] + name)
        if entry is None or not holds(record, as_of(record)) or record.get("region") == "china":
            return None
        blocks = {}
        if ranges := entry.get("tiered_pricing"):
            for row in ranges:
                self.add(blocks, tier_name("standard", int(row["range"][0])), row)
                self.add_thinking(blocks, row, int(row["range"][0]))
            return blocks
        for block, suffix in self.suffixes.items():
            self.add(blocks, block, entry, suffix=suffix)
            for bound_suffix, bound in self.bounds.items():
                self.add(blocks, tier_name(block, bound), entry, bound_suffix, suffix)
        self.add_thinking(blocks, entry, 0)
        if off_peak := entry.get("off_peak_pricing"):
            blocks["peak"] = blocks["standard"]
            self.add(blocks, "standard", off_peak)
        for key, factor in entry.get("provider_specific_entry", {}).items():
            if key == "us":
                blocks["region us"] = {"factor": factor}
            elif key == "fast":
                standard = blocks["standard"]
                blocks["fast"] = {k: p and p * factor for k, p in standard.items()}
        return blocks

    def add(self, blocks, name, entry, bound="", suffix=""):
        prices = {
            kind: entry.get(field + bound + suffix) for kind, field in self.fields.items()
        }
        if prices["input"] is not None and prices["output"] is not None:
            blocks[name] = {kind: price and price * MILLION for kind, price in prices.items()}

    @staticmethod
    def add_thinking(blocks, entry, bound):
        price = entry.get("output_cost_per_reasoning_token")
        if price is not None and price != entry.get("output_cost_per_token"):
            blocks[tier_name("thinking", bound)] = {"output": price * MILLION}


# Times


def time(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00")) if text else None


def as_of(record):
    return datetime.fromisoformat(record["as_of"] + "T12:00:00+00:00")


def holds(record, at):
    begin, end = time(record.get("from")), time(record.get("to"))
    return (begin is None or begin <= at) and (end is None or at < end)


def moment(record, clock=None):
    """A time at which a record's prices hold, and its clock's where one is given, else none's."""
    at = as_of(record)
    if not holds(record, at):
        at = time(record["from"]) + timedelta(days=1) if "from" in record else time(record["to"]) - timedelta(days=1)
    clocks = record.get("clock", [])
    for minutes in range(0, 7 * 24 * 60, 30):
        candidate = at + timedelta(minutes=minutes)
        if holds(record, candidate) and [c for c in clocks if ticks(c, candidate)] == ([clock] if clock else []):
            return candidate
    return at


def ticks(clock, at):
    if at.isoweekday() not in clock.get("weekdays", range(1, 8)) or at.date().isoformat() in clock.get("except", []):
        return False
    now = at.strftime("%H:%M")
    for window in clock["utc"]:
        begin, end = window.split("-")
        if begin <= now < end if begin < end else now >= begin or now < end:
            return True
    return False


# Comparing


def records():
    for path in sorted((ROOT / "Prices").glob("*.json")):
        file = json.loads(path.read_text())
        for record in file["records"]:
            record["as_of"] = file["as_of"]
            yield file["provider"], record


def differences():
    """Every difference as a line of text, and how many records each list has."""
    lines, covered = [], {}
    for peer in (GenAIPrices(), LiteLLM()):
        covered[peer.name] = [0, 0]
        for provider, record in records():
            covered[peer.name][1] += 1
            ours = Ours.blocks(record)
            found = {}
            for name in [record["model"], *record.get("aliases", [])]:
                theirs = peer.blocks(provider, name, record)
                if theirs is not None:
                    for what in compare(ours, theirs):
                        found.setdefault(what, []).append(name)
            covered[peer.name][0] += any(
                peer.blocks(provider, name, record) is not None
                for name in [record["model"], *record.get("aliases", [])]
            )
            place = " ".join(filter(None, [provider, record["model"], record.get("region")]))
            since = f" from {record['from']}" if "from" in record else ""
            for what, names in found.items():
                named = "" if record["model"] in names else f" (as {', '.join(names)})"
                lines.append(f"{peer.name}: {place}{since}{named}: {what}")
    return lines, covered


def compare(ours, theirs):
    for block in sorted(ours.keys() | theirs.keys()):
        mine, other = ours.get(block), theirs.get(block)
        if mine is None or other is None:
            yield f"{block}: {'only theirs' if mine is None else 'only ours'} ({show(mine or other)})"
            continue
        published = {kind for prices in (mine, other) for kind, price in prices.items() if price is not None}
        for kind in sorted(published - {"cache_read_explicit"}):
            if effective(mine, kind) != effective(other, kind):
                yield f"{block} {kind}: {text(effective(mine, kind))}, theirs {text(effective(other, kind))}"


def show(prices):
    return "/".join(text(prices[kind]) for kind in ("input", "output", "factor") if prices.get(kind) is not None)


def text(price):
    return "none" if price is None else f"{price.normalize():f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--new", action="store_true", help="only differences without a reason")
    arguments = parser.parse_args()
    in_own_environment()
    reasons = {
        line: group["reason"] for group in json.loads(REASONS.read_text()) for line in group["differences"]
    }
    lines, covered = differences()
    new = [line for line in lines if line not in reasons]
    if not arguments.new:
        for line in lines:
            if line in reasons:
                print(f"{line}\n    {reasons[line]}")
    for line in new:
        print(f"{line}\n    NO REASON" if not arguments.new else line)
    stale = sorted(reasons.keys() - set(lines))
    for line in stale:
        print(f"{line}\n    NO LONGER A DIFFERENCE: take it out of {REASONS.name}")
    for peer, (known, total) in covered.items():
        print(f"{peer} knows {known} of {total} records", file=sys.stderr)
    print(f"{len(lines)} differences, {len(new)} without a reason, {len(stale)} reasons without one", file=sys.stderr)
    sys.exit(1 if new or stale else 0)


if __name__ == "__main__":
    main()
