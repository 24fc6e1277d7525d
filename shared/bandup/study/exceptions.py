"""Why a card or a review was not stored."""


class CardGoneError(Exception):
    """The card is not there (any more), or it belongs to another user."""


class SourceGoneError(Exception):
    """What the card would be of was deleted."""


class StudyCardChangedError(Exception):
    """The card is no longer as it was read. Nothing was written."""


class ReviewExistsError(Exception):
    """A review of this card has this id already. Nothing was written."""


class MarkMovedError(Exception):
    """Another request looks through the same results. Nothing was written."""
