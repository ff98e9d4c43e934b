from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "hoptac.accounts"
    label = "accounts"

    def ready(self) -> None:
        from hoptac.accounts import kinds, roles, shell, telling
        from hoptac.accounts.inbox import shell as inbox

        roles.shipped()  # a role file that does not fit stops the start
        kinds.register()
        shell.register()
        telling.register()
        inbox.register()
