from django.apps import AppConfig


class FundConfig(AppConfig):
    name = "safeconduct.fund"
