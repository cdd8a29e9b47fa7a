"""The public addresses. They are permanent: what stands in a printed letter must lead somewhere in ten years."""

from django.urls import path

from safeconduct.public.views import annex, board, pages

app_name = "public"

urlpatterns = [
    path("", pages.door, name="door"),
    path("<str:language>/", pages.home, name="home"),
    path("<str:language>/annex/<str:token>/", annex.annex, name="annex"),
    path("<str:language>/<slug:slug>/", pages.crisis, name="crisis"),
    path("<str:language>/<slug:slug>/claims/", pages.claims, name="claims"),
    path("<str:language>/<slug:slug>/claims/<str:reference>/", pages.claim, name="claim"),
    path("<str:language>/<slug:slug>/governments/", board.governments, name="governments"),
    path("<str:language>/<slug:slug>/governments/<str:code>/", board.government, name="government"),
    path("<str:language>/<slug:slug>/timeline/", pages.timeline, name="timeline"),
]
