"""What a caller of the model server sends: a prompt by its convention, and the schema of the answer."""

import uuid
from typing import Any

CRITERIA = ("task", "coherence_cohesion", "lexical_resource", "grammatical_range_accuracy")

SCHEMA: dict[str, Any] = {
    "type": "object",
    "$defs": {
        "Criterion": {
            "type": "object",
            "properties": {"reason": {"type": "string"}, "band": {"type": "number"}},
            "required": ["reason", "band"],
        },
        "Quote": {
            "type": "object",
            "properties": {
                "quote": {"type": "string"},
                "issue": {"type": "string"},
                "suggestion": {"type": "string"},
                "criterion": {"type": "string", "enum": list(CRITERIA)},
            },
            "required": ["quote", "issue", "suggestion", "criterion"],
        },
    },
    "properties": {
        "criteria": {
            "type": "object",
            "properties": {name: {"$ref": "#/$defs/Criterion"} for name in CRITERIA},
            "required": list(CRITERIA),
        },
        "summary": {"type": "string"},
        "strengths": {"type": "array", "items": {"type": "string"}},
        "improvements": {"type": "array", "items": {"type": "string"}, "maxItems": 2},
        "quoted_examples": {"type": "array", "items": {"$ref": "#/$defs/Quote"}},
    },
    "required": ["criteria", "summary", "strengths", "improvements", "quoted_examples"],
}


def prompt(question: str, essay: str, task: str = "TASK_2") -> str:
    return f"Judge this answer to {task}.\n<question>\n{question}\n</question>\n<essay>\n{essay}\n</essay>\nBe fair."


def random_marker() -> str:
    return f"marker{uuid.uuid4().hex}"
