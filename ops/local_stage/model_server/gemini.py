"""Gemini's `generateContent`: what a request says, and what answers and errors look like on the wire.

After https://ai.google.dev/api/generate-content.
"""

import base64
import binascii
import json
import math
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ops.local_stage.model_server.audio_signal import TOKENS_PER_SECOND, Heard, listen
from ops.local_stage.model_server.errors import CannotAnswerError
from ops.local_stage.model_server.examiner import MODEL_VERSION
from ops.local_stage.model_server.gemini_errors import Body, GeminiError
from ops.local_stage.model_server.gemini_shape import check_body

_RETIRED = ("gemini-2.0-flash", "gemini-1.5-", "gemini-1.0-", "gemini-pro")
_INVALID_KEY = "invalid"  # a key that starts so is refused, which lets a test rotate a key
_CHARACTERS_PER_TOKEN = 4  # Google's own rule of thumb
_TOKENS_PER_PICTURE = 258  # what Google counts for a small picture


@dataclass(frozen=True)
class GenerateRequest:
    """What a request asks.

    Attributes:
        system: text of the system instruction.
        user: text of the user's turns, joined by line breaks.
        characters: length of all text that was sent, the model's earlier turns included.
        pictures: how many pictures were sent.
        shown: those pictures.
        recordings: what was heard in each recording that was sent.
        schema: the JSON Schema that the answer must satisfy, or None.
        max_tokens: the most tokens that the answer may have, or None.
    """

    system: str
    user: str
    characters: int
    pictures: int
    recordings: tuple[Heard, ...]
    schema: Mapping[str, Any] | None
    max_tokens: int | None
    shown: tuple[bytes, ...] = field(default=(), repr=False)


Fetch = Callable[[str], tuple[str, bytes]]
"""The media type and the bytes of a stored file, by its URI; raises GeminiError."""


def check_caller(api_key: str | None, model: str) -> None:
    """Refuse a missing or invalid key and an unknown or retired model, as Google does.

    Raises:
        GeminiError: 403, 400 or 404.
    """
    check_key(api_key)
    if not model.startswith("gemini-") or model.startswith(_RETIRED):
        raise GeminiError(
            404,
            f"models/{model} is not found for this API version, or is not supported for generateContent. "
            "Call ListModels to see the list of available models and their supported methods.",
        )


def check_key(api_key: str | None) -> None:
    """Refuse a missing or invalid key, as Google does.

    Raises:
        GeminiError: 403 or 400.
    """
    if not (api_key or "").strip():
        raise GeminiError(
            403,
            "Method doesn't allow unregistered callers (callers without established identity). "
            "Please use API Key or other form of API consumer identity to call this API.",
        )
    if str(api_key).startswith(_INVALID_KEY):
        raise GeminiError(400, "API key not valid. Please pass a valid API key.", reason="API_KEY_INVALID")


def read_request(model: str, body: bytes, fetch: Fetch) -> GenerateRequest:
    """Read a request's body.

    Args:
        model: the model that is asked.
        body: as it came.
        fetch: gets the files that it names.

    Raises:
        GeminiError: 400; the body is no JSON, or breaks the parts of the format that are used here.
    """
    try:
        payload = json.loads(body)
        json.dumps(payload, ensure_ascii=False).encode()  # a lone surrogate is no text
    except (ValueError, RecursionError):
        raise GeminiError(400, "Invalid JSON payload received.") from None
    if not isinstance(payload, dict):
        raise GeminiError(400, "Invalid JSON payload received.")
    check_body(model, payload)
    try:
        return _read_payload(payload, fetch)
    except (AttributeError, KeyError, TypeError, ValueError):
        raise GeminiError(400, "Invalid JSON payload received. A field has the wrong type.") from None


def _read_payload(payload: Mapping[str, Any], fetch: Fetch) -> GenerateRequest:
    if not payload.get("contents"):
        raise GeminiError(400, "* GenerateContentRequest.contents: contents is not specified\n")
    contents = [(content.get("role", "user"), content["parts"]) for content in payload["contents"]]
    system = "\n".join(part["text"] for part in payload.get("systemInstruction", {}).get("parts", []))
    texts = [(role, part["text"]) for role, parts in contents for part in parts if "text" in part]
    media = [_media(part, fetch) for _, parts in contents for part in parts if "text" not in part]
    recordings = [(mime_type, data) for mime_type, data in media if not mime_type.startswith("image/")]
    config = payload.get("generationConfig", {})
    max_tokens = config.get("maxOutputTokens")
    return GenerateRequest(
        system=system,
        user="\n".join(text for role, text in texts if role == "user"),
        characters=len(system) + sum(len(text) for _, text in texts),
        pictures=len(media) - len(recordings),
        recordings=tuple(_hear_audio(mime_type, data) for mime_type, data in recordings),
        schema=_schema(config),
        max_tokens=None if max_tokens is None else int(max_tokens),
        shown=tuple(data for mime_type, data in media if mime_type.startswith("image/")),
    )


