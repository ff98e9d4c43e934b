from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "hoptac.notices"
    label = "notices"
