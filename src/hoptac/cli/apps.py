from django.apps import AppConfig


class CliConfig(AppConfig):
    name = "hoptac.cli"
    label = "cli"
