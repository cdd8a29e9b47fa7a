"""Addresses of publications, below a crisis."""

from django.urls import URLPattern, path

from safeconduct.publications.views import annex

app_name = "publications"

of_annexes = [
    path("publications/<str:reference>/annex/", annex.page, name="annex"),
    path("publications/<str:reference>/annex/sealed/", annex.sealed, name="sealed-annex"),
    path("publications/<str:reference>/annex/check/", annex.check, name="check-annex"),
    path("publications/<str:reference>/annex/copies/", annex.copies, name="annex-copies"),
    path("publications/<str:reference>/annex/copies/<str:copy>/recall/", annex.recall, name="recall-annex-copy"),
]

# Add a list of your own above, and its name below.
urlpatterns: list[URLPattern] = [*of_annexes]
