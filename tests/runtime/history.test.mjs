import assert from "node:assert/strict";
import test from "node:test";

import { History, RUN_PAUSE, equal } from "../../nnlib/explorers/js/history.js";

const at = (x) => ({ x: [x], step: 99 });

test("a change can be undone", () => {
  const history = new History(at(0));
  assert.ok(history.empty);
  assert.ok(history.change(at(1)));
  assert.ok(history.undo());
  assert.deepEqual(history.state, at(0));
  assert.ok(!history.undo());
});

test("what changes nothing is no change", () => {
  const history = new History(at(0));
  assert.ok(!history.change(at(0)));
  assert.ok(history.empty);
});

test("one gesture is undone at once, however long it takes", () => {
  const history = new History(at(0));
  for (const x of [1, 2, 3]) history.change(at(x), "hand 1");
  history.change(at(4), "hand 2");
  history.undo();
  assert.deepEqual(history.state, at(3));
  history.undo();
  assert.deepEqual(history.state, at(0));
});

test("a run of one key is undone at once, until a rest", () => {
  const history = new History(at(0));
  history.change(at(1), "key x", 1000);
  history.change(at(2), "key x", 1000 + RUN_PAUSE - 1);
  history.change(at(3), "key x", 1000 + 3 * RUN_PAUSE);
  history.undo();
  assert.deepEqual(history.state, at(2));
  history.undo();
  assert.deepEqual(history.state, at(0));
});

test("another key begins anew", () => {
  const history = new History(at(0));
  history.change(at(1), "key x", 1000);
  history.change(at(2), "key y", 1001);
  history.undo();
  assert.deepEqual(history.state, at(1));
});

test("after an undo, the same gesture's name is a new one", () => {
  const history = new History(at(0));
  history.change(at(1), "key x", 1000);
  history.undo();
  history.change(at(2), "key x", 1001);
  history.undo();
  assert.deepEqual(history.state, at(0));
});

test("a gesture that ends where it began is passed over", () => {
  const history = new History(at(0));
  history.change(at(1));
  for (const x of [2, 1]) history.change(at(x), "hand 1");
  history.undo();
  assert.deepEqual(history.state, at(0));
});

test("equal looks at all of plain JSON", () => {
  assert.ok(equal({ a: [1, { b: null }], c: "d" }, { c: "d", a: [1, { b: null }] }));
  assert.ok(!equal([1], [1, 2]));
  assert.ok(!equal({ a: 1 }, { b: 1 }));
  assert.ok(!equal(null, {}));
  assert.ok(!equal([], {}));
  assert.ok(!equal(1, "1"));
});

test("what is only revealed is not undone", () => {
  const history = new History({ x: 1, step: 99 });
  history.change({ x: 2, step: 99 });
  for (const step of [0, 1, 2]) history.look({ x: 2, step });
  assert.equal(history.undo(), true);
  assert.deepEqual(history.state, { x: 1, step: 99 });
  assert.equal(history.undo(), false);
});