def _media(part: Mapping[str, Any], fetch: Fetch) -> tuple[str, bytes]:
    # Google's client sends some names in snake case; both are right in protobuf's JSON.
    if "fileData" in part:
        file = part["fileData"]
        return fetch(str(file.get("fileUri", file.get("file_uri", ""))))
    inline = part["inlineData"]
    mime_type = str(inline.get("mimeType", inline.get("mime_type", "")))
    try:
        return mime_type, base64.b64decode(inline["data"].replace("-", "+").replace("_", "/"), validate=True)
    except binascii.Error:
        raise GeminiError(400, "Base64 decoding failed.") from None


def _hear_audio(mime_type: str, data: bytes) -> Heard:
    try:
        return listen(mime_type, data)
    except CannotAnswerError as error:
        raise GeminiError(400, str(error)) from error


def _schema(config: Mapping[str, Any]) -> Mapping[str, Any] | None:
    schemas = [config[name] for name in ("responseJsonSchema", "responseSchema") if config.get(name)]
    if len(schemas) > 1:
        raise GeminiError(400, "Only one of response_schema and response_json_schema may be set.")
    if schemas and config.get("responseMimeType") != "application/json":
        raise GeminiError(400, "A response schema needs the response_mime_type application/json.")
    return dict(schemas[0]) if schemas else None


def answer_text(request: GenerateRequest, text: str) -> Body:
    """The usual answer; cut where the request's own limit of tokens is reached."""
    limit = None if request.max_tokens is None else request.max_tokens * _CHARACTERS_PER_TOKEN
    if limit is not None and len(text) > limit:
        return _with_candidate(request, {"content": _content(text[:limit]), "finishReason": "MAX_TOKENS"}, limit)
    return _with_candidate(request, {"content": _content(text), "finishReason": "STOP"}, len(text))


def cut(request: GenerateRequest, text: str) -> Body:
    """Half of the answer, as if the limit of tokens had been reached."""
    half = len(text) // 2
    return _with_candidate(request, {"content": _content(text[:half]), "finishReason": "MAX_TOKENS"}, half)


def thought_only(request: GenerateRequest, _: str) -> Body:
    """A candidate that says nothing, since thinking has used up the limit of tokens."""
    body = _with_candidate(request, {"content": {"role": "model"}, "finishReason": "MAX_TOKENS"}, 0)
    usage = body["usageMetadata"]
    usage["thoughtsTokenCount"] = request.max_tokens or 0
    usage["totalTokenCount"] += usage["thoughtsTokenCount"]
    return body


def answer_blocked(request: GenerateRequest, _: str) -> Body:
    """No candidate: the prompt itself was blocked."""
    return {"promptFeedback": {"blockReason": "SAFETY"}, **_envelope(request, 0)}


def stopped_for_safety(request: GenerateRequest, _: str) -> Body:
    """A candidate without content: the answer was stopped."""
    ratings = [{"category": "HARM_CATEGORY_DANGEROUS_CONTENT", "probability": "HIGH", "blocked": True}]
    return _with_candidate(request, {"finishReason": "SAFETY", "safetyRatings": ratings}, 0)


def without_candidates(request: GenerateRequest, _: str) -> Body:
    """An empty list of candidates and no reason."""
    return {"candidates": [], **_envelope(request, 0)}


def without_text(request: GenerateRequest, _: str) -> Body:
    """A finished candidate that says nothing."""
    return _with_candidate(request, {"content": {"role": "model"}, "finishReason": "STOP"}, 0)


def _content(text: str) -> Body:
    return {"parts": [{"text": text}], "role": "model"}


def _with_candidate(request: GenerateRequest, candidate: Body, characters: int) -> Body:
    return {"candidates": [{**candidate, "index": 0}], **_envelope(request, characters)}


def _envelope(request: GenerateRequest, characters: int) -> Body:
    """What surrounds the candidates.

    Tokens are characters by four. As thinking counts one token for each of the prompt's text, which was read once to
    be measured: thinking is billed as output, so a caller that forgets it must show in the tests.
    """
    text, output = math.ceil(request.characters / _CHARACTERS_PER_TOKEN), math.ceil(characters / _CHARACTERS_PER_TOKEN)
    pictures = request.pictures * _TOKENS_PER_PICTURE
    sound = sum(math.ceil(recording.fluency.duration * TOKENS_PER_SECOND) for recording in request.recordings)
    thoughts = text if output else 0
    counted = {"TEXT": text, "IMAGE": pictures, "AUDIO": sound}
    details = [{"modality": name, "tokenCount": count} for name, count in counted.items() if count]
    prompt = sum(counted.values())
    return {
        "usageMetadata": {
            "promptTokenCount": prompt,
            "promptTokensDetails": details,
            "candidatesTokenCount": output,
            "thoughtsTokenCount": thoughts,
            "totalTokenCount": prompt + output + thoughts,
        },
        "modelVersion": MODEL_VERSION,
        "responseId": secrets.token_urlsafe(16),
    }
