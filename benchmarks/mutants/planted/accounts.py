"""Faults of quotas, limits and deleted accounts."""

from mutants.plants import Plant

_STORE = "jobs/store.py"

ACCOUNTS = (
    Plant(
        "more than the day's quota is given",
        "account/quotas.py",
        '"attribute_not_exists(used) OR used < :limit"',
        '"attribute_not_exists(used) OR used <= :limit"',
        "job_api/test_quotas.py::test_the_limit_is_reached_and_not_passed_until_midnight",
    ),
    Plant(
        "a unit comes back twice",
        _STORE,
        "if self._quotas and seen.charged and not wanted.charged:",
        "if self._quotas and not wanted.charged:",
        "job_api/test_quota_returns.py::test_an_exhausted_job_gives_it_back_and_a_redrive_takes_none",
    ),
    Plant(
        "a unit comes back to another day",
        _STORE,
        "prepare_return(self._quotas, seen.user_id, seen.kind, seen.created_at)",
        "prepare_return(self._quotas, seen.user_id, seen.kind, wanted.updated_at)",
        "job_api/test_quota_returns.py::test_the_unit_goes_back_to_the_day_that_it_was_taken_from",
    ),
    Plant(
        "a counter goes below zero",
        "account/quotas.py",
        '"ConditionExpression": "used > :zero",',
        '"ConditionExpression": "used > :zero OR used <= :zero",',
        "account/test_quotas.py::test_no_more_units_come_back_than_were_taken",
    ),
    Plant(
        "a full bucket gives one more",
        "account/limits.py",
        "latest = now + (place.rate.burst - 1) * place.rate.interval_ms",
        "latest = now + place.rate.burst * place.rate.interval_ms",
        "account/test_limits.py::test_a_burst_and_then_one_at_a_time",
    ),
    Plant(
        "users share one bucket",
        "account/limits.py",
        '_Place({"user_id": user_id, "day_kind"',
        '_Place({"user_id": "all", "day_kind"',
        "account/test_limits.py::test_each_user_and_each_thing_has_its_own",
    ),
    Plant(
        "a deletion is forgotten at once",
        "account/tombstones.py",
        "    return now // 1000 + LIFETIME_SECONDS\n",
        "    return now // 1000\n",
        "jobs/test_tombstone.py::test_a_tombstone_holds_a_hash_and_an_end",
    ),
)
