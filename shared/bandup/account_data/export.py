"""Everything that is stored of a user as one JSON file, by a link that soon expires."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from decimal import Decimal
from tempfile import TemporaryFile
from typing import IO, Any

from bandup.account_data.downloads import Downloads, Link
from bandup.core.clock import Clock, Deadline, now_ms
from bandup.core.errors import RetryLaterError
from bandup.interview.exceptions import SessionNotFoundError
from bandup.interview.store import InterviewStore

Section = Callable[[str], Iterable[Mapping[str, Any]]]
"""From a user's id to what is stored of them in one table or bucket."""


def export_interviews(interviews: InterviewStore, user_id: str) -> Iterator[dict[str, Any]]:
    """Every interview of one owner with its feedback and all its turns, under `messages`; newest first."""
    for listed in interviews.all_sessions(user_id):
        try:
            session = interviews.load_feedback(interviews.get_owned(listed.session_id, user_id))
        except SessionNotFoundError:  # deleted meanwhile
            continue
        yield asdict(session) | {"messages": [asdict(turn) for turn in interviews.all_turns(session)]}


class Exporter:
    """Writes exports. They are streamed through a temporary file, so memory does not limit their size.

    Args:
        downloads: where exports go.
        sections: what an export holds, by name.
        clock: epoch milliseconds.
    """

    def __init__(self, downloads: Downloads, sections: Mapping[str, Section], clock: Clock = now_ms) -> None:
        self._downloads = downloads
        self._sections = sections
        self._now = clock

    def export(self, user_id: str, deadline: Deadline) -> Link:
        """Write the user's export.

        Args:
            user_id: whose.
            deadline: when the invocation ends.

        Raises:
            RetryLaterError: there was not enough time, or a service did not answer.
        """
        with TemporaryFile() as file:
            self._write(file, user_id, deadline)
            file.seek(0)
            return self._downloads.offer(user_id, file, name="bandup-export.json", content_type="application/json")

    def _write(self, file: IO[bytes], user_id: str, deadline: Deadline) -> None:
        file.write(f'{{"exported_at": {self._now()}, "user_id": {json.dumps(user_id)}'.encode())
        for name, section in self._sections.items():
            file.write(f', "{name}": ['.encode())
            for position, entry in enumerate(section(user_id)):
                if not deadline.budget():
                    raise RetryLaterError("export_too_slow", "There was not enough time to write the export.")
                file.write((",\n" if position else "\n").encode() + _json(entry))
            file.write(b"]")
        file.write(b"}\n")


def _json(entry: Mapping[str, Any]) -> bytes:
    return json.dumps(entry, default=_number, ensure_ascii=False).encode()


def _number(value: object) -> float:
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(f"{type(value).__name__} has no place in an export")
