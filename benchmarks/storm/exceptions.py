"""Why a storm could not be run, or what it broke."""


class StormError(Exception):
    """The storm could not be run."""


class KilledError(BaseException):
    """The execution environment is gone: nothing after this line runs, and no handler of errors sees it."""
