"""Addresses of the campaign's desk, below a crisis."""

from django.urls import URLPattern, path

from safeconduct.petitions.views import listing

app_name = "petitions"

of_campaigns = [
    path("petitions/", listing.listing, name="listing"),
]

# Add a list of your own above, and its name below; that of campaigns stays last, because it takes any one word for a reference.
urlpatterns: list[URLPattern] = [*of_campaigns]
