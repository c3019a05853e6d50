"""What granian calls for every request."""

import os

from django.core.wsgi import get_wsgi_application

from redaksi.cli.serving import lifeline

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "redaksi.settings")
application = get_wsgi_application()
lifeline.hold()
