import time

import pytest

from bandup.http.exceptions import InvalidFieldsError
from bandup.http.paging import MAX_AGE_SECONDS, MAX_TOKEN_LENGTH, PageTokens, page
from bandup.http.request import Request

START = {"user_id": {"S": "user-1"}, "created_at": {"N": "1800000000000"}, "job_id": {"S": "job-1"}}
KEY = "a signing key of some length"


def asked(token: str | None) -> Request:
    return Request.from_event({"queryStringParameters": {"next_token": token}}, "invocation")


def refused(tokens: PageTokens, token: str, *, user_id: str = "user-1", scope: str = "jobs") -> None:
    with pytest.raises(InvalidFieldsError) as caught:
        tokens.read(asked(token), user_id=user_id, scope=scope)
    assert [(error.where, error.pointer) for error in caught.value.errors] == [("query", "/next_token")]


@pytest.fixture
def tokens() -> PageTokens:
    return PageTokens(lambda: KEY)


@pytest.fixture
def token(tokens: PageTokens) -> str:
    made = tokens.make(START, user_id="user-1", scope="jobs")
    assert made is not None
    return made


def test_a_token_leads_to_where_it_was_made_for(tokens: PageTokens, token: str) -> None:
    assert tokens.read(asked(token), user_id="user-1", scope="jobs") == START


def test_the_first_page_needs_none_and_the_last_makes_none(tokens: PageTokens) -> None:
    assert tokens.read(asked(None), user_id="user-1", scope="jobs") is None
    assert tokens.make(None, user_id="user-1", scope="jobs") is None
    assert page([], None) == {"items": []}


def test_another_user_or_list_cannot_use_it(tokens: PageTokens, token: str) -> None:
    refused(tokens, token, user_id="user-2")
    refused(tokens, token, scope="evaluations")


def test_salts_cannot_be_shifted(tokens: PageTokens) -> None:
    made = tokens.make(START, user_id="b", scope="a\nb")
    assert made is not None
    refused(tokens, made, user_id="b\nb", scope="a")


def test_every_edit_is_refused(tokens: PageTokens, token: str) -> None:
    for at in range(len(token)):
        for other in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if at == len(token) - 1 else "AB":
            if other != token[at]:
                refused(tokens, token[:at] + other + token[at + 1 :])
        refused(tokens, token[:at] + token[at + 1 :])


@pytest.mark.parametrize(
    "forged",
    ["", ".", "a.b.c", "null", "é", "\ud800", "a\n", "A" * MAX_TOKEN_LENGTH, "A" * 10_240, ".eJw.a.b"],
)
def test_forged_tokens(forged: str, tokens: PageTokens) -> None:
    refused(tokens, forged)


def test_a_token_ends_with_its_key(token: str) -> None:
    refused(PageTokens(lambda: "the next key"), token)


def test_a_token_is_good_for_an_hour(tokens: PageTokens, token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made_at = time.time()
    monkeypatch.setattr(time, "time", lambda: made_at + MAX_AGE_SECONDS - 1)
    assert tokens.read(asked(token), user_id="user-1", scope="jobs") == START
    monkeypatch.setattr(time, "time", lambda: made_at + MAX_AGE_SECONDS + 2)
    refused(tokens, token)
