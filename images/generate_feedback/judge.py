"""The work of a job of kind FEEDBACK: an interview is judged."""

from dataclasses import dataclass

from bandup.interview.exceptions import SessionNotFoundError
from bandup.interview.model import Session
from bandup.interview.store import InterviewStore
from bandup.jobs.exceptions import SubjectGoneError
from bandup.jobs.result import Result
from bandup.jobs.worker import Run
from bandup.models.port import JsonModel

from .excerpt import make_excerpt
from .judgement import CheckedJudgement, check_judgement, judge_interview
from .result import build_feedback, build_ratings, build_skills
from .schema import Judgement
from .transcript import Transcript, read_transcript

JUDGEMENT = "judgement"
"""The part of the work that is kept once it is paid: storing may fail where turns are stored at the same time."""


@dataclass(frozen=True)
class Judge:
    """Judges interviews, see `bandup.jobs.worker.Work`.

    Attributes:
        interviews: what was said.
        model: the model that judges.
    """

    interviews: InterviewStore
    model: JsonModel

    def __call__(self, run: Run) -> Result:
        """Judge the interview of a job as it is now.

        Raises:
            SubjectGoneError: the interview was deleted.
            WorkError: see `judge_interview`.
        """
        try:
            session = self.interviews.get_owned(run.job.request["session_id"], run.job.user_id)
        except SessionNotFoundError:
            raise SubjectGoneError(run.job.job_id) from None
        transcript = read_transcript(self.interviews, session)
        if not transcript.answers:  # a deletion takes the turns after the header
            raise SubjectGoneError(run.job.job_id)
        run.report("judging the answers", 0, 1)
        checked, model = self._judge(run, session, transcript)
        feedback = build_feedback(checked, transcript, session, model)
        return Result(
            {
                "flags": feedback["flags"],
                "ts": session.ts,
                "turns": session.turns,
                "ratings": build_ratings(checked),
                "skills": build_skills(checked),
            },
            feedback,
        )

    def _judge(self, run: Run, session: Session, transcript: Transcript) -> tuple[CheckedJudgement, str]:
        """The judgement and the model that gave it: what an earlier run paid for, or a new one."""
        kept = run.job.kept.get(JUDGEMENT)
        if kept and kept["turns"] == session.turns:
            excerpt = make_excerpt(transcript.lines)
            return check_judgement(Judgement.model_validate(kept["answer"]), transcript, excerpt), kept["model"]
        checked = judge_interview(session, transcript, self.model, run.deadline, run.ledger, repair=run.may_repair())
        model = run.ledger.calls[-1].model
        run.keep(JUDGEMENT, {"turns": session.turns, "model": model, "answer": checked.judgement.model_dump()})
        return checked, model
