"""The desk's addresses of payouts; docs/reference/sealed-desk.md says what each takes and gives."""

from django.urls import path

from safeconduct.fund.views import desk, talking

app_name = "fund"

urlpatterns = [
    path("", desk.payouts, name="payouts"),
    path("ask/", talking.ask, name="ask"),
    path("look/", talking.look, name="look"),
    path("payers/", talking.payers, name="payers"),
    path("withdraw/", talking.withdraw, name="withdraw"),
    path("<str:claim>/approve/", desk.approve, name="approve"),
    path("<str:claim>/paid/", desk.paid, name="paid"),
    path("<str:claim>/return/", desk.give_back, name="return"),
]
