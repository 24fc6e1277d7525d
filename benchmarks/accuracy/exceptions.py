"""Why a run cannot give an honest number."""


class AccuracyError(Exception):
    """The run cannot start or go on; the message tells a person why, and what to do."""


class ScriptsError(AccuracyError):
    """The folder holds something that cannot be used; the message has one line for each problem."""
