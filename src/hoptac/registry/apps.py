from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "hoptac.registry"
    label = "registry"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        post_migrate.connect(_fill_words, sender=self)
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


def _fill_words(using: str, **_kwargs: object) -> None:
    """A site that had organisations before they could be looked up by words gets the words once."""
    from django.db import connections

    from hoptac.registry import searching
    from hoptac.registry.models import Organisation
    from hoptac.registry.search_models import Lookup

    if Lookup._meta.db_table not in connections[using].introspection.table_names():
        return
    if Organisation.objects.exists() and not Lookup.objects.exists():
        searching.rebuild()
