"""A clock that only moves when it is told to."""


class MovableClock:
    """Epoch milliseconds, starting at a fixed day."""

    def __init__(self, now: int = 1_800_000_000_000) -> None:
        self.now = now

    def __call__(self) -> int:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += round(seconds * 1000)
