"""What a learner does at the console, in a browser: each journey to its end, each screen as everybody sees it."""

import json
import re
import uuid
from collections.abc import Iterator

import pytest
from playwright.sync_api import Request, expect

from integration.browser import open_browser
from integration.conftest import Stage
from integration.decks import pdf_about
from integration.essays import SAMPLES
from integration.learner import HOSTILE, Learner, begin
from integration.marked import marks, transcript
from integration.screens import fresh_folder, look
from integration.studied import brings_reviews, outcomes
from support.sounds import encode_sound, pcm, wav
from support.voices import speak

pytestmark = pytest.mark.integration

ESSAY = (SAMPLES / "writing_task_2" / "essay.txt").read_text(encoding="utf-8")
REVISED = (SAMPLES / "writing_task_2" / "revised.txt").read_text(encoding="utf-8")
ANSWER = (
    "Last year our order search took 4 seconds, and I had to make it faster. First I read the query plan, because"
    " guessing had failed. I built an index; as a result it fell to 90 ms."
)
SPOKEN = (
    "I read a book last summer.",
    "It is about a young woman who moves to a small town near the sea, and tries to open a restaurant there.",
)
"""The microphone hears these again and again. The second one is so slow that a few of its words are told apart."""

FILE_NAME = '<img src=x onerror="window.canary = 1">\u202efdp.pdf'
OVERVIEWS = {
    "/": "today",
    "/results": "results",
    "/jobs": "jobs",
    "/progress": "progress",
    "/account": "account",
}
REPORT = (SAMPLES / "writing_task_1" / "essay.txt").read_text(encoding="utf-8")
QUESTION = (SAMPLES / "writing_task_2" / "question.txt").read_text(encoding="utf-8")

SPOIL_TOKENS = """() => {
  for (const [name, text] of Object.entries(sessionStorage)) {
    if (!name.startsWith("oidc.user:")) continue;
    const user = JSON.parse(text);
    const spoilt = { access_token: `${user.access_token.slice(0, -6)}spoilt`, refresh_token: "spoilt" };
    sessionStorage.setItem(name, JSON.stringify({ ...user, ...spoilt }));
  }
}"""


@pytest.fixture(scope="module")
def learner(stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Learner]:
    microphone = tmp_path_factory.mktemp("microphone") / "talk.wav"
    sentences = (speak(sentence, words_per_minute=130) for sentence in SPOKEN)
    microphone.write_bytes(wav(pcm([(0.8, False)]).join([b"", *sentences, b""])))
    fresh_folder()
    with open_browser(microphone) as (context, watch):
        yield begin(stage, context, watch, f"{uuid.uuid4().hex}@example.com")


@pytest.fixture(autouse=True)
def nothing_leaves_and_nothing_breaks(learner: Learner) -> Iterator[None]:
    yield
    complaints, learner.watch.complaints = learner.watch.complaints, []
    assert (complaints, learner.watch.abroad) == ([], [])


def write(learner: Learner, path: str, text: str, question: str | None = None) -> None:
    page = learner.go(path)
    if question:
        page.get_by_label("Question", exact=True).fill(question)
    page.get_by_label("Your text").fill(text)


def test_an_essay_is_marked_at_the_right_words_and_revised(learner: Learner) -> None:
    essay = f"🙂 {ESSAY}\n{HOSTILE}"
    look(learner.page, "today-empty")
    learner.go("/write")
    look(learner.page, "write")
    write(learner, "/write/own", essay, f"{QUESTION} {HOSTILE}")
    look(learner.page, "desk")
    learner.press("Hand in")
    expect(learner.job()).to_be_visible()
    first = learner.finish_job()
    evaluation = learner.api.get(f"/evaluations/{first}")
    quoted = evaluation["feedback"]["quoted_examples"]
    text, ends, stretches = marks(learner.page)
    assert (text, len(quoted) > 0) == (evaluation["essay_content"], True)
    for each in quoted:
        remark = learner.page.locator("ul.remarks > li").filter(has_text=each["issue"]).filter(has_text=each["quote"])
        number = remark.first.locator("a").first.inner_text()
        assert ends[number].endswith(each["quote"])
        assert (len(ends[number]), text[each["start"] : each["end"]]) == (each["end"], each["quote"])
        assert all(any(start <= place < end for start, end in stretches) for place in range(each["start"], each["end"]))
    look(learner.page, "marked-essay")
    look(learner.page, "marks", learner.page.get_by_role("heading", name="Your text with its marks"))

    learner.follow("Revise this text")
    expect(learner.page.get_by_label("Your text")).to_have_value(essay)
    learner.page.get_by_label("Your text").fill(REVISED)
    look(learner.page, "revise")
    other = learner.open_tab()
    learner.press("Hand in")
    expect(other.get_by_label("Finished jobs")).to_contain_text("finished")
    other.close()
    second = learner.finish_job()
    revision = learner.api.get(f"/evaluations/{second}")["revision"]
    fixed = [each["quote"] for each in revision["findings"] if each["status"] == "fixed"]
    assert fixed
    expect(learner.page.locator("ul.findings.fixed > li q")).to_have_text(fixed)
    look(learner.page, "revised-essay", learner.page.get_by_role("heading", name="Since the draft before"))


