"""The model server's control routes: tell it to fail, and ask what it was called."""

import json
from typing import Any

import requests

_HANG_SECONDS = 300


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
        self._ask("POST", "_faults", data=order)

    def recover(self, marker: str) -> None:
        """Calls that carry the marker meet no more faults, and are not counted any more."""
        self._ask("DELETE", "_faults", params={"marker": marker})

    def calls(self, marker: str) -> int:
        """How many calls carried the marker, since it was registered; those are left out whose form was refused."""
        return sum(outcome != "refused 400" for outcome in self.outcomes(marker))

    def outcomes(self, marker: str) -> list[str]:
        """What became of each call that carried the marker, in order."""
        return [call["outcome"] for call in self._ask("GET", "_calls", params={"marker": marker}).json()["calls"]]

    def handle_schemas(self, handling: str) -> None:
        """What becomes of schemas as fields of requests from now on: `documented`, `taken` or `refused`."""
        self._ask("PUT", "_schemas", params={"handling": handling})

    def bedrock_callers(self) -> list[dict[str, str]]:
        """Every access key that called a model of Bedrock, with that model."""
        return list(self._ask("GET", "_callers").json()["callers"])

    def total(self) -> int:
        """How many calls there were of all models, whoever made them."""
        return int(self._ask("GET", "_calls").json()["total"])

    def files(self) -> dict[str, int]:
        """How many files the provider's store holds, and how many were ever uploaded to it."""
        return dict(self._ask("GET", "_files").json())

    def _ask(self, method: str, path: str, **options: Any) -> requests.Response:
        answer = self._session.request(method, f"{self._url}/{path}", timeout=_HANG_SECONDS, **options)
        answer.raise_for_status()
        return answer
