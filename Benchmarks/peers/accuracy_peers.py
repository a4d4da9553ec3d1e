"""Estimates of a request's prompt as others make them: reads `{"provider", "request"}` a line, writes an object a line.

Runs in the virtual environment that `accuracy.py` makes.
"""

import contextlib
import importlib.util
import io
import json
import logging
import math
import os
import sys
from pathlib import Path

# litellm brings the rank files that tiktoken would otherwise fetch.
PACKAGE = Path(importlib.util.find_spec("litellm").origin).parent
os.environ["TIKTOKEN_CACHE_DIR"] = str(PACKAGE / "litellm_core_utils" / "tokenizers")
os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"
logging.disable(logging.CRITICAL)
import litellm  # noqa: E402
import tiktoken  # noqa: E402


def encoding(model):
    try:
        return tiktoken.encoding_for_model(model.rpartition("/")[2])
    except KeyError:
        return tiktoken.get_encoding("o200k_base")


def count(encoder, text):
    return len(encoder.encode(text, disallowed_special=()))


def words(content):
    """The text of a message's content."""
    if isinstance(content, str):
        return content
    if isinstance(content, dict):
        return "".join(words(content.get(key)) for key in ("text", "content") if content.get(key))
    if isinstance(content, list):
        return "".join(words(part) for part in content)
    return ""


def messages(request):
    """The request's messages, the system prompt first."""
    listed = request.get("messages")
    if listed is None and isinstance(request.get("input"), dict):
        listed = request["input"].get("messages")
    listed = [message for message in listed or [] if isinstance(message, dict)]
    if "prompt" in request and not listed:
        listed = [{"role": "user", "content": request["prompt"]}]
    system = request.get("system")
    return ([{"role": "system", "content": words(system)}] if system else []) + listed


def calls(message):
    """What a message says beside its text: calls of tools, as JSON."""
    called = list(message.get("tool_calls") or [])
    content = message.get("content")
    if isinstance(content, list):
        called += [part for part in content if isinstance(part, dict) and part.get("type") == "tool_use"]
    return "".join(json.dumps(call.get("function") or {k: call.get(k) for k in ("name", "input")}) for call in called)


def everything(request):
    text = "".join(words(m.get("content")) + calls(m) for m in messages(request))
    for key in ("tools", "functions", "response_format", "output_format", "output_config"):
        if request.get(key):
            text += json.dumps(request[key])
    return text


def cookbook(request, encoder):
    total = 3
    for message in messages(request):
        total += 3 + count(encoder, str(message.get("role", "")))
        total += count(encoder, words(message.get("content"))) + count(encoder, calls(message))
        if message.get("name"):
            total += 1 + count(encoder, str(message["name"]))
    functions = [t.get("function") or t for t in request.get("tools") or [] if isinstance(t, dict)]
    for function in functions:
        total += 7 + count(encoder, f"{function.get('name', '')}:{(function.get('description') or '').rstrip('.')}")
        schema = function.get("parameters") or function.get("input_schema")
        properties = (schema.get("properties") if isinstance(schema, dict) else None) or {}
        total += 3 if properties else 0
        for name, prop in properties.items():
            prop = prop if isinstance(prop, dict) else {}
            total += 3
            if isinstance(prop.get("enum"), list):
                total += -3 + sum(3 + count(encoder, str(item)) for item in prop["enum"])
            described = str(prop.get("description") or "").rstrip(".")
            total += count(encoder, f"{name}:{prop.get('type', '')}:{described}")
    return total + (12 if functions else 0)


def by_litellm(request):
    """litellm's count; None where it refuses."""
    listed = messages(request)
    tools = request.get("tools")
    if tools and any("input_schema" in t for t in tools if isinstance(t, dict)):
        tools = [{"type": "function", "function": {"name": t.get("name"), "description": t.get("description"),
                                                   "parameters": t["input_schema"]}} for t in tools if "input_schema" in t]
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            return litellm.token_counter(model=request.get("model", ""), messages=listed, tools=tools or None)
    except Exception:  # noqa: BLE001  (whatever it refuses, it has no answer)
        return None


def main():
    for line in sys.stdin:
        request = json.loads(line)["request"]
        encoder = encoding(request.get("model") or "")
        text = everything(request)
        print(json.dumps({
            "characters / 4": math.ceil(len(text) / 4),
            "tiktoken": count(encoder, text),
            "cookbook": cookbook(request, encoder),
            "litellm": by_litellm(request),
        }))


if __name__ == "__main__":
    main()
