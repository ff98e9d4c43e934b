from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "hoptac.audit"
    label = "audit"

    def ready(self) -> None:
        from hoptac.audit import changes
        from hoptac.audit.models import Entry, Salt, Sealed
        from hoptac.common import guards, memo

        memo.stamped_by(changes.stamp)
        guards.guard(guards.AppendOnly(Entry))
        guards.guard(guards.Unchanged(Salt, ("subject",)))
        guards.guard(guards.Unchanged(Sealed, ("entry", "subject", "field")))
