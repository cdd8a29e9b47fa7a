"""The desk's addresses of bank files and what came with them."""

from django.urls import path

from safeconduct.fund.views import bank_files

app_name = "bank"

urlpatterns = [
    path("", bank_files.files, name="files"),
    path("files/<str:reference>/", bank_files.file, name="file"),
    path("files/<str:reference>/book/", bank_files.book_on, name="book"),
    path("files/<str:reference>/put-away/", bank_files.put_away, name="put-away"),
]
