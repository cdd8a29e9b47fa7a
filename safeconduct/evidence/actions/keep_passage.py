"""Keep an exact quotation from a document, so that it can be found again."""

from safeconduct.evidence.models import Passage, Rendition

CONTEXT = 32  # characters before and after: W3C Web Annotation leaves the length open; 32 told all our sentences apart


def keep_passage(*, rendition: Rendition, start: int, end: int, language: str) -> Passage:
    """Give the passage for this span of the rendition's text, made on first use."""
    text = rendition.text
    passage, _ = Passage.objects.get_or_create(
        rendition=rendition,
        start=start,
        end=end,
        defaults={
            "document_id": rendition.document_id,
            "exact": text[start:end],
            "prefix": text[max(0, start - CONTEXT) : start],
            "suffix": text[end : end + CONTEXT],
            "language": language,
        },
    )
    return passage
