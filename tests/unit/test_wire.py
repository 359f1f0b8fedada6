"""What the grader and a student's process say to each other."""

import json
import os
from fractions import Fraction

import numpy as np
import pytest

from nnlib.grading.wire import Channel, WireError, pack, unpack


def through(value):
    return unpack(json.loads(json.dumps(pack(value))))


@pytest.mark.parametrize(
    "value",
    [..., None, True, 3, -(10**40), 0.5, float("inf"), "text", [1, (2.0, "x")], (), Fraction(1, 4)],
    ids=repr,
)
def test_a_value_comes_back_as_it_was(value):
    back = through(value)
    assert back == value
    assert type(back) is (float if type(value) is Fraction else type(value))


@pytest.mark.parametrize("dtype", ["float64", "float32", "int64", "uint8", "bool"])
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 3), (2, 1, 3)])
def test_an_array_keeps_its_shape_and_dtype(shape, dtype):
    array = np.arange(np.prod(shape, dtype=int)).reshape(shape).astype(dtype)
    back = through(array)
    assert back.dtype == array.dtype
    assert back.shape == array.shape
    np.testing.assert_array_equal(back, array)


def test_numpys_scalars_become_pythons():
    assert [type(through(v)) for v in (np.float32(1), np.int8(1), np.bool_(1))] == [
        float,
        int,
        bool,
    ]


def test_of_anything_else_only_the_kind_is_told():
    assert pack(print) == ["function"]
    assert pack(np.array(["a"])) == ["other", "ndarray"]
    assert type(through({1: 2})).__name__ == "dict"


def test_what_is_huge_comes_back_as_nan_in_no_memory():
    back = through(np.zeros((3000, 3000)))
    assert back.shape == (3000, 3000)
    assert back.strides == (0, 0)
    assert through(10**5000) == float("inf")


@pytest.mark.parametrize(
    "said",
    [
        None,
        3,
        [],
        ["right"],
        ["float", "1"],
        ["int", True],
        ["text", 1],
        ["list", 3],
        ["array", "<f8", [2, 2], [1, 2, 3]],
        ["array", "|O8", [1], [1]],
        ["array", "<f8", [-1], [1]],
        ["array", "|u1", [1], [300]],
        ["huge", ["a"]],
        ["huge", [1] * 99],
        {"dots": 1},
        [["list"]],
    ],
    ids=repr,
)
def test_nonsense_is_refused(said):
    with pytest.raises(WireError):
        unpack(said)


@pytest.fixture
def pipe():
    reading, writing = os.pipe()
    yield reading, writing
    for end in (reading, writing):
        os.close(end)


@pytest.mark.parametrize(
    "said", [b"no message", b"[1]", b"\xff", b"[" * 50_000, b"9" * 5000], ids=lambda said: said[:9]
)
def test_a_line_that_is_no_message_is_refused(pipe, said):
    os.write(pipe[1], said + b"\n")
    with pytest.raises(WireError):
        Channel(*pipe).receive()


def test_a_line_without_an_end_is_refused(pipe, monkeypatch):
    monkeypatch.setattr("nnlib.grading.wire._LARGEST_MESSAGE", 10)
    os.write(pipe[1], b"x" * 20)
    with pytest.raises(WireError, match="too much"):
        Channel(*pipe).receive()


def test_messages_arrive_one_by_one(pipe):
    channel = Channel(*pipe)
    for number in range(3):
        channel.send({"number": number})
    assert [channel.receive()["number"] for _ in range(3)] == [0, 1, 2]


def test_nobody_waits_for_ever(pipe):
    with pytest.raises(WireError, match="the time was up"):
        Channel(*pipe).receive(0.1)
    with pytest.raises(WireError, match="the time was up"):
        Channel(*pipe, deadline=0).send({"long": "x" * 10**6})
