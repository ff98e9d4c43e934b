from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "hoptac.programmes"
    label = "programmes"

    def ready(self) -> None:
        from hoptac.programmes import measures, shell

        measures.register()
        shell.register()
