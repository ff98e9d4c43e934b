from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "hoptac.registry"
    label = "registry"

    def ready(self) -> None:
        from hoptac.common import guards
        from hoptac.registry import liveness, measures, scopes, shell, telling
        from hoptac.registry.models import Event, State
        from hoptac.registry.people_models import Affiliation, Membership, Officer

        guards.guard(guards.AppendOnly(Event))
        guards.guard(guards.NoOverlap(State, "organisation"))
        guards.guard(guards.NoOverlap(Membership, "holder"))
        guards.guard(guards.NoOverlap(Officer, "seat"))
        guards.guard(guards.NoOverlap(Affiliation, "organisation"))
        measures.register()
        liveness.register()
        scopes.register()
        shell.register()
        telling.register()
