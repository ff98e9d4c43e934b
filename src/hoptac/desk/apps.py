from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "hoptac.desk"
    label = "desk"
