"""What the pages of a person who asks lay out beyond their own sentences."""

from django import template

from safeconduct.ask.words import sentences

register = template.Library()


@register.simple_tag
def sentences_for_scripts() -> dict[str, str]:
    """Give the sentences that only scripts say, by name, in the language of the page."""
    return sentences()
