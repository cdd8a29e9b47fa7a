"""Which books there are, for whoever tends the installation."""

from safeconduct.fund.models import Book


def all_books() -> list[Book]:
    """Give every book, by its reference."""
    return list(Book.objects.order_by("reference"))
