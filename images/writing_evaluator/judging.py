"""What is kept of several judgements of one essay."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bandup.ielts.bands import find_medoid, mean
from bandup.ielts.calibration import BandEstimate, Calibration, estimate_band
from bandup.models.samples import Samples

from .schema import Judgement


@dataclass(frozen=True)
class Judged:
    """A judgement of an essay, and what the others beside it said.

    Attributes:
        judgement: the one that is kept, whole.
        raw_means: the means of all of them.
        asked: how many were asked for.
        model: the model that the provider says it used.
        prompt_version: which instructions and schema it was given.
    """

    judgement: Judgement
    raw_means: Sequence[Decimal]
    asked: int
    model: str | None
    prompt_version: str

    def estimate(self, calibration: Calibration | None) -> BandEstimate:
        """The band, by what is known of the model on this task, if anything."""
        return estimate_band(self.raw_mean, self.raw_means, calibration)

    @property
    def raw_mean(self) -> Decimal:
        """The mean of the kept judgement's criteria."""
        return mean(_list_bands(self.judgement))

    def describe_samples(self) -> dict[str, int]:
        """How many judgements were asked for, and how many came."""
        return {"asked": self.asked, "used": len(self.raw_means)}


def choose_judgement(samples: Samples[Judgement], *, model: str | None, prompt_version: str) -> Judged:
    """The judgement nearest to all others, see `bandup.ielts.bands`.

    Args:
        samples: the checked answers.
        model: the model that the provider says it used.
        prompt_version: which instructions and schema it was given.
    """
    bands = [_list_bands(judgement) for judgement in samples.judgements]
    kept = samples.judgements[find_medoid(bands)]
    return Judged(kept, [mean(each) for each in bands], samples.asked, model, prompt_version)


def _list_bands(judgement: Judgement) -> list[Decimal]:
    return [judged.band for _, judged in judgement.criteria]
