"""What a job that grades another draft says of the draft before."""

from pydantic import BaseModel


class RevisesDraft(BaseModel):
    """A part of a job's stored request.

    Attributes:
        revises: the evaluation of the draft before, or None.
        first_draft: that of the first draft of all, or None. Drafts are listed by it.
    """

    revises: str | None = None
    first_draft: str | None = None

    def describe_draft(self) -> dict[str, str]:
        """The same as an evaluation holds it; empty for a first draft."""
        named = {"revises": self.revises, "first_draft": self.first_draft}
        return {name: value for name, value in named.items() if value is not None}
