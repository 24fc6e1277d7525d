"""The model server's control routes: tell it to fail, and ask what it was called."""

import json
from typing import Any

import requests


class ModelControl:
    """Faults and counts by marker: a random word that a test puts into its own essay."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._session = requests.Session()
        self._session.trust_env = False

    def fail(self, marker: str, *faults: dict[str, Any]) -> None:
        """The next calls that carry the marker meet these faults, in order; an empty list only counts calls."""
        # Not requests' own JSON, which refuses NaN: the model server can say even that.
        order = json.dumps({"marker": marker, "faults": list(faults)})
        answer = self._session.post(f"{self._url}/_faults", data=order, timeout=10)
        answer.raise_for_status()

    def calls(self, marker: str) -> int:
        """How many calls carried the marker, since it was registered."""
        answer = self._session.get(f"{self._url}/_calls", params={"marker": marker}, timeout=10)
        answer.raise_for_status()
        return int(answer.json()["count"])

    def bedrock_callers(self) -> list[dict[str, str]]:
        """Every access key that called a model of Bedrock, with that model."""
        answer = self._session.get(f"{self._url}/_callers", timeout=10)
        answer.raise_for_status()
        return list(answer.json()["callers"])

    def total(self) -> int:
        """How many calls there were of all models, whoever made them."""
        answer = self._session.get(f"{self._url}/_calls", timeout=10)
        answer.raise_for_status()
        return int(answer.json()["total"])

    def files(self) -> dict[str, int]:
        """How many files the provider's store holds, and how many were ever uploaded to it."""
        answer = self._session.get(f"{self._url}/_files", timeout=10)
        answer.raise_for_status()
        return dict(answer.json())
