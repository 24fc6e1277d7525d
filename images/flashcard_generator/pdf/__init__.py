"""From a PDF to passages: a process of its own reads the file, and its text is cut where sentences end."""
