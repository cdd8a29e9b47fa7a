"""What goes out of a sheet: PDF, DOCX, a fragment of a page, plain text, mail. Nothing here knows a table."""
