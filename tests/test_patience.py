"""What doesn't come is named, and a forked process that hangs is ended."""

from __future__ import annotations

import os
import signal
import time

import pytest

from tests.patience import end_this_process_after, until, wait_until


def test_what_was_waited_for_is_named() -> None:
    never = False
    with pytest.raises(AssertionError, match=r"waited 0\.05 s for: .*lambda: never"):
        wait_until(lambda: never, patience=0.05)


async def test_so_it_is_in_a_loop() -> None:
    never = False
    with pytest.raises(AssertionError, match=r"waited 0\.05 s for: .*lambda: never"):
        await until(lambda: never, patience=0.05)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")
def test_a_fork_that_hangs_is_ended() -> None:
    child = os.fork()
    if child == 0:
        end_this_process_after(0.1)
        while True:
            time.sleep(60)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code == -signal.SIGALRM
