"""Each request body is the same in the document and in the model that the function validates it by, both ways."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest

from bandup.http import body
from bandup.http.fields import MAX_INTEGER
from bandup.http.validation import RequestModel
from generate_feedback.request import FeedbackRequest
from generate_interview_question.request import InterviewRequest
from job_api.flashcards import FlashcardSubmission
from job_api.interview_material import TextSubmission, TranscriptSubmission
from job_api.set_cards import CardPatch
from job_api.speaking import SpeakingSubmission, SpeakingTestSubmission
from job_api.writing import WritingSubmission, WritingTestSubmission
from ops.images.functions import functions
from s3_upload.request import UploadRequest
from study.cards import StudyCardPatch
from study.goals import GoalsRequest
from study.reviews import ReviewBatch, ReviewSubmission
from support.openapi import DOCUMENT, SCHEMAS, operations, resolve_reference
from support.request_schemas import differences

Schema = dict[str, Any]

MODELS: dict[str, tuple[type[RequestModel], ...]] = {
    "POST /uploads": (UploadRequest,),
    "POST /writing/evaluations": (WritingSubmission, WritingTestSubmission),
    "POST /speaking/evaluations": (SpeakingSubmission, SpeakingTestSubmission),
    "POST /flashcards": (FlashcardSubmission,),
    "PATCH /flashcard-sets/{set_id}/cards/{card_id}": (CardPatch,),
    "PATCH /cards/{card_id}": (StudyCardPatch,),
    "POST /reviews": (ReviewSubmission, ReviewBatch),
    "PUT /goals": (GoalsRequest,),
    "POST /transcripts": (TranscriptSubmission,),
    "POST /texts": (TextSubmission,),
    "POST /interview": (InterviewRequest,),
    "POST /feedback": (FeedbackRequest,),
}

BODIES: dict[str, Schema] = {
    f"{method} {path}": operation["requestBody"]
    for method, path, operation in operations()
    if "requestBody" in operation
}


def alternatives(route: str) -> list[Schema]:
    """The schemas of which a body must fit one."""
    schema = BODIES[route]["content"]["application/json"]["schema"]
    return list(schema.get("oneOf", [schema]))


@pytest.mark.parametrize("route", BODIES)
def test_each_body_is_the_same_both_ways(route: str) -> None:
    assert BODIES[route]["required"]
    assert BODIES[route]["content"].keys() == {"application/json"}
    for documented, model in zip(alternatives(route), MODELS[route], strict=True):
        assert differences(documented, model.model_json_schema(), DOCUMENT) == []


@pytest.mark.parametrize("route", BODIES)
def test_each_body_says_how_large_it_may_be(route: str) -> None:
    assert f"{body.MAX_BODY_BYTES:,} bytes" in BODIES[route]["description"]


def unbounded(schema: Schema, place: str) -> Iterator[str]:
    """The numbers of a request that may be as large or as small as their writer likes."""
    schema = dict(resolve_reference(schema))
    if schema.get("type") in {"integer", "number"} and not {"minimum", "maximum"} <= schema.keys():
        yield place
    for name, field in schema.get("properties", {}).items():
        yield from unbounded(field, f"{place}.{name}")
    if "items" in schema:
        yield from unbounded(schema["items"], f"{place}[]")


def test_each_number_has_two_bounds() -> None:
    """A number of more than 24 characters is refused, whatever it stands for."""
    places = [(f"{route}: body", schema) for route in BODIES for schema in alternatives(route)]
    for method, path, operation in operations():
        for parameter in (*DOCUMENT["paths"][path].get("parameters", ()), *operation.get("parameters", ())):
            said = resolve_reference(parameter)
            places.append((f"{method} {path}: {said['name']}", said["schema"]))
    assert [found for place, schema in places for found in unbounded(schema, place)] == []
    assert len(str(MAX_INTEGER)) < body.MAX_NUMBER_LENGTH


def test_a_number_without_bounds_is_found() -> None:
    schema = {"properties": {"a": {"type": "array", "items": {"type": "integer", "minimum": 1}}}}
    assert list(unbounded(schema, "body")) == ["body.a[]"]


WITHOUT_BODY = {"POST /flashcard-sets/{set_id}/study"}
"""What its path says is all there is to say."""


def test_each_route_that_takes_a_body_is_compared() -> None:
    taking = {f"{method} {path}" for method, path, _ in operations() if method in {"PATCH", "POST", "PUT"}}
    assert taking - WITHOUT_BODY == BODIES.keys() == MODELS.keys()


def below(model: type[RequestModel]) -> Iterator[type[RequestModel]]:
    for derived in model.__subclasses__():
        yield derived
        yield from below(derived)


def test_each_model_of_a_function_is_compared() -> None:
    compared = {model for models in MODELS.values() for model in models}
    seen = {name for model in compared for name in model.model_json_schema().get("$defs", {})}
    seen |= {model.__name__ for model in compared}
    assert {it.__name__ for it in below(RequestModel) if it.__module__.partition(".")[0] in functions()} == seen


def find(schema: Schema, name: str) -> Schema:
    """A property, in the model too where it may be null."""
    found: Schema = schema["properties"][name]
    return next((option for option in found.get("anyOf", ()) if option != {"type": "null"}), found)


def change(schema: Schema, *, at: str, **rules: Any) -> None:
    find(schema, at).update(rules)


PLANTED: dict[str, tuple[type[RequestModel], Callable[[Schema], Any], str]] = {
    "another property": (UploadRequest, lambda it: it["properties"].update(note={"type": "string"}), "body: note"),
    "one property less": (UploadRequest, lambda it: it["properties"].pop("size"), "body: size"),
    "one more required": (FlashcardSubmission, lambda it: it["required"].append("upload_id"), "body: required"),
    "no longer required": (UploadRequest, lambda it: it["required"].remove("size"), "body: required"),
    "another type": (UploadRequest, lambda it: change(it, at="size", type="number"), "body.size: type"),
    "a choice more": (
        UploadRequest,
        lambda it: it["properties"]["upload_type"]["enum"].append("x"),
        "upload_type: enum",
    ),
    "a lower bound": (FlashcardSubmission, lambda it: change(it, at="num_cards", minimum=2), "num_cards: minimum"),
    "an upper bound": (FlashcardSubmission, lambda it: change(it, at="num_cards", maximum=9), "num_cards: maximum"),
    "a least length": (UploadRequest, lambda it: change(it, at="filename", minLength=2), "filename: minLength"),
    "a length": (UploadRequest, lambda it: change(it, at="filename", maxLength=9), "filename: maxLength"),
    "a pattern": (UploadRequest, lambda it: change(it, at="filename", pattern="^a"), "filename: pattern"),
    "fewer items": (SpeakingSubmission, lambda it: change(it, at="questions", maxItems=9), "questions: maxItems"),
    "more items": (SpeakingSubmission, lambda it: change(it, at="questions", minItems=2), "questions: minItems"),
    "repeated items": (FlashcardSubmission, lambda it: change(it, at="question_types", uniqueItems=0), "uniqueItems"),
    "other items": (
        SpeakingSubmission,
        lambda it: find(it, "questions")["items"].update(maxLength=9),
        "questions.items: maxLength",
    ),
    "unknown fields": (UploadRequest, lambda it: it.update(additionalProperties=True), "body: additionalProperties"),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_difference_is_found_on_either_side(name: str) -> None:
    model, plant, expected = PLANTED[name]
    documented, done = deepcopy(SCHEMAS[model.__name__]), model.model_json_schema()
    assert differences(documented, done, DOCUMENT) == []
    plant(documented)
    (of_the_document,) = differences(documented, done, DOCUMENT)
    plant(done)
    assert differences(documented, done, DOCUMENT) == []
    (of_the_model,) = differences(SCHEMAS[model.__name__], done, DOCUMENT)
    assert expected in of_the_document
    assert expected in of_the_model


def test_null_is_a_difference_on_either_side() -> None:
    documented, done = deepcopy(SCHEMAS["SpeakingSubmission"]), SpeakingSubmission.model_json_schema()
    documented["properties"]["audio_url"].pop("nullable")
    assert len(differences(documented, done, DOCUMENT)) == 1
    never_null = next(it for it in done["properties"]["audio_url"]["anyOf"] if it != {"type": "null"})
    done["properties"]["audio_url"] = never_null
    assert differences(documented, done, DOCUMENT) == []
    assert len(differences(SCHEMAS["SpeakingSubmission"], done, DOCUMENT)) == 1
