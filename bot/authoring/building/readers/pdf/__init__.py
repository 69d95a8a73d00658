"""What PDFium finds on the pages of a PDF, as values."""
