"""The environment of this function."""

from bandup.wiring.settings import InterviewSettings


class Settings(InterviewSettings):
    """What every function for interview practice reads, and nothing else."""