def test_a_chart_of_the_bank_is_seen_and_described(learner: Learner) -> None:
    page = learner.go("/write")
    page.get_by_label("Test", exact=True).select_option("Academic Task 1")
    page.get_by_label("Kind of question").select_option("Line graph")
    page.get_by_role("link", name="Answer it").first.click()
    picture = page.locator("img.picture")
    expect(picture).to_be_visible()
    assert picture.evaluate("async (image) => { await image.decode(); return image.naturalWidth; }") > 0
    page.get_by_text("The picture as a table").click()
    question_id = learner.id_in_address()
    look(page, "question-with-picture")
    page.get_by_label("Your text").fill(REPORT)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    learner.press("Hand in")
    evaluation = learner.api.get(f"/evaluations/{learner.finish_job()}")
    assert (evaluation["question_id"], evaluation["task_type"]) == (question_id, "TASK_1")
    assert [url for url in sent if url.endswith("/uploads")] == []
    expect(page.get_by_text("Your text with its marks")).to_be_visible()


def test_what_the_microphone_hears_is_marked_and_answered_again(learner: Learner) -> None:
    page = learner.go("/speak")
    look(page, "speak")
    page = learner.go("/speak/own")
    page.get_by_label("Questions, one a line").fill(f"What did you read last summer? {HOSTILE}")
    learner.press("Record")
    expect(page.get_by_role("timer")).to_have_text(re.compile("^0:(0[6-9]|[1-5][0-9]) of 5:00$"))
    learner.press("Stop")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_enabled()
    look(page, "recorded")
    learner.press("Hand in")
    evaluation = learner.api.get(f"/evaluations/{learner.finish_job()}")
    assert evaluation["transcript"]
    expect(page.locator(".transcript .marked").first).to_be_visible()
    assert transcript(page).split() == evaluation["transcript"].split()
    begun = page.get_by_role("button", name=re.compile("^Play from "))
    times = evaluation["transcript_times"]
    expect(begun).to_have_count(len(times))
    position = page.get_by_role("slider", name="Position in the recording")
    expect(position).to_have_value("0")
    last = times[-1]
    assert last["seconds"] >= 1
    begun.last.click()
    expect(position).not_to_have_value("0")
    assert int(position.input_value()) >= int(last["seconds"])
    expect(page.locator(".turn.now .marked")).to_have_text(
        evaluation["transcript"][last["start"] : last["end"]].strip()
    )
    look(page, "marked-recording", page.get_by_role("heading", name="What you said"))

    asked = page.locator("main ol > li")
    learner.follow("Answer again")
    expect(asked).to_have_text(evaluation["questions"])
    safari = {"name": "again.m4a", "mimeType": "audio/mp4", "buffer": encode_sound("m4a")}
    page.get_by_label("Or a recording that you have").set_input_files(safari)  # type: ignore[arg-type]
    learner.press("Hand in")
    again = learner.api.get(f"/evaluations/{learner.finish_job()}")
    assert again["revision"]["of"] == evaluation["evaluation_id"]
    bands = [[f"{each[side]:.1f}" for side in ("before", "now")] for each in again["revision"]["bands"]]
    assert bands
    rows = page.get_by_role("table").filter(has_text="Change").locator("tbody tr")
    assert [row.locator("td").all_inner_texts()[:2] for row in rows.all()] == bands
    look(page, "answered-again", page.get_by_role("heading", name="Since the draft before"))


