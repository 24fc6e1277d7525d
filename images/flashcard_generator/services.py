"""What this function works with."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from bandup.core.aws import Clients
from bandup.jobs.kinds import Kind
from bandup.jobs.lambda_worker import LambdaWorker
from bandup.models.catalogue import require_live, today
from bandup.models.pool import ModelPool
from bandup.models.titan import TitanEmbedder
from bandup.storage.uploads import Uploads, UploadType

from .document_reader import DocumentReader
from .generate import FlashcardGenerator
from .pdf.reader import PdfReader
from .settings import Settings

if TYPE_CHECKING:
    from bandup.models.gemini import GeminiModel


@dataclass(frozen=True)
class Services:
    """Everything outside this function that it uses.

    Attributes:
        pdf_reader: opens PDFs.
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
        require_live(settings.gemini_model, today())

        def build_model() -> "GeminiModel":
            from bandup.models.gemini import GeminiModel  # noqa: PLC0415  # at the top it would be most of the start

            return GeminiModel.build(settings, clients)

        def usable_key() -> None:
            with models.borrow() as model:
                model.usable_key()

        pdf_reader, models = PdfReader(), ModelPool(build_model)
        embedder = TitanEmbedder.build(settings.bedrock_region, clients)
        documents = DocumentReader(pdf_reader, embedder, settings.rag_chunk_size, settings.rag_chunk_overlap)
        uploads = Uploads(clients.get("s3"), {UploadType.FLASHCARD_PDF: settings.s3_bucket_documents})
        generator = FlashcardGenerator(uploads, documents, models)
        checks = {"gemini_key": usable_key}
        return cls(pdf_reader, models, LambdaWorker.build(Kind.FLASHCARD, settings, clients, generator, checks))
