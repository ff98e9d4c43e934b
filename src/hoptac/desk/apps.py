from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "hoptac.desk"
    label = "desk"

    def ready(self) -> None:
        from hoptac.desk import shell

        shell.register()
