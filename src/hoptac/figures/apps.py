from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "hoptac.figures"
    label = "figures"

    def ready(self) -> None:
        from hoptac.common import ports
        from hoptac.figures import queries, shell

        ports.set_measure(queries.measure)
        shell.register()
