from django.apps import AppConfig


class SubjectsConfig(AppConfig):
    name = "hoptac.accounts.subjects"
    label = "subjects"

    def ready(self) -> None:
        from hoptac.accounts.subjects import clocks, shell

        clocks.shipped()  # a file of clocks that does not fit stops the start
        shell.register()
