from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "hoptac.reporting"
    label = "reporting"

    def ready(self) -> None:
        from hoptac.reporting import shell

        shell.register()
