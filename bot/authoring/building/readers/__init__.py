"""A reader a format: the bytes of a file → a Document, or a ReportError."""
