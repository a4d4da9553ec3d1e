"""The peers' virtual environment and the published rank files, pinned and checked."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / ".build-bench"
REQUIREMENTS = Path(__file__).with_name("peers") / "requirements.txt"

# OpenAI's rank files, as a wheel on PyPI carries them: tiktoken's cache name and SHA-256.
RANKS_WHEEL = "litellm==1.110.2"
RANKS = {
    "9b5ad71b2ce5302211f9c61530b329a4922fc6a4": "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7",
    "fb374d419588a4632f3f557e76b4b70aebbca790": "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d",
}


def peers_python() -> Path:
    """The interpreter of a virtual environment that has the pinned peers, made when they change."""
    home = WORK / "venv"
    python, stamp = home / "bin" / "python", home / "requirements.txt"
    wanted = REQUIREMENTS.read_text()
    if not stamp.exists() or stamp.read_text() != wanted:
        print("installing the peers", file=sys.stderr)
        venv.create(home, with_pip=True, clear=True)
        pip(python, "install", "--requirement", str(REQUIREMENTS))
        stamp.write_text(wanted)
    return python


def rank_files(python: Path) -> Path:
    """The folder with the rank files, taken from a wheel of which nothing is installed."""
    folder = WORK / "ranks"
    if all((folder / name).exists() for name in RANKS):
        return folder
    print("fetching the rank files", file=sys.stderr)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as download:
        pip(python, "download", "--no-deps", "--only-binary", ":all:", "--dest", download, RANKS_WHEEL)
        with zipfile.ZipFile(next(Path(download).glob("*.whl"))) as wheel:
            for member in wheel.namelist():
                name = member.rpartition("/")[2]
                if name in RANKS:
                    store(wheel.read(member), folder / name, RANKS[name])
    return folder


def store(content: bytes, path: Path, sha256: str) -> None:
    if hashlib.sha256(content).hexdigest() != sha256:
        sys.exit(f"{path.name} is not the published rank file: its SHA-256 should be {sha256}")
    path.write_bytes(content)


def pip(python: Path, *arguments: str) -> None:
    command = [str(python), "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments]
    if subprocess.run(command).returncode:
        sys.exit(f"pip {arguments[0]} failed; the peers come from PyPI and need a network once")
