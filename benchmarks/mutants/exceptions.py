"""Why mutants cannot be tried."""


class MutantsError(Exception):
    """The tests fail by themselves, or a fault to plant does not fit the code any more."""
