"""Addresses of the whole house; English pages live under /en/."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from hoptac.web import health
from hoptac.web import views as web

handler400 = "hoptac.web.views.bad_request"
handler403 = "hoptac.web.views.forbidden"
handler404 = "hoptac.web.views.not_found"
handler500 = "hoptac.web.views.server_error"

DOOR = [path("", include("hoptac.accounts.door.urls"))] if settings.DOORS else []

urlpatterns = [
    path("livez", health.livez),
    path("readyz", health.readyz),
    *i18n_patterns(
        path("", include("hoptac.portal.urls")),
        path("desk/gallery/", web.gallery, name="gallery"),
        path("desk/", include("hoptac.desk.urls")),
        path("", include("hoptac.accounts.urls")),
        *DOOR,
        path("people/", include("hoptac.accounts.people.urls")),
        path("notices/", include("hoptac.accounts.inbox.urls")),
        path("personal-data/", include("hoptac.accounts.subjects.urls")),
        path("places/", include("hoptac.places.urls")),
        path("organisations/", include("hoptac.registry.urls")),
        path("figures/", include("hoptac.figures.urls")),
        path("imports/", include("hoptac.intake.importing.urls")),
        path("readings/", include("hoptac.intake.urls")),
        path("reports/", include("hoptac.reporting.urls")),
        prefix_default_language=False,
    ),
]
