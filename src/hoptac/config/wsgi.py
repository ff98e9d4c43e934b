"""The door of the web server."""

import os

from hoptac.common import database  # noqa: F401  puts the safe SQLite library in place before Django loads

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hoptac.config.settings")

from django.core.wsgi import get_wsgi_application  # noqa: E402  after the library is in place

application = get_wsgi_application()
