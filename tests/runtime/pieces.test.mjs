import assert from "node:assert/strict";
import test from "node:test";

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
  assert.deepEqual([1, 0.2, -2.345, 0.005].map(spoken), ["1.00", "0.20", "\u22122.345", "0.005"]);
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
