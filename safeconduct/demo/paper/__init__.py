"""Makes Word documents and PDFs out of plain text, always the same bytes."""
