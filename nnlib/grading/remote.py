"""A function of a student's that runs in the child; here it looks like any function."""

import builtins
import threading
from typing import Any

import numpy as np

from nnlib.grading.wire import Channel, WireError, has_huge, pack, unpack

_ASKED = 1000  # how often a call may ask for an input that is a function
_PATIENCE = 5.0  # seconds for a call to be given up by the child


class Remote:
    """A function in the child.

    Parameters
    ----------
    channel : Channel
        To the child, which waits to be called.
    """

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._lock = threading.Lock()  # a check that is too slow leaves a thread behind
        self._waiting = self._gone = False

    def __call__(self, *inputs: Any) -> Any:
        """Return what the student's function returns, or raise what it raises."""
        with self._lock:
            if self._gone:
                raise SystemExit("it ended Python, or took all its time")
            try:
                message = self._answer_to(inputs)
            except WireError as error:
                self._gone = True
                raise SystemExit(f"{error}") from None
        if "raised" in message:
            raise _error(message["raised"])
        for given, after in zip(inputs, message.get("after", []), strict=False):
            _put_back(given, unpack(after))
        return unpack(message.get("result"))

    def settle(self) -> None:
        """Wait for an answer that nobody waits for any more."""
        with self._lock:
            while self._waiting and not self._gone:
                message = self._channel.receive(_PATIENCE)
                if "ask" in message:
                    self._channel.send({"refused": "the time was up"})
                self._waiting = "ask" in message
        if self._gone:
            raise WireError("a function ended the notebook's process")

    def _answer_to(self, inputs: tuple) -> dict[str, Any]:
        self._waiting = True
        self._channel.send({"call": [pack(value) for value in inputs]})
        for _ in range(_ASKED):
            message = self._channel.receive()
            if "ask" not in message:
                self._waiting = False
                return message
            self._channel.send(_told(inputs, message))
        raise WireError("a function asked too often")


def _told(inputs: tuple, message: dict[str, Any]) -> dict[str, Any]:
    """Return what an input gives that is a function."""
    try:
        function = inputs[message["ask"]]
        if has_huge(message["inputs"]):
            raise ValueError("an input is too large")
        return {"told": pack(function(*(unpack(value) for value in message["inputs"])))}
    except Exception as error:  # the student's inputs may be anything
        return {"refused": f"{error}"[:1000]}


def _put_back(given: Any, after: Any) -> None:
    """Do to an input what the student's function has done to its copy of it."""
    if isinstance(given, np.ndarray) and isinstance(after, np.ndarray):
        if given.shape == after.shape:
            given[...] = after
    elif isinstance(given, list) and isinstance(after, list):
        given[:] = after
    elif isinstance(given, tuple) and isinstance(after, tuple):
        for own, other in zip(given, after, strict=False):
            _put_back(own, other)


def _error(raised: Any) -> BaseException:
    """Return an error of the same name and message."""
    try:
        name, message = map(str, raised)
    except (TypeError, ValueError):
        raise WireError("the process said something that is no error") from None
    known = getattr(builtins, name, None) or getattr(np.exceptions, name, None)
    if isinstance(known, type) and issubclass(known, Exception):
        try:
            return known(message)
        except Exception:  # some need more than a message
            known = None
    return type(name if name.isidentifier() else "Error", (Exception,), {})(message)
