"""An interview about a CV that is sent as a file, with an answer that is spoken."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from ops.client.api import Api, expect
from ops.client.uploads import upload
from ops.journeys.jobs import complete
from ops.journeys.material import SAMPLES
from ops.progress import Say

SETTING = {"category": "behavioural", "difficulty": "EASY", "job_title": "Backend engineer"}


@dataclass(frozen=True)
class Spoken:
    """What goes into the interview.

    Attributes:
        resume: of any kind that `/texts` reads.
        recording: the answer to the first question.
    """

    resume: Path
    recording: Path

    @classmethod
    def of(cls, resume: Path, recording: Path | None) -> "Spoken":
        """The caller's CV, and their recording or the sample's."""
        return cls(resume, recording or SAMPLES / "speaking_part_2" / "answer.mp3")

    @classmethod
    def sample(cls) -> "Spoken":
        """The repository's own CV and recording."""
        return cls.of(SAMPLES / "interview" / "cv.pdf", None)


def hold_spoken_interview(api: Api, spoken: Spoken, say: Say) -> dict[str, Any]:
    """Have both files read, begin an interview with the one, and answer with the other.

    Returns:
        What the API answered: `text`, `transcript`, the `turns`, and the `messages` of the review.
    """
    say("a CV, which is read from its file")
    text = complete(api, "/texts", {"upload_id": upload(api, "resume", spoken.resume)}, say, named="text")
    say("an interview about it, answered by a recording")
    opening = expect(api.post("/interview", SETTING | {"resume_text_id": text["text"]["text_id"]}), HTTPStatus.OK)
    recording = {"upload_id": upload(api, "speaking_audio", spoken.recording), "language": "en"}
    transcript = complete(api, "/transcripts", recording, say, named="transcript")
    session_id = opening["session_id"]
    named = {"session_id": session_id, "transcript_id": transcript["transcript"]["transcript_id"]}
    reply = expect(api.post("/interview", named), HTTPStatus.OK)
    review = expect(api.get("/review", session_id=session_id), HTTPStatus.OK)
    return {"text": text, "transcript": transcript, "turns": [opening, reply], "messages": review["messages"]}


def print_spoken_interview(console: Console, held: Mapping[str, Any]) -> None:
    """Print what was said, and what was measured of the spoken answer."""
    lines = Text()
    for message in held["messages"]:
        speaker = "You" if message["role"] == "candidate" else "Interviewer"
        lines.append(f"[{message['turn']}] {speaker}: ", style="bold").append(f"{message['content']}\n")
        if spoken := message.get("spoken"):
            measured = spoken["measured"]
            rate = measured["speech_rate_wpm"]
            pace = f"{rate:.0f} words a minute, " if rate else ""
            lines.append(f"    (spoken: {pace}{measured['pause_count']} pauses)\n", style="yellow")
    console.print(Panel(lines, title="An interview about a CV, answered aloud", title_align="left"))
