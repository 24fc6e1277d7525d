"""What the interview functions send to Converse."""

import json
import uuid
from dataclasses import replace
from typing import Any

from bandup.interview.model import Session
from bandup.models.catalogue import LiveModel, require_live, today
from generate_interview_question import prompt
from generate_interview_question.interviewer import SCHEMA
from generate_interview_question.plan import Plan

SONNET = "global.anthropic.claude-sonnet-5-5"
HAIKU = "global.anthropic.claude-haiku-5-5"
NATIVE = "global.anthropic.claude-haiku-4-5-20251001-v1:0"
ANSWER = "We moved the report into a background job, because the request had waited nine seconds for it."
INSTRUCTIONS = "You interview. Answer with JSON of this schema:\n" + json.dumps(SCHEMA)
LOWEST: dict[str, dict[str, Any]] = {
    SONNET: {"thinking": {"type": "between_tools"}, "output_config": {"effort": "low"}},
    HAIKU: {"thinking": {"type": "disabled"}, "output_config": {"effort": "low"}},
    NATIVE: {},
}


def live_model(profile: str, *, native: bool) -> LiveModel:
    """A model of the catalogue, and with `native` one that takes a schema as a field, whatever the catalogue says."""
    live = require_live(profile, today())
    assert live.model.converse is not None
    form = "native" if native else live.model.converse.schema_form
    converse = live.model.converse.model_copy(update={"schema_form": form})
    return replace(live, model=live.model.model_copy(update={"converse": converse}))


def session(category: str = "technical", difficulty: str = "MEDIUM", **more: str) -> Session:
    return Session(str(uuid.uuid4()), "owner", 0, category, difficulty, **more)  # type: ignore[arg-type]


def text(said: str | None, of: Session, plan: Plan | None = None) -> str:
    """The prompt of an interview: by itself one in which a topic was asked about."""
    plan = plan or Plan(8, answers=1, topics=("caching",))
    return "\n".join(str(part) for part in prompt.build_prompt(of, [], said, plan).parts)


def text_format(schema: object = SCHEMA) -> dict[str, Any]:
    """The field that holds a schema."""
    written = schema if isinstance(schema, str) else json.dumps(schema)
    form = {"jsonSchema": {"name": "answer", "schema": written}}
    return {"textFormat": {"type": "json_schema", "structure": form}}


def request(said: str = ANSWER, model: str = SONNET, **changes: Any) -> dict[str, Any]:
    """A call that the model takes, with the schema as an instruction."""
    return {
        "modelId": model,
        "system": [{"text": INSTRUCTIONS}],
        "messages": [{"role": "user", "content": [{"text": text(said, session())}]}],
        "inferenceConfig": {"maxTokens": 500},
        **({"additionalModelRequestFields": LOWEST[model]} if LOWEST[model] else {}),
    } | changes


def marker() -> str:
    return f"m-{uuid.uuid4().hex}"
