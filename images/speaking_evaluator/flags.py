"""What a reader of the result should know besides the bands. Flags never change a band."""

from collections.abc import Iterable

from bandup.audio.fluency import Fluency

from .request import Part
from .rubric import LEAST_SPEECH_SECONDS

FLAGS = ("too_little_speech", "instruction_in_speech", "off_topic", "another_voice")


def find_flags(
    part: Part, fluency: Fluency, *, has_orders: bool, off_topic: bool | None, another_voice: bool | None = None
) -> list[str]:
    """The flags of one recording.

    Args:
        part: which part it answers.
        fluency: what was measured in it.
        has_orders: whether something in it gives orders to the examiner, see `result.find_spoken_orders`.
        off_topic: what the model said; None if it cannot tell.
        another_voice: whether the model heard somebody else too; None if it cannot tell.

    Returns:
        Any of `FLAGS`, in this order.
    """
    raised = {
        "too_little_speech": fluency.speech < LEAST_SPEECH_SECONDS[part],
        "instruction_in_speech": has_orders,
        "off_topic": off_topic is True,
        "another_voice": another_voice is True,
    }
    return sort_flags(name for name, is_raised in raised.items() if is_raised)


def sort_flags(flags: Iterable[str]) -> list[str]:
    """Each flag once, in the usual order."""
    return sorted(set(flags), key=FLAGS.index)
