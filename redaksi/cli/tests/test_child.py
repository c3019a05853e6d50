import os
import sys
import time

from redaksi.cli.serving.child import Child
from redaksi.cli.serving.processes import Service

SLEEPS = (sys.executable, "-c", "import time; time.sleep(600)")


class Nobody:
    def take(self, service, line):
        pass


def test_a_service_steps_back_within_the_supervisors_session_and_hears_no_ctrl_c():
    child = Child(Service("pages", SLEEPS, nice=10), Nobody())
    child.start()
    pid = child.process.pid
    try:
        assert os.getpriority(os.PRIO_PROCESS, pid) == 10
        assert (os.getsid(pid), os.getpgid(pid)) == (os.getsid(0), pid)
    finally:
        child.make_stop(by=time.monotonic())
