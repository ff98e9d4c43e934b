from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CommonConfig(AppConfig):
    name = "hoptac.common"
    label = "common"

    def ready(self) -> None:
        from hoptac.common import guards

        post_migrate.connect(guards.install, dispatch_uid="hoptac guards")
