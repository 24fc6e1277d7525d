"""What this function works with."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Self

from bandup.core.aws import Clients
from bandup.jobs.kinds import FLASHCARD_SETS, Kind
from bandup.jobs.lambda_worker import LambdaWorker
from bandup.jobs.results import ResultStore
from bandup.jobs.worker import Work
from bandup.models.gemini_pool import build_gemini_pool, check_key
from bandup.models.pool import ModelPool
from bandup.models.titan import TitanEmbedder
from bandup.storage.uploads import Uploads, UploadType

from .document_reader import DocumentReader
from .generate import FlashcardGenerator
from .pdf.pictures import PictureCutter
from .pdf.reader import PdfReader
from .pdf.scans import ScanDrawer
from .scans.scan_reader import ScanReader
from .settings import Settings
from .texts import TextReader

if TYPE_CHECKING:
    from bandup.models.gemini import GeminiModel


@dataclass(frozen=True)
class Services:
    """Everything outside this function that it uses.

    Attributes:
        pdf_reader: opens documents.
        models: who writes the cards. Google's SDK is imported with the first of them, while a document is read.
        worker: the function's handler.
    """

    pdf_reader: PdfReader
    models: "ModelPool[GeminiModel]"
    worker: LambdaWorker

    @classmethod
    def build(cls, settings: Settings, clients: Clients) -> Self:
        """What the settings describe. Nothing is called yet.

        Raises:
            ConfigurationError: one of the models is unknown or retired.
        """
        pdf_reader, models = PdfReader(), build_gemini_pool(settings, clients)
        embedder = TitanEmbedder.build(settings.bedrock_region, clients)
        documents = DocumentReader(pdf_reader, embedder, settings.rag_chunk_size, settings.rag_chunk_overlap)
        types = (
            UploadType.FLASHCARD_PDF,
            UploadType.FLASHCARD_DOCUMENT,
            UploadType.RESUME,
            UploadType.JOB_DESCRIPTION,
        )
        uploads = Uploads(clients.get("s3"), dict.fromkeys(types, settings.s3_bucket_documents))
        sets = ResultStore.build(FLASHCARD_SETS, settings, clients)
        scans = ScanReader(ScanDrawer(), models, settings.ocr_pages)
        generator = FlashcardGenerator(uploads, documents, models, settings.verify_cards, sets, PictureCutter(), scans)
        checks = {"gemini_key": partial(check_key, models)}
        works: dict[Kind, Work] = {Kind.FLASHCARD: generator, Kind.TEXT: TextReader(uploads, pdf_reader)}
        return cls(pdf_reader, models, LambdaWorker.build(works, settings, clients, checks))