def test_part_two_gives_a_minute_to_prepare(learner: Learner) -> None:
    card = learner.api.get("/questions?kind=SPEAKING&type=PART_2&limit=1")["items"][0]
    page = learner.go(f"/speak/question/{card['question_id']}")
    learner.press("Start the minute")
    expect(page.get_by_role("timer").first).to_have_text(re.compile("^0:[1-5][0-9] left$"))
    page.get_by_label("Your notes").fill(HOSTILE)
    look(page, "preparation")
    page.evaluate("const now = Date.now.bind(Date); Date.now = () => now() + 60_000")
    expect(page.get_by_text("The minute is over. Record your answer now.", exact=True).first).to_be_visible()
    expect(page.get_by_role("timer").first).to_have_text("0:00 left")


def test_a_deck_is_made_once_and_reviewed_without_a_connection(learner: Learner) -> None:
    page = learner.go("/cards")
    look(page, "cards")
    pdf = {"name": FILE_NAME, "mimeType": "application/pdf", "buffer": pdf_about(HOSTILE)}
    page.get_by_label("A PDF, Word").set_input_files(pdf)  # type: ignore[arg-type]
    page.get_by_label("Cards", exact=True).fill("4")
    with learner.watch.losing("net::ERR_FAILED"):
        keys = learner.make_with_broken_connections("Make the cards")
    assert (len(keys["/uploads"]), len(keys["/flashcards"])) == (1, 1)
    set_id = learner.finish_new_set()
    assert [job["kind"] for job in learner.api.get("/jobs")["items"]].count("flashcard") == 1

    cards = page.locator("ul.cards > li")
    expect(cards).to_have_count(learner.api.get(f"/flashcard-sets/{set_id}")["total_cards"])
    first = cards.first
    first.get_by_role("button", name="Edit").click()
    first.get_by_label("Back").fill(HOSTILE)
    first.get_by_role("button", name="Save").click()
    expect(first.locator("strong .said")).to_have_text(HOSTILE)
    left = cards.count() - 1
    cards.last.get_by_role("button", name="Delete").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(cards).to_have_count(left)
    look(page, "set")
    learner.press("Study this set")
    page.get_by_role("status").get_by_role("link", name="Review due cards").click()
    look(page, "review-question")
    page.keyboard.press("Space")
    look(page, "review-answer")

    sent: list[Request] = []
    page.on("requestfinished", lambda request: sent.append(request) if brings_reviews(request) else None)
    with page.expect_event("requestfinished", brings_reviews):
        page.keyboard.press("3")
    expect(page.get_by_text("to go, 1 done")).to_be_visible()
    with learner.watch.losing("net::ERR_INTERNET_DISCONNECTED"):
        learner.context.set_offline(True)
        page.keyboard.press("Space")
        page.keyboard.press("4")
        expect(page.get_by_text("1 review is kept in this browser")).to_be_visible()
        look(page, "review-offline")
        learner.context.set_offline(False)
    expect(page.get_by_text("kept in this browser")).to_have_count(0)
    became = [outcome for request in sent for outcome in outcomes(request)]
    assert [outcome for _, outcome in became] == ["stored", "stored"]
    assert len({review for review, _ in became}) == 2


