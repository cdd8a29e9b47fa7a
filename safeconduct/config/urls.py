"""Every address of the system: the public pages, and the desk behind its door."""

from django.urls import include, path

from safeconduct.watch.urls import outside_desk

urlpatterns = [
    path("desk/", include("safeconduct.desk.urls")),
    path("api/v1/", include("safeconduct.api.urls")),
    path("", include(outside_desk)),
    path("", include("safeconduct.public.urls")),
]

handler400 = "safeconduct.public.errors.bad_request"
handler403 = "safeconduct.public.errors.forbidden"
handler404 = "safeconduct.public.errors.not_found"
handler500 = "safeconduct.public.errors.broken"
