"""What is known, and how well: sources, documents, passages, claims, attributions, origins, standing."""
