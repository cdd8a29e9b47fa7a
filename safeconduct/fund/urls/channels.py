"""The desk's addresses of the book, its funds, its accounts at banks, and the numbers that people may send money to."""

from django.urls import path

from safeconduct.fund.views import channels

app_name = "channels"

urlpatterns = [
    path("", channels.listing, name="channels"),
    path("book/", channels.book, name="book"),
    path("funds/", channels.fund, name="fund"),
    path("accounts/", channels.account, name="account"),
    path("new/", channels.new, name="new"),
    path("<str:reference>/confirm/", channels.confirm, name="confirm"),
    path("<str:reference>/end/", channels.end, name="end"),
]
