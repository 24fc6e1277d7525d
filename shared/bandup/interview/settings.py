"""What every function for interview practice reads of its environment."""

from bandup.http.function import ApiSettings
from bandup.settings import Region, TableName


class InterviewSettings(ApiSettings):
    """Base of the settings of one such function.

    Attributes:
        table_name: holds the interviews.
        region: where that table is, and Bedrock is called.
    """

    table_name: TableName
    region: Region
