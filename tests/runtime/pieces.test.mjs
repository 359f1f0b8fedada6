import assert from "node:assert/strict";
import test from "node:test";

import { means } from "../../nnlib/explorers/js/image.js";
import { packBytes, unpackedBytes } from "../../nnlib/explorers/js/packed.js";
import { anyMatch, spoken } from "../../nnlib/explorers/js/parts.js";
import { toSegment } from "../../nnlib/explorers/js/reach.js";
import { pieces } from "../../nnlib/explorers/js/words.js";

test("stars make every second piece bold", () => {
  assert.deepEqual(pieces("a **b** c"), [
    { text: "a ", bold: false },
    { text: "b", bold: true },
    { text: " c", bold: false },
  ]);
  assert.deepEqual(pieces("**b**"), [{ text: "b", bold: true }]);
  assert.deepEqual(pieces(""), [{ text: "", bold: false }]);
});

test("a third decimal is said only where there is one", () => {
  const said = [1, 0.2, -2.345, 0.005].map((value) => spoken(value, 0.05));
  assert.deepEqual(said, ["1.00", "0.20", "\u22122.345", "0.005"]);
});

test("a number that goes in whole steps is said without decimals", () => {
  assert.equal(spoken(79, 1), "79");
});

test("a pixel is the mean of the places that it covers", () => {
  const pixels = [10, 20, 30, 255, 20, 40, 60, 255, 30, 60, 90, 255, 0, 0, 0, 255];
  assert.deepEqual(means(pixels, 1, 2), [15, 30, 45]);
  assert.deepEqual(means(pixels, 2, 1), [10, 20, 30, 20, 40, 60, 30, 60, 90, 0, 0, 0]);
});

test("bytes are read as they were packed", () => {
  const bytes = Array.from({ length: 300 }, (_, i) => i % 256);
  assert.deepEqual(unpackedBytes(packBytes(bytes)), bytes);
});

test("a number matches the pattern that it feeds", () => {
  assert.ok(anyMatch(["x.*"], ["layers.0.bias.0", "x.2"]));
  assert.ok(!anyMatch(["x.*"], ["x", "x.1.0"]));
});

test("the way to a line ends at its ends", () => {
  const [start, end] = [
    { x: 0, y: 0 },
    { x: 10, y: 0 },
  ];
  assert.equal(toSegment({ x: 5, y: 3 }, start, end), 3);
  assert.equal(toSegment({ x: 13, y: 4 }, start, end), 5);
  assert.equal(toSegment({ x: 3, y: 4 }, start, start), 5);
});
