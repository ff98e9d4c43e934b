from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "hoptac.places"
    label = "places"

    def ready(self) -> None:
        from hoptac.common import guards
        from hoptac.places import shell
        from hoptac.places.models import Version

        guards.guard(guards.NoOverlap(Version, "place"))
        shell.register()
