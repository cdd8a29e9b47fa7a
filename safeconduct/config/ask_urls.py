"""The addresses of the intake."""

from django.urls import include, path

urlpatterns = [path("", include("safeconduct.ask.urls"))]

handler400 = "safeconduct.ask.views.errors.bad_request"
handler403 = "safeconduct.ask.views.errors.forbidden"
handler404 = "safeconduct.ask.views.errors.not_found"
handler500 = "safeconduct.ask.views.errors.broken"
