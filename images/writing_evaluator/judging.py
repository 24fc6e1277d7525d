"""What is kept of several judgements of one essay."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self

from bandup.ielts.bands import mean
from bandup.ielts.calibration import BandEstimate, Calibration, estimate_band
from bandup.ielts.medoid import find_medoid
from bandup.models.samples import Samples

from .schema import Judgement

_KEPT_VERSION = 1
"""Of the form of a kept judgement. One that was kept in another form is asked for again."""


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
        """The band, by what is known of the model on this task, if anything.

        A kept judgement may be from before a release, and so of another prompt than what is known now.
        """
        fits = calibration is not None and calibration.prompt_version == self.prompt_version
        return estimate_band(self.raw_mean, self.raw_means, calibration if fits else None)

    @property
    def raw_mean(self) -> Decimal:
        """The mean of the kept judgement's criteria."""
        return mean(_list_bands(self.judgement))

    def describe_samples(self) -> dict[str, int]:
        """How many judgements were asked for, and how many came."""
        return {"asked": self.asked, "used": len(self.raw_means)}

    def as_kept(self) -> dict[str, Any]:
        """The judgement as its job keeps it."""
        return {
            "schema_version": _KEPT_VERSION,
            "judgement": self.judgement.model_dump(),
            "raw_means": list(self.raw_means),
            "asked": self.asked,
            "model": self.model,
            "prompt_version": self.prompt_version,
        }

    @classmethod
    def parse(cls, kept: Mapping[str, Any] | None) -> Self | None:
        """The judgement that a job kept; None if there is none, or none that this version reads."""
        if not kept or kept.get("schema_version") != _KEPT_VERSION:
            return None
        judgement = Judgement.model_validate(kept["judgement"])
        return cls(judgement, kept["raw_means"], int(kept["asked"]), kept.get("model"), kept["prompt_version"])


def choose_judgement(samples: Samples[Judgement], *, model: str | None, prompt_version: str) -> Judged:
    """The judgement nearest to all others, see `bandup.ielts.medoid`.

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
