"""What can go wrong for a person who runs something here."""


class OperatorError(Exception):
    """A command cannot do what was asked; the message is for the person at the terminal, and says what to do."""
