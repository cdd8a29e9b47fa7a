"""Addresses of the outbox, below the desk."""

from django.urls import path

from safeconduct.outbox.views import mail, messages

app_name = "outbox"

urlpatterns = [
    path("", messages.listing, name="messages"),
    path("messages/<str:reference>/", messages.page, name="message"),
    path("messages/<str:reference>/cancel/", messages.cancel, name="cancel-message"),
    path("messages/<str:reference>/retry/", messages.retry, name="retry-message"),
    path("messages/<str:reference>/settle/", messages.settle, name="settle-message"),
    path("mail/<str:reference>/", mail.page, name="mail"),
    path("mail/<str:reference>/files/<int:number>/", mail.attached, name="attached"),
    path("mail/<str:reference>/set-aside/", mail.set_aside, name="set-aside"),
]
