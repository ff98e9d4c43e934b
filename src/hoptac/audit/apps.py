from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "hoptac.audit"
    label = "audit"

    def ready(self) -> None:
        from hoptac.audit.models import Entry
        from hoptac.common import guards

        guards.guard(guards.AppendOnly(Entry))
