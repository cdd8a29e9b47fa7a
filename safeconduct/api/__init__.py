"""The interface for other programs: campaigns, counts, signing. JSON, described by OpenAPI, without cookies."""
