"""The addresses of teams, check-ins and alarms; docs/reference/sealed-desk.md says what each takes and gives."""

from django.urls import path

from safeconduct.watch.views import alarms, check_ins, duty, outside, teams, telephones

app_name = "watch"

urlpatterns = [
    path("alarms/", alarms.alarms, name="alarms"),
    path("alarms/<uuid:alarm>/take/", alarms.take, name="take"),
    path("alarms/<uuid:alarm>/settle/", alarms.settle, name="settle"),
    path("check-ins/", check_ins.begin, name="begin"),
    path("check-ins/look/", check_ins.look, name="look"),
    path("check-ins/<uuid:check_in>/confirm/", check_ins.confirm, name="confirm"),
    path("check-ins/<uuid:check_in>/move/", check_ins.move, name="move"),
    path("check-ins/<uuid:check_in>/end/", check_ins.end, name="end"),
    path("teams/", teams.teams, name="teams"),
    path("teams/make/", teams.make, name="make-team"),
    path("teams/<uuid:team>/members/", teams.members, name="members"),
    path("teams/<uuid:team>/address/", teams.address, name="address"),
    path("teams/<uuid:team>/drill/", teams.drill, name="drill"),
    path("teams/<uuid:team>/telephones/", telephones.add, name="add-telephone"),
    path("teams/<uuid:team>/telephones/<uuid:telephone>/end/", telephones.remove, name="remove-telephone"),
    path("teams/<uuid:team>/end/", teams.end, name="end-team"),
]

# Asked from outside the desk: by the second watcher, and by duty telephones.
outside_desk = (
    [
        path("heartbeat.json", outside.heartbeat, name="heartbeat"),
        path("watch/mirror/", outside.mirrored, name="mirror"),
        path("duty/", duty.page, name="duty"),
        path("duty/worker.js", duty.worker, name="duty-worker"),
        path("duty/look/", duty.look, name="duty-look"),
        path("duty/join/", duty.join, name="duty-join"),
    ],
    "watch-outside",
)
