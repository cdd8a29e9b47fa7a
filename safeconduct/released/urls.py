"""The desk's addresses of what is let out; docs/reference/sealed-desk.md says what each takes and gives."""

from django.urls import path

from safeconduct.released.views import desk, numbers, slips

app_name = "released"

urlpatterns = [
    path("numbers/", numbers.numbers, name="numbers"),
    path("numbers/<str:reference>/confirm/", numbers.confirm, name="confirm-numbers"),
    path("numbers/<str:reference>/refuse/", numbers.refuse, name="refuse-numbers"),
    path("slips/", slips.slips, name="hand-in"),
    path("slips/<str:reference>/withdraw/", slips.withdraw, name="withdraw"),
]

# Pages of a crisis, in a namespace of their own; the desk includes them beside those of evidence.
of_crisis = (
    [
        path("slips/", desk.slips, name="slips"),
        path("slips/<str:reference>/accept/", desk.accept, name="accept"),
        path("slips/<str:reference>/refuse/", desk.refuse, name="refuse"),
    ],
    "slips",
)
