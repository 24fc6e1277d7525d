"""Faults of paid calls about interviews."""

from mutants.plants import Plant

_CALLS = "interview/paid_calls.py"
_CLAIMS = "interview/claims.py"
_KEYS = "interview/idempotency_records.py"

INTERVIEWS = (
    Plant(
        "an answer is stored apart from its turn",
        _CALLS,
        '            writes["key"] = self._record.store(answer)\n',
        "            pass\n",
        "interview/test_paid_calls.py::test_a_repeated_request_gets_the_stored_answer",
    ),
    Plant(
        "a failed call keeps what it claimed",
        _CALLS,
        "        if not self.is_answered:\n            self._give_back()\n",
        "",
        "interview/test_turns.py::test_a_failed_call_leaves_nothing_behind",
    ),
    Plant(
        "a deleted account pays",
        _CALLS,
        '{"account": self._account_check, "claim": self._claim.prepare_put(table)}',
        '{"claim": self._claim.prepare_put(table)}',
        "interview/test_turns.py::test_a_deleted_account_gets_no_turn",
    ),
    Plant(
        "an account that is deleted during the call gets its turn",
        _CALLS,
        '{"account": self._account_check, "claim": claim, **outcome}',
        '{"claim": claim, **outcome}',
        "interview/test_turns.py::test_an_account_deleted_during_the_call_gets_no_turn",
    ),
    Plant(
        "what a failed call paid is forgotten",
        _CALLS,
        "items.give_back_place(table, self._session, cost)",
        "items.give_back_place(table, self._session)",
        "interview/test_turns.py::test_money_spent_on_a_failed_call_stays_counted",
    ),
    Plant(
        "who was overtaken stores all the same",
        _KEYS,
        '_CLAIMED = "#token = :token AND attribute_not_exists(#answer)"',
        '_CLAIMED = ":token = :token AND attribute_not_exists(#answer)"',
        "interview/test_paid_calls.py::test_whoever_was_overtaken_stores_nothing_while_the_other_is_answered",
    ),
    Plant(
        "a key is used with another request",
        _KEYS,
        "            raise IdempotencyConflictError\n",
        "            return None\n",
        "interview/test_paid_calls.py::test_another_request_with_the_same_key_is_refused_in_every_session",
    ),
    Plant(
        "turns that come at once overwrite each other",
        "interview/items.py",
        'condition, values = f"{_OWNED} AND #turns = :seen", _owned_by(seen) | {"seen": seen.turns}',
        'condition, values = f"{_OWNED} AND :seen = :seen", _owned_by(seen) | {"seen": seen.turns}',
        "interview/test_paid_calls.py::test_a_busy_header_is_tried_until_the_deadline",
    ),
    Plant(
        "a full session takes a turn",
        "interview/items.py",
        "AND #status = :active AND #exchanges < :most",
        "AND #status = :active AND :most = :most",
        "interview/test_turns.py::test_a_full_session_takes_no_turn",
    ),
    Plant(
        "a swept claim gives nothing back",
        _CLAIMS,
        '"quota": {"Update": unit}}',
        "}",
        "interview/test_claims.py::test_what_was_left_comes_back_when_it_has_run_out",
    ),
    Plant(
        "a claim is swept while its call runs",
        _CLAIMS,
        '"now": self._now() * _PER_MS}',
        '"now": (self._now() + CLAIM_MS) * _PER_MS}',
        "interview/test_claims.py::test_what_was_left_comes_back_when_it_has_run_out",
    ),
    Plant(
        "an answer leaves its claim to the sweep",
        _CLAIMS,
        'return table.prepare_delete(_key_of(self.number), "attribute_exists(#sessionId)")',
        'return table.prepare_delete(_key_of(self.number + 1), "attribute_not_exists(#sessionId)")',
        "interview/test_claims.py::test_what_ends_well_or_badly_leaves_no_claim",
    ),
)
