"""The public symbols of built modules, as the compiler lists them."""

import json
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# What others can import, in the order of the road.
MODULES = ["JSONValues", "Tokens", "Completions", "Pricing", "Budgets", "BudgetStores", "Providers"]


def write_graphs(build: Path, module: str, folder: Path) -> None:
    """Writes a module's symbol graphs, with extensions of other modules' types, into a folder.

    `build` is what `swift build --show-bin-path` says, after a build of the module.
    """
    target = json.loads(subprocess.run(
        ["swiftc", "-print-target-info"], check=True, capture_output=True).stdout)["target"]["triple"]
    maps = [*ROOT.glob("Sources/*/module.modulemap"), *build.glob("*.build/module.modulemap")]
    headers = ROOT.glob("Sources/*/include/module.modulemap")
    subprocess.run(
        ["swift", "symbolgraph-extract", "-module-name", module, "-I", build / "Modules", "-target", target,
         *(part for path in [*maps, *headers] for part in ("-Xcc", f"-fmodule-map-file={path}")),
         "-minimum-access-level", "public", "-skip-synthesized-members", "-output-dir", folder], check=True)


def read_symbols(folder: Path) -> list[dict]:
    """The symbols of all graphs in a folder."""
    return [symbol for file in sorted(folder.glob("*.json")) for symbol in json.loads(file.read_text())["symbols"]]
