"""Deleting an interview, and taking it along as a report."""

import re
import uuid
from dataclasses import replace
from decimal import Decimal

import markdown_it
import pytest

from bandup.account_data.export import export_interviews
from bandup.interview.exceptions import SessionNotFoundError
from bandup.interview.idempotency_records import idempotency_partition
from job_api.interview_report import write_report
from support.interviews import add_feedback, put_interview, session, turns

from .account import downloaded, exported, interviewed
from .conftest import OWNER, STRANGER, JobApiHarness

MARKUP = "# Not a title\n<script>alert(1)</script> [link](https://example.org) `code` | *bold*"
RATINGS = dict.fromkeys(("technical", "communication", "confidence", "problem_solving", "overall"), Decimal("6.5"))


def delete(harness: JobApiHarness, session_id: str, user: str = OWNER) -> int:
    return harness.ask("DELETE", f"/sessions/{session_id}", user=user).status


def test_a_deleted_interview_is_gone_but_for_its_cost(harness: JobApiHarness) -> None:
    mine, kept = interviewed(harness, "It was slow."), interviewed(harness, "It was fast.", STRANGER)
    usage = harness.ask("GET", "/usage").json
    assert delete(harness, mine.session_id) == 204
    with pytest.raises(SessionNotFoundError):
        harness.interviews.get_owned(mine.session_id, OWNER)
    assert harness.interviews.sessions(OWNER, limit=10) == ([], None)
    assert harness.ask("GET", f"/sessions/{mine.session_id}/report").status == 404
    assert exported(harness)["interviews"] == []
    assert "slow" not in str(harness.stored())
    assert harness.ask("GET", "/usage").json == usage, "what was spent stays"
    (left,) = (item for item in harness.stored() if item.get("sessionId", {}).get("S") == mine.session_id)
    names = {"sessionId", "ts", "userId", "status", "usd", "inputTokens", "outputTokens", "schema_version"}
    assert left.keys() == names
    assert len(list(harness.interviews.all_turns(kept))) == 2
    assert delete(harness, mine.session_id) == 404


def test_only_its_owner_deletes_an_interview(harness: JobApiHarness) -> None:
    mine = interviewed(harness, "It was slow.")
    before = harness.stored()
    for session_id in (mine.session_id, str(uuid.uuid4()), "no-uuid"):
        assert delete(harness, session_id, STRANGER) == 404
    assert harness.stored() == before


def test_an_interrupted_deletion_is_finished_by_the_next_one(harness: JobApiHarness) -> None:
    mine = interviewed(harness, "It was slow.")
    table = harness.settings.dynamodb_interview_sessions
    harness.dynamodb.update_item(
        TableName=table,
        Key={"sessionId": {"S": mine.session_id}, "ts": {"N": str(mine.ts)}},
        UpdateExpression="SET #status = :deleted",
        ExpressionAttributeNames={"#status": "status"},
        ExpressionAttributeValues={":deleted": {"S": "DELETED"}},
    )
    assert delete(harness, mine.session_id) == 204
    assert "slow" not in str([item for item in harness.stored() if "content" in item])
    assert delete(harness, mine.session_id) == 404


def test_the_stored_answers_of_its_keys_go_too(harness: JobApiHarness) -> None:
    mine, other = interviewed(harness, "It was slow."), interviewed(harness, "It was fast.")
    for number, about in enumerate((mine, other)):
        harness.dynamodb.put_item(
            TableName=harness.settings.dynamodb_interview_sessions,
            Item={
                "sessionId": {"S": idempotency_partition(OWNER)},
                "ts": {"N": str(-900 - number)},
                "answer": {"M": {"session_id": {"S": about.session_id}, "message": {"S": f"Why {number}?"}}},
            },
        )
    assert delete(harness, mine.session_id) == 204
    left = str(harness.stored())
    assert "Why 0?" not in left
    assert "Why 1?" in left


def test_an_export_leaves_out_what_is_deleted_meanwhile(harness: JobApiHarness) -> None:
    older = interviewed(harness, "It was slow.")
    harness.clock.advance(60_000)
    newer = interviewed(harness, "It was fast.")
    written = export_interviews(harness.interviews, OWNER)
    assert next(written)["session_id"] == newer.session_id
    assert delete(harness, older.session_id) == 204
    assert list(written) == []


def test_a_deleted_account_takes_what_is_left_of_an_interview(harness: JobApiHarness) -> None:
    mine = interviewed(harness, "It was slow.")
    assert delete(harness, mine.session_id) == 204
    harness.interviews.erase_owned(OWNER)
    harness.study.erase_owned(OWNER)
    assert list(harness.interviews.all_sessions(OWNER, deleted=True)) == []
    assert mine.session_id not in str(harness.stored())


def test_a_report_holds_all_that_was_said(harness: JobApiHarness) -> None:
    header = add_feedback(
        session(OWNER, focus=("queues",), topics=("caching",), seniority="Senior", company="Acme & Co"),
        RATINGS,
        [("strength", "caching")],
    )
    stored = put_interview(harness.dynamodb, harness.settings.dynamodb_interview_sessions, header, ["Why?", MARKUP])
    report = downloaded(harness, f"/sessions/{stored.session_id}/report").decode()
    assert report.startswith("# Interview: technical\n")
    for line in (
        "- Company: Acme \\& Co",
        "- Focus: queues",
        "**1. Interviewer** (follow up)",
        "> Why?  ",
        "**2. You**",
    ):
        assert line in report.splitlines()
    for heading in ("## Feedback", "### Strengths", "### A better answer in turn 2"):
        assert heading in report.splitlines()
    assert "| Problem solving | 6.5 | As it was said\\. |" in report


def test_what_people_wrote_is_no_markup_in_a_report() -> None:
    header = session(OWNER, category=MARKUP, job_title=MARKUP, topics=(MARKUP,), job_description=MARKUP)
    html = markdown_it.MarkdownIt("commonmark", {"html": True}).render(
        write_report(header, turns(header, [MARKUP] * 2))
    )
    assert not re.findall(r"<(?:script|a|code|em)\b", html)
    assert html.count("<h1>") == 1
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_a_report_says_what_each_answer_lacks() -> None:
    header = add_feedback(session(OWNER), RATINGS)
    notes = [{"turn": 2, "rating": 4, "missing": "A figure.", "better": "It took [number] days."}]
    report = write_report(replace(header, feedback={**(header.feedback or {}), "answers": notes}), [])
    assert "### Each answer\n\n- turn 2, 4 of 10: A figure\\.\n  - better: It took \\[number\\] days\\." in report


def test_a_report_of_an_interview_without_feedback_says_nothing_of_it() -> None:
    header = session(OWNER)
    report = write_report(header, turns(header, ["Why?", "Because."]))
    assert "Feedback" not in report
    assert "The job" not in report
    outdated = replace(add_feedback(header, RATINGS), turns=header.turns + 2)
    assert "before the last turns" in write_report(outdated, [])


def test_a_report_says_what_was_spoken_and_how_fast() -> None:
    header = session(OWNER)
    asked, said, *_ = turns(header, ["Why?", "Load comes in waves."])
    measured = {"duration_seconds": Decimal("12.4"), "speech_rate_wpm": Decimal("131.6")}
    for rate, told in ((Decimal("131.6"), "spoken, 12 s, 132 words a minute"), (None, "spoken, 12 s)")):
        spoken = {"transcript_id": "t", "measured": measured | {"speech_rate_wpm": rate}}
        assert told in write_report(header, [asked, replace(said, spoken=spoken)])
    assert "spoken" not in write_report(header, [asked, said])