def test_an_interview_goes_from_an_explanation_to_its_feedback(learner: Learner) -> None:
    page = learner.go("/interviews")
    page.get_by_label("Paste the text").nth(0).fill(f"You will own the order service. {HOSTILE}")
    page.get_by_label("Paste the text").nth(1).fill(f"Five years of backend work. {HOSTILE}")
    page.get_by_label("Answers", exact=True).fill("3")
    look(page, "interviews")
    learner.press("Begin")
    said = page.get_by_role("log").get_by_role("listitem")
    expect(said).to_have_count(1)
    answer = page.get_by_label("Your answer", exact=True).locator("visible=true").last
    answer.fill(f"{ANSWER} {HOSTILE}")
    learner.press("Ask for an explanation")
    expect(said).to_have_count(3)
    expect(said.last).to_contain_text("explanation")
    expect(answer).to_have_value(f"{ANSWER} {HOSTILE}")
    learner.press("Send the answer")
    expect(said).to_have_count(5)
    expect(said.nth(3)).to_contain_text(HOSTILE)
    look(page, "interview")

    learner.press("Answer by voice")
    safari = {"name": "answer.m4a", "mimeType": "audio/mp4", "buffer": encode_sound("m4a")}
    page.get_by_label("or choose a recording").set_input_files(safari)  # type: ignore[arg-type]
    learner.press("Have it written down")
    expect(page.get_by_text("This was understood. It is not sent yet.")).to_be_visible()
    look(page, "spoken-answer", page.get_by_label("Conversation"))
    learner.press("Send this answer")
    expect(said).to_have_count(7)
    learner.press("End here and get feedback")
    expect(page.get_by_role("heading", name="Feedback", exact=True)).to_be_visible()
    expect(page.locator(".answers > li")).to_have_count(
        len(learner.api.get(f"/review?session_id={learner.id_in_address()}")["feedback"]["answers"])
    )
    look(page, "interview-feedback")


def test_a_token_that_was_tampered_with_signs_in_again_and_loses_no_text(learner: Learner) -> None:
    write(learner, "/write/own", f"What I was writing. {HOSTILE}", QUESTION)
    with learner.watch.losing("Failed to load resource"):
        learner.page.evaluate(SPOIL_TOKENS)
        learner.press("Hand in")
        expect(learner.page.get_by_text("Your session has ended.")).to_be_visible()
        look(learner.page, "session-ended")
        learner.page.get_by_role("button", name="Sign in again").first.click()
        learner.pass_hosted_page()
    expect(learner.page.get_by_label("Your text")).to_have_value(f"What I was writing. {HOSTILE}")
    assert learner.page.url.endswith("/write/own")


def test_what_an_account_used_is_shown_and_all_of_it_can_be_taken_along(learner: Learner) -> None:
    page = learner.go("/account")
    rows = page.get_by_role("region", name="What your work cost").locator("tbody tr")
    used = learner.api.get("/usage")["items"]
    assert {each["kind"] for each in used} == {
        "writing",
        "speaking",
        "flashcard",
        "feedback",
        "transcript",
        "interview",
    }
    expect(rows).to_have_count(len(used))
    learner.press("Export everything")
    link = page.get_by_role("link", name="Save the file")
    # Opened as people do, it downloads in a tab of its own, which has gone before it can be watched.
    with page.expect_download() as saved:
        link.click(modifiers=["Alt"])
    file = json.loads(saved.value.path().read_text(encoding="utf-8"))
    assert file["user_id"] == learner.api.sub
    kept = {each["evaluation_id"] for each in file["evaluations"]}
    assert kept == {each["evaluation_id"] for each in learner.api.get("/evaluations")["items"]}


def test_all_that_was_done_is_found_again_until_one_signs_out(learner: Learner) -> None:
    for path, name in OVERVIEWS.items():
        look(learner.go(path), name)
    learner.press("Sign out")
    learner.page.get_by_role("dialog").get_by_role("button", name="Sign out").click()
    assert learner.kept_after_signing_out() == []
    look(learner.page, "signed-out")


def test_an_account_is_deleted_after_asking_twice_and_leaves_nothing(stage: Stage, learner: Learner) -> None:
    page, dialog = learner.page, learner.page.get_by_role("dialog")
    learner.press("Sign in or sign up")
    learner.pass_hosted_page()
    expect(page.get_by_role("heading", name="Today", level=1)).to_be_visible()
    learner.go("/account")
    learner.press("Delete the account")
    look(page, "delete-first")
    dialog.get_by_role("button", name="Go on").click()
    confirm = dialog.get_by_role("button", name="Delete the account")
    expect(confirm).to_be_disabled()
    dialog.get_by_role("textbox").fill("DELETE")
    look(page, "delete-second")
    assert learner.api.sub in stage.sign_ins()
    confirm.click()
    assert learner.kept_after_signing_out() == []
    stage.until(lambda: learner.api.sub not in stage.sign_ins(), "the end of the account")
    assert learner.api.get("/evaluations")["items"] == []
