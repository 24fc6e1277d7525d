"""Entry point: clients are built once per execution environment, and a bad environment fails the start."""

from .pdf.reader import PdfReader
from .services import card_writers, worker
from .settings import Settings

settings = Settings.load()
handler = worker(settings, card_writers(settings), PdfReader())
