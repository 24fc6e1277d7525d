"""Entry point: everything is built once per execution environment, and a bad environment fails the start."""

from .services import examiner, worker
from .settings import Settings

settings = Settings.load()
handler = worker(settings, examiner(settings))
