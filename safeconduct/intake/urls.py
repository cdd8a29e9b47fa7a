"""The addresses by which the sealed desk works on requests for help; docs/reference/sealed-desk.md says what each takes and gives."""

from django.urls import path

from safeconduct.intake.views import channels, requests

app_name = "requests"

urlpatterns = [
    path("channels/", channels.channels, name="channels"),
    path("channels/<uuid:channel>/card/", channels.card, name="card"),
    path("channels/<uuid:channel>/texts/", channels.texts, name="texts"),
    path("channels/<uuid:channel>/state/", channels.state, name="state"),
    path("channels/<uuid:channel>/destroy/", channels.destroy, name="destroy-channel"),
    path("channels/<uuid:channel>/messages/", requests.messages, name="messages"),
    path("mailboxes/<uuid:mailbox>/answers/", requests.answers, name="answers"),
    path("mailboxes/<uuid:mailbox>/clear/", requests.clear, name="clear"),
    path("mailboxes/<uuid:mailbox>/destroy/", requests.destroy, name="destroy"),
    path("files/<uuid:file>/", requests.file, name="file"),
]
