"""Titan Text Embeddings V2 by Bedrock's `InvokeModel`: vectors computed from a text's own words.

Each word and each run of three characters is hashed to a place and a sign, so texts that share words lie close
together. That is no understanding of meaning, but enough to group and to find passages.
"""

import json
import math
import threading
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any

from flask import Blueprint, Response

from ops.local_stage.model_server.bedrock_wire import BedrockError, exchange, json_answer
from ops.local_stage.model_server.faults import Fault, FaultBook

MODEL = "amazon.titan-embed-text-v2:0"
MAX_CHARACTERS = 50_000
MAX_TOKENS = 8_192
DIMENSIONS = (256, 512, 1024)

_CHARACTERS_PER_TOKEN = 4.7  # Amazon's own estimate, for English
_RUN = 3
_KEYS = frozenset(("inputText", "dimensions", "normalize", "embeddingTypes"))


def titan_routes(book: FaultBook, stopping: threading.Event) -> Blueprint:
    """The route of `InvokeModel`; Titan is the only model that answers it."""
    routes = Blueprint("titan", __name__)

    @routes.post("/model/<model>/invoke")
    def invoke(model: str) -> Response:
        return exchange(book, stopping, model, partial(_read, model), _embed)

    return routes


def embed_text(text: str, dimensions: int, *, normalize: bool = True) -> list[float]:
    """The vector of a text; the same text always has the same one.

    Args:
        text: anything but ''.
        dimensions: how many numbers.
        normalize: whether they are to have length 1 together.
    """
    vector = [0.0] * dimensions
    for gram, count in Counter(_grams(text)).items():
        place = zlib.crc32(gram.encode())
        vector[place % dimensions] += (1 + math.log(count)) * (1 if place >> 31 else -1)
    length = math.sqrt(sum(number * number for number in vector))
    if not length:  # every gram met its opposite, or there was none
        vector[0] = length = 1.0
    return [number / length for number in vector] if normalize else vector


def _embed(asked: tuple[str, int, bool], fault: Fault | None) -> Response:
    text, dimensions, normalize = asked
    tokens = _tokens(text)
    document = {"embedding": embed_text(text, dimensions, normalize=normalize), "inputTextTokenCount": tokens}
    response = json_answer(document, {"X-Amzn-Bedrock-Input-Token-Count": str(tokens)})
    if fault:
        _spoil(response, fault)
    return response


def _read(model: str, body: bytes) -> tuple[str, int, bool]:
    """The text, how many dimensions, and whether to normalise."""
    if model != MODEL:
        raise BedrockError(400, "The provided model identifier is invalid.")
    try:
        payload: dict[str, Any] = dict(json.loads(body))
        text = payload["inputText"]
    except (KeyError, TypeError, ValueError):
        raise BedrockError(400, "Malformed input request: required key [inputText] not found.") from None
    if unknown := sorted(payload.keys() - _KEYS):
        raise BedrockError(400, f"Malformed input request: extraneous key [{unknown[0]}] is not permitted.")
    if not isinstance(text, str) or not 1 <= len(text) <= MAX_CHARACTERS:
        raise BedrockError(
            400, f"Malformed input request: expected minLength: 1, maxLength: {MAX_CHARACTERS} for inputText."
        )
    dimensions, normalize = payload.get("dimensions", DIMENSIONS[-1]), payload.get("normalize", True)
    if dimensions not in DIMENSIONS or not isinstance(normalize, bool):
        raise BedrockError(400, f"Malformed input request: dimensions must be one of {list(DIMENSIONS)}.")
    if (tokens := _tokens(text)) > MAX_TOKENS:
        raise BedrockError(
            400, f"Too many input tokens. Max input tokens: {MAX_TOKENS}, request input token count: {tokens}"
        )
    return text, dimensions, normalize


def _tokens(text: str) -> int:
    """Roughly as the model counts: letters of few scripts are joined to longer tokens."""
    plain = sum(character.isascii() for character in text)
    return math.ceil(plain / _CHARACTERS_PER_TOKEN) + len(text) - plain


def _grams(text: str) -> Iterator[str]:
    plain = unicodedata.normalize("NFKC", text).casefold()
    words = "".join(character if character.isalnum() else " " for character in plain).split()
    yield from words
    for word in words:
        yield from (word[at : at + _RUN] for at in range(len(word) - _RUN + 1))


def _spoil(response: Response, fault: Fault) -> None:
    data = response.get_data()
    if fault.kind == "cut_json":
        response.set_data(data[: len(data) // 2])
    elif fault.kind == "wrong_schema":
        response.set_data(json.dumps({"embedding": [0.5, 0.5], "inputTextTokenCount": 1}))
    elif fault.kind == "empty":
        response.set_data(b"{}")
    elif fault.kind == "prose":
        response.set_data(b"<html>Bad gateway</html>")
