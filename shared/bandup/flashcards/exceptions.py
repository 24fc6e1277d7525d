"""Why a card is not changed."""


class CardNotFoundError(Exception):
    """The set has no such card, or it was deleted."""


class CardChangedError(Exception):
    """The card is no longer of the version that the change was made for."""
