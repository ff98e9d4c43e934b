from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "hoptac.reporting"
    label = "reporting"

    def ready(self) -> None:
        from hoptac.common import guards
        from hoptac.reporting import shell
        from hoptac.reporting.models import IssuedReport

        guards.guard(guards.AppendOnly(IssuedReport))
        shell.register()
