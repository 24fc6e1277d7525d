"""Checks of the models: each is asked once, by the adapter that the functions use."""

import os
from collections.abc import Mapping
from typing import Any, TypeVar

from bandup.core.aws import Clients
from bandup.core.clock import Deadline
from bandup.core.errors import ConfigurationError, WorkError
from bandup.models import bedrock
from bandup.models.catalogue import LiveModel, load_model
from bandup.models.converse_request import build_request
from bandup.models.gemini import GeminiModel
from bandup.models.port import Prompt
from bandup.models.titan import MODEL_ID as TITAN
from bandup.models.titan import TitanEmbedder
from bandup.models.usage import Ledger
from ops.preflight.checks import Check
from ops.preflight.facts import StageFacts
from ops.preflight.finding import Finding

T = TypeVar("T")

QUESTION = "Claude, Titan and Gemini are asked once each, with a few tokens: together less than 0.01 US dollars."

KEY_VARIABLE = "TF_VAR_gemini_api_key"

SECONDS = 240.0
"""The longest wait for one model: Bedrock may take three minutes to compile a schema that it has not seen yet."""

ANSWER_TOKENS = 64
"""Output tokens of the answer; those of thinking are added."""

PROMPT = Prompt("You answer with JSON.", ("Which colour has the sky on a clear day?",))

SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "properties": {"colour": {"type": "string"}},
    "required": ["colour"],
    "additionalProperties": False,
}

_MODEL_ACCESS = (
    "let your role use AWS Marketplace (aws-marketplace:Subscribe, ViewSubscriptions) for the first call, and send"
    " Anthropic's form of first use in the console of Bedrock"
)


def check_interviewer(facts: StageFacts, clients: Clients) -> Finding:
    """Whether Claude answers, and whether it takes the schema of its answer as a field of the request."""
    try:
        model = load_model(facts.model_id)
        client = clients.get("bedrock-runtime", facts.region)
        try:
            _ask_claude(client, model, native=True)
        except bedrock.SchemaRefusedError:
            _ask_claude(client, model, native=False)
            return Finding.of_pass(f"{model.id} answers; it takes a schema as an instruction only")
    except WorkError as error:
        return Finding.of_failure(f"{facts.model_id}: {error.message}", _MODEL_ACCESS)
    return Finding.of_pass(f"{model.id} answers, and takes a schema as a field of the request")


def check_embedder(facts: StageFacts, clients: Clients) -> Finding:
    """Whether Titan answers."""
    try:
        embedder = TitanEmbedder(clients.get("bedrock-runtime", facts.region), load_model(TITAN))
        embedder.embed("sky", deadline=Deadline.after(SECONDS), ledger=Ledger())
    except WorkError as error:
        return Finding.of_failure(
            f"{TITAN}: {error.message}", "allow your role bedrock:InvokeModel, and look at the region"
        )
    return Finding.of_pass(f"{TITAN} answers")


def check_evaluator(facts: StageFacts, _: Clients) -> Finding:
    """Whether Gemini answers with the key that the deployment will store."""
    key = os.environ.get(KEY_VARIABLE, "")
    if not key:
        return Finding.of_failure(f"{KEY_VARIABLE} is not set", f"read -rs {KEY_VARIABLE} && export {KEY_VARIABLE}")
    return ask_gemini(facts.gemini_model, key)


def ask_gemini(model_id: str, key: str, base_url: str | None = None) -> Finding:
    """Ask Gemini one question.

    Args:
        model_id: the model, from the catalogue.
        key: the API's key.
        base_url: the provider's address; None is Google's.
    """
    try:
        model = GeminiModel(load_model(model_id), lambda **_: key, base_url=base_url)
        try:
            model.generate_json(PROMPT, SCHEMA, _read_colour, deadline=Deadline.after(SECONDS), ledger=Ledger())
        finally:
            model.close()
    except WorkError as error:
        return Finding.of_failure(f"{model_id}: {error.message}", "make a key of a paid tier in Google AI Studio")
    return Finding.of_pass(f"{model_id} answers with this key")


PAID: Mapping[str, Check] = {
    "Claude, the interviewer": check_interviewer,
    "Titan, for flashcards": check_embedder,
    "Gemini, the evaluator": check_evaluator,
}
"""What costs a little."""


def _ask_claude(client: Any, model: LiveModel, *, native: bool) -> None:
    converse = model.model.converse
    if converse is None:
        raise ConfigurationError("model_not_claude", f"Model {model.id} is not asked through Converse.")
    max_tokens = ANSWER_TOKENS + converse.thinking_tokens
    request = build_request(model.id, converse, PROMPT, SCHEMA, native=native, max_tokens=max_tokens, repair=None)
    bedrock.call_with_timeout(lambda: client.converse(**request), SECONDS)


def _read_colour(answer: dict[str, Any]) -> str:
    return str(answer["colour"])
