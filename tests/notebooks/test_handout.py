"""The handout: its numbers are nnlib's, and it fits on one sheet."""

import re

import handout
import numpy as np
import pytest

import nnlib

HTML = (handout.FOLDER / "handout.html").read_text(encoding="utf-8")


def test_the_stored_sheet_is_the_one_that_nnlib_computes():
    assert handout.handout() == HTML


def test_the_pdf_has_two_sides():
    content = (handout.FOLDER / "handout.pdf").read_bytes()
    assert len(re.findall(rb"/Type ?/Page\b", content)) == 2


def test_the_front_has_blanks_and_the_back_the_numbers():
    front, back = HTML.split("<section>")[1:]
    blanks = re.findall('<span class="blank"><small>[^<]+</small><b>([^<]*)</b>', front)
    numbers = re.findall('<span class="blank"><small>[^<]+</small><b>([^<]*)</b>', back)
    assert set(blanks) == {""}
    assert len(blanks) == len(numbers)
    assert {"1.0800", "0.7465", "2.9200", "0.9488", "0.3511", "0.4491", "1.0467"} <= set(numbers)


def test_a_nudge_agrees_with_the_gradients_of_the_sheet():
    weights = [np.array(weight) for weight in handout.ARTICLE]
    by_task = {task: values for task, _, _, values in handout.steps()}

    def cost():
        a = np.array(handout.V)
        for weight in weights[:2]:
            a = nnlib.activations.sigmoid(weight @ a)
        return nnlib.CrossEntropyLoss()(weights[2] @ a, 0)

    for layer, task in [(2, "Gradients of the weights of <i>dog</i>"),
                        (1, "Gradients of the weights of unit 1, layer 2")]:  # fmt: skip
        for i, gradient in enumerate(by_task[task]):
            weights[layer][0, i] += 1e-6
            up = cost()
            weights[layer][0, i] -= 2e-6
            assert (up - cost()) / 2e-6 == pytest.approx(gradient, abs=1e-6)
            weights[layer][0, i] += 1e-6
