from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "hoptac.intake"
    label = "intake"

    def ready(self) -> None:
        from hoptac.intake import shell

        shell.register()
