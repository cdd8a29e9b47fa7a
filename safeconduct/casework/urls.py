"""The addresses of cases; docs/reference/sealed-desk.md says what each takes and gives."""

from django.urls import path

from safeconduct.casework.views import cases

app_name = "casework"

urlpatterns = [
    path("", cases.cases, name="cases"),
    path("<uuid:case>/shell/", cases.shell, name="shell"),
    path("<uuid:case>/compartments/", cases.compartments, name="compartments"),
    path("<uuid:case>/close/", cases.close, name="close"),
    path("<uuid:case>/reopen/", cases.reopen, name="reopen"),
    path("<uuid:case>/hold/", cases.hold, name="hold"),
    path("<uuid:case>/shred/", cases.shred, name="shred"),
]
