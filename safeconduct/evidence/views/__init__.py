"""The desk of evidence: documents, claims, sources."""
