"""The API's document: linted, made into clients that compile, and made into a page to browse."""
