"""The desk's addresses of appeals."""

from django.urls import path

from safeconduct.fund.views import appeals

app_name = "appeals"

urlpatterns = [
    path("", appeals.listing, name="appeals"),
    path("new/", appeals.new, name="new"),
    path("<str:reference>/", appeals.page, name="appeal"),
    path("<str:reference>/text/", appeals.text, name="text"),
    path("<str:reference>/open/", appeals.open_, name="open"),
    path("<str:reference>/close/", appeals.close, name="close"),
    path("<str:reference>/count/", appeals.count, name="count"),
    path("<str:reference>/counts/<str:count>/", appeals.confirm, name="confirm"),
]
