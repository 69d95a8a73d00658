"""PDF, read through PDFium: what stands where on the pages → what the report says, in its order."""
