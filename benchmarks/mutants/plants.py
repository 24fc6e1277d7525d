"""Faults of the kinds that people make, each with the test that is there to notice it."""

from dataclasses import dataclass

from ops.paths import ROOT

from .exceptions import MutantsError


@dataclass(frozen=True)
class Plant:
    """One planted fault.

    Attributes:
        fault: what it does, in a few words.
        file: the file that it is in, below shared/bandup.
        right: the text of the file that it replaces; it stands there exactly once.
        wrong: the text instead.
        caught_by: node id of the test that must fail, below tests/unit.
    """

    fault: str
    file: str
    right: str
    wrong: str
    caught_by: str

    @property
    def path(self) -> str:
        """The file's path in the repository."""
        return f"shared/bandup/{self.file}"

    @property
    def test(self) -> str:
        """The test's node id."""
        return f"tests/unit/{self.caught_by}"

    def make_source(self) -> str:
        """The file's text with the fault. Raises MutantsError if the right text is not there exactly once."""
        source = (ROOT / self.path).read_text(encoding="utf-8")
        if source.count(self.right) != 1:
            raise MutantsError(
                f"{self.path} does not have this exactly once, so {self.fault!r} cannot be planted:\n{self.right}"
            )
        return source.replace(self.right, self.wrong)
