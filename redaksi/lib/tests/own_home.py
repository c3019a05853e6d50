"""A home of its own for each process that tests: a plug-in of pytest, for the settings are read before any conftest is."""

import atexit
import os
import shutil
import tempfile

if "REDAKSI_HOME" not in os.environ or "PYTEST_XDIST_WORKER" in os.environ:  # a worker inherits its controller's
    os.environ["REDAKSI_HOME"] = tempfile.mkdtemp(prefix="redaksi-tests-")
    atexit.register(shutil.rmtree, os.environ["REDAKSI_HOME"], ignore_errors=True)
