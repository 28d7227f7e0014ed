"""The application, as Django knows it."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """The register."""

    name = "daylight.register"
    label = "register"
    verbose_name = "Consent-decree register"
    default_auto_field = "django.db.models.BigAutoField"
