"""The desk's addresses of rounds; docs/reference/sealed-desk.md says what each takes and gives."""

from django.urls import path

from safeconduct.placement.views import rounds, weights

app_name = "placement"

urlpatterns = [
    path("rounds/", rounds.rounds, name="rounds"),
    path("rounds/open/", rounds.open_one, name="open"),
    path("rounds/<uuid:round>/cards/", rounds.cards, name="cards"),
    path("rounds/<uuid:round>/cards/read/", rounds.read, name="read-cards"),
    path("rounds/<uuid:round>/cards/take-back/", rounds.take_back, name="take-back"),
    path("rounds/<uuid:round>/runs/", rounds.runs, name="runs"),
    path("rounds/<uuid:round>/runs/<uuid:run>/confirm/", rounds.confirm, name="confirm-run"),
    path("rounds/<uuid:round>/answers/", rounds.answers, name="answers"),
    path("rounds/<uuid:round>/answers/read/", rounds.read_answers, name="read-answers"),
    path("rounds/<uuid:round>/end/", rounds.end, name="end"),
    path("weights/", weights.weights, name="weights"),
    path("weights/<int:version>/confirm/", weights.confirm, name="confirm-weights"),
]
