// Training runs: what is remembered of them, and that going back in time loses nothing.

import assert from "node:assert/strict";
import { test } from "node:test";
import { costs, starting, trained } from "../../nnlib/explorers/js/learning.js";

const columns = [
  [-1, 0, 1, 2],
  [2, -1, 0, 1],
];
const targets = [0, 1, 0, 1];

function run(layers) {
  return (epochs) => costs(layers, columns, targets, 0.05, 0, epochs, columns, targets);
}

test("a run that is asked for less after more has the costs of then", () => {
  const at = run(starting(0, "tanh", "sigmoid", 2, 3, 1));
  const [short, long] = [at(50), at(100)];
  assert.equal(long.length, 11);
  assert.deepEqual(long.slice(0, 6), short);
  assert.deepEqual(at(50), short);
});

test("a network of an earlier epoch is the same after others were trained", () => {
  const layers = starting(1, "tanh", "sigmoid", 2, 3, 1);
  const early = trained(layers, columns, targets, 0.05, 0, 20);
  for (let seed = 2; seed < 9; seed += 1) run(starting(seed, "tanh", "sigmoid", 2, 3, 1))(30);
  trained(layers, columns, targets, 0.05, 0, 60);
  assert.deepEqual(trained(layers, columns, targets, 0.05, 0, 20), early);
});

test("other weights to start from are another run", () => {
  const [one, other] = [3, 4].map((seed) => run(starting(seed, "tanh", "sigmoid", 2, 3, 1))(10));
  assert.notDeepEqual(one, other);
});
