"""What schemathesis checks besides its own. It loads this file by itself, in its own environment."""

from urllib.parse import quote

import schemathesis

UNFORESEEN = frozenset(
    {
        "academic_only",
        "blank",
        "character",
        "differs",
        "gaps",
        "no_question",
        "one_of_each",
        "one_per_question",
        "other_kind",
        "other_task",
        "out_of_order",
        "out_of_time",
        "past",
        "string_too_short",
        "token",
        "too_far",
        "unknown_evaluation",
        "unknown_question",
        "unknown_set",
        "unknown_timezone",
        "unknown_upload",
    }
)
"""Codes of what no schema can say: texts of characters that nobody sees, which are too short without the blanks around
them, lists that must be in order or as long as each other, days and times that are over or far away, and fields that
name something which is not there (any more), not the caller's, no time zone, or of another kind than the rest of the
request. That the document has the least lengths of the request models is held by tests/unit/api_document."""

UNFORESEEN_AT = frozenset({("choice", "/type"), ("length", "/category")})
"""The same with their places: a type that the kind of question beside it has not, and a category of blanks."""

ANSWERED = frozenset({401, 403, 404, 409, 429})
"""What a request may get that fits the document: it was understood, and refused for what is stored."""

MOST_BYTES = 10_240
"""Of request line and headers together: API Gateway forwards no longer ones, and answers them itself."""

OF_THE_CLIENT = 2_048
"""Of these, for the token and the headers that the client adds."""


@schemathesis.hook
def filter_case(_: schemathesis.HookContext, case: schemathesis.Case) -> bool:
    """Leave out what would never reach a function.

    LocalStack closes the connection instead, or fails to read a form that does not name its boundary.
    """
    if any(
        name.lower() == "content-type" and str(value).lower().strip() == "multipart/form-data"  # without a boundary
        for name, value in (case.headers or {}).items()
    ):
        return False
    parts = [str(part) for part in (case.path_parameters, case.query, case.headers)]
    return sum(len(quote(part, errors="replace")) for part in parts) <= MOST_BYTES - OF_THE_CLIENT


@schemathesis.check
def accepts_what_fits(_: schemathesis.CheckContext, response: schemathesis.Response, case: schemathesis.Case) -> None:
    """A request that fits the document is not refused for its form.

    schemathesis' own check takes no 422 at all, also for an id that is well formed and unknown.
    """
    if case.meta is None or not case.meta.generation.mode.is_positive:
        return
    status = response.status_code
    if status < 400 or status in ANSWERED or status >= 500:
        return
    errors = response.json().get("errors", []) if status == 422 else []
    codes = {error.get("code") for error in errors if (error.get("code"), error.get("pointer")) not in UNFORESEEN_AT}
    if errors and not codes:
        return
    if not codes or codes - UNFORESEEN:
        raise AssertionError(f"a request that fits the document got {status} {sorted(map(str, codes))}")
