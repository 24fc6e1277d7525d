"""What every function for interview practice reads of its environment."""

from bandup.core.settings import Region, TableName
from bandup.http.api_function import ApiSettings


class InterviewSettings(ApiSettings):
    """Base of the settings of one such function.

    Attributes:
        table_name: holds the interviews.
        region: where that table is, and Bedrock is called.
    """

    table_name: TableName
    region: Region


class PaidSettings(InterviewSettings):
    """Base of the settings of a function that asks the model.

    Attributes:
        model_id: an inference profile of the catalogue of models.
        dynamodb_jobs: holds the marks of deleted accounts.
        dynamodb_quotas: holds the counters of each day.
    """

    model_id: str
    dynamodb_jobs: TableName
    dynamodb_quotas: TableName
