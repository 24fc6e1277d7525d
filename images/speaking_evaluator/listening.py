"""From the uploads of a job to recordings that can be judged. Nothing is paid here."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from bandup.audio.cutting import Piece
from bandup.core.clock import Deadline
from bandup.core.errors import TerminalError, WorkError
from bandup.storage.upload_rules import RULES
from bandup.storage.uploads import UploadReader, UploadType

from .recording import Recording
from .request import Part, SpokenAnswer

MAX_SECONDS = 15 * 60.0
"""Of one part: the longest of a test takes five minutes."""

MAX_TEST_SECONDS = 20 * 60.0
"""Of all parts together: a whole Speaking test takes 11 to 14 minutes."""

MAX_BYTES = RULES[UploadType.SPEAKING_AUDIO].max_bytes

DecodeRecording = Callable[[bytes, float, Deadline], Recording]
"""See `recording.decode_recording`."""

CutRecording = Callable[[bytes, Sequence[Piece], float, Deadline], list[bytes]]
"""See `cutting.cut_recording`."""


@dataclass(frozen=True)
class HeardAnswer:
    """A part whose recording is read and measured.

    Attributes:
        answer: the part.
        recording: its own sound only.
        offset: where its recording begins in the upload, in seconds.
        question_times: when each question begins, in seconds from the beginning of `recording`; empty if unknown.
    """

    answer: SpokenAnswer
    recording: Recording
    offset: float
    question_times: Sequence[float]


@dataclass(frozen=True)
class Listener:
    """Reads recordings.

    Attributes:
        uploads: where they are.
        decode_recording: decodes and measures one.
        cut_recording: cuts one that several parts share.
    """

    uploads: UploadReader
    decode_recording: DecodeRecording
    cut_recording: CutRecording

    def listen(
        self,
        answers: Sequence[SpokenAnswer],
        deadline: Deadline,
        max_seconds: float,
        report: Callable[[SpokenAnswer], None],
    ) -> list[HeardAnswer]:
        """Every part's recording, in the given order.

        Args:
            answers: parts of one job.
            deadline: the job ends within its budget.
            max_seconds: how long all of them together may be.
            report: called with each part before it is read.

        Raises:
            WorkError: as `UploadReader.read`, `decode_recording` and `cut_recording` do. Its `part` is the part at
                fault.
            TerminalError: `question_times_beyond_end`, or `too_long` for all parts together.
        """
        heard = []
        pieces: dict[Part, bytes] = {}
        for answer in answers:
            report(answer)
            with name_part(answer.part):
                if answer.piece and answer.part not in pieces:
                    pieces |= self._cut([each for each in answers if each.audio == answer.audio], deadline)
                data = pieces[answer.part] if answer.piece else self.uploads.read(answer.audio, MAX_BYTES)
                heard.append(self._hear(answer, data, deadline))
        if sum(each.recording.fluency.duration for each in heard) > max_seconds:
            raise TerminalError("too_long", f"The parts are longer than {MAX_TEST_SECONDS / 60:g} minutes in all.")
        return heard

    def _cut(self, sharing: Sequence[SpokenAnswer], deadline: Deadline) -> dict[Part, bytes]:
        data = self.uploads.read(sharing[0].audio, MAX_BYTES)
        stretches = {each.part: each.piece for each in sharing if each.piece}
        wanted = [Piece(stretch.start, stretch.end) for stretch in stretches.values()]
        return dict(zip(stretches, self.cut_recording(data, wanted, MAX_TEST_SECONDS, deadline), strict=True))

    def _hear(self, answer: SpokenAnswer, data: bytes, deadline: Deadline) -> HeardAnswer:
        if answer.piece and not data:
            raise _beyond_end()
        recording = self.decode_recording(data, MAX_SECONDS, deadline)
        offset = answer.piece.start if answer.piece else 0.0
        times = [time - offset for time in answer.question_times]
        if times and times[-1] >= recording.fluency.duration:
            raise _beyond_end()
        return HeardAnswer(answer, recording, offset, times)


@contextmanager
def name_part(part: Part) -> Iterator[None]:
    """Note in an error which part it is about."""
    try:
        yield
    except WorkError as error:
        error.part = part
        raise


def _beyond_end() -> TerminalError:
    return TerminalError("question_times_beyond_end", "A question begins at or after the end of its recording.")
