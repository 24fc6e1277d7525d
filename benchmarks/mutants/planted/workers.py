"""Faults of the worker and its heartbeat."""

from mutants.plants import Plant

_WORKER = "jobs/worker.py"
_MOVES = "jobs/transitions.py"

WORKERS = (
    Plant(
        "an ended job is worked on again",
        _WORKER,
        "        if job.is_final or (",
        "        if False or (",
        "jobs/test_worker.py::test_further_deliveries_change_nothing",
    ),
    Plant(
        "a copy of before its end opens an exhausted job",
        _WORKER,
        "delivery.sent_at < job.updated_at",
        "delivery.sent_at < 0",
        "jobs/test_worker.py::test_a_copy_of_before_its_end_does_not_open_an_exhausted_job",
    ),
    Plant(
        "a job that another worker holds is worked on",
        _MOVES,
        "    if not job.is_open or job.leased_at(now):\n        raise JobChangedError(job.job_id)\n    crashed",
        "    if not job.is_open:\n        raise JobChangedError(job.job_id)\n    crashed",
        "jobs/test_transitions.py::test_only_the_drawn_moves_exist",
    ),
    Plant(
        "acknowledged although the work failed",
        _WORKER,
        "        return delay is None\n",
        "        return True\n",
        "jobs/test_worker.py::test_an_outage_of_hours_keeps_the_job_and_its_message",
    ),
    Plant(
        "the delay that the provider asks for is forgotten",
        _WORKER,
        "    if asked is not None:\n",
        "    if asked is None and False:\n",
        "jobs/test_worker.py::test_the_providers_delay_is_kept",
    ),
    Plant(
        "poison is acknowledged and lost",
        _WORKER,
        'logger.error("message buried", extra={"code": error.code})\n            delivery.send_to_dlq()\n',
        'logger.error("message buried", extra={"code": error.code})\n',
        "jobs/test_worker.py::test_poison_goes_to_the_dead_letter_queue_at_once",
    ),
    Plant(
        "a job of another queue is worked on",
        _WORKER,
        "if job is None or job.kind not in self.duties:",
        "if job is None:",
        "jobs/test_worker.py::test_a_job_of_another_queue_is_poison",
    ),
    Plant(
        "a job is started without the time for a paid call",
        _WORKER,
        "        if remaining < MIN_SECONDS:\n",
        "        if remaining < 0:\n",
        "jobs/test_worker.py::test_a_job_is_not_started_without_time_for_a_paid_call",
    ),
    Plant(
        "crashes are not counted",
        _WORKER,
        'lease.defer("unexpected_error", crashed=True)',
        'lease.defer("unexpected_error")',
        "jobs/test_worker.py::test_unclassified_errors_count_as_crashes_and_end_in_the_dead_letter_queue",
    ),
    Plant(
        "unusable answers are paid for without end",
        _WORKER,
        "if lease.job.invalid_outputs + error.answers < MAX_INVALID_OUTPUTS:",
        "if error.answers < MAX_INVALID_OUTPUTS:",
        "jobs/test_worker.py::test_the_third_unusable_answer_that_is_paid_ends_the_job",
    ),
    Plant(
        "a deleted account's job is worked on",
        _WORKER,
        "if job.kind is not Kind.DELETION and self.store.tombstone(job.user_id, now):",
        "if False:",
        "jobs/test_tombstone.py::test_a_job_that_waits_is_not_started",
    ),
    Plant(
        "the lease is not renewed",
        "jobs/heartbeat.py",
        "                    self.lease.renew(LEASE_SECONDS)\n",
        "",
        "jobs/test_heartbeat.py::test_lease_and_message_are_renewed_while_the_model_is_awaited",
    ),
    Plant(
        "the message is not hidden any longer",
        "jobs/heartbeat.py",
        "                        self.delivery.set_visibility(LEASE_SECONDS)\n",
        "                        pass\n",
        "jobs/test_heartbeat.py::test_lease_and_message_are_renewed_while_the_model_is_awaited",
    ),
    Plant(
        "who lost the job pays on",
        "jobs/heartbeat.py",
        "                self._lost.set()\n",
        "",
        "jobs/test_heartbeat.py::test_who_lost_the_job_pays_no_more_and_stores_nothing",
    ),
    Plant(
        "the heartbeat outlives its delivery",
        "jobs/heartbeat.py",
        "        self._stopped.set()\n",
        "",
        "jobs/test_heartbeat.py::test_no_heartbeat_outlives_its_delivery",
    ),
    Plant(
        "a killed worker holds its message for as long as the queue hides it",
        _WORKER,
        "        delivery.set_visibility(LEASE_SECONDS)\n        job = self.store.get(job_id)\n",
        "        job = self.store.get(job_id)\n",
        "jobs/test_heartbeat.py::test_a_worker_that_is_killed_before_it_leased_the_job_hides_its_message_no_longer",
    ),
    Plant(
        "a refused request is tried for ever",
        _WORKER,
        "job.refusals + 1 >= MAX_REFUSALS",
        "job.refusals < 0",
        "jobs/test_refusals.py::test_it_ends_at_the_fifth_try_while_others_succeed_and_the_alarm_rings_once",
    ),
    Plant(
        "a wrong configuration for all ends everybody's jobs",
        _WORKER,
        "        if others_succeed and job.refusals",
        "        if job.refusals",
        "jobs/test_refusals.py::test_a_configuration_that_is_wrong_for_all_keeps_all_work_and_keeps_ringing",
    ),
    Plant(
        "success counts although nothing was paid",
        _WORKER,
        "            if lease.ledger.calls:\n",
        "            if True:\n",
        "jobs/test_refusals.py::test_success_counts_only_if_it_was_paid",
    ),
)
