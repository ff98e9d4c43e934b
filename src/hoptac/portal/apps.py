from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "hoptac.portal"
    label = "portal"

    def ready(self) -> None:
        from hoptac.portal import shell

        shell.register()
