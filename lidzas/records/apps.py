from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "lidzas.records"

    def ready(self) -> None:
        from lidzas.records import checks  # noqa: F401, PLC0415 - registering is what importing it does
