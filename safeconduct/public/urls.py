"""The public addresses. They are permanent: what stands in a printed letter must lead somewhere in ten years."""

from django.urls import path

from safeconduct.public import views

app_name = "public"

urlpatterns = [
    path("", views.door, name="door"),
    path("<str:language>/", views.home, name="home"),
    path("<str:language>/<slug:slug>/", views.crisis, name="crisis"),
    path("<str:language>/<slug:slug>/claims/", views.claims, name="claims"),
    path("<str:language>/<slug:slug>/claims/<str:reference>/", views.claim, name="claim"),
    path("<str:language>/<slug:slug>/governments/", views.governments, name="governments"),
    path("<str:language>/<slug:slug>/governments/<str:code>/", views.government, name="government"),
    path("<str:language>/<slug:slug>/timeline/", views.timeline, name="timeline"),
]
