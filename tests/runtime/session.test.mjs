import assert from "node:assert/strict";
import test from "node:test";

import { Scene } from "../../nnlib/explorers/js/scene.js";
import { Session } from "../../nnlib/explorers/js/session.js";

const X = ["text", "x"];
const DATA = {
  values: [],
  constants: {},
  numbers: [{ path: "x.*", min: -3, max: 3, step: 0.05, drag: 0.02, name: X, short: X }],
  presets: [
    { label: "One", state: { x: [0.568004] } },
    { label: "Two", state: { x: [2] } },
  ],
  keep: ["view"],
  steps: 3,
  state: { x: [0.568004], view: "forward", step: 99, preset: "One" },
};

function session() {
  const told = [];
  const page = { draw() {}, changed: (state) => told.push(state) };
  const one = new Session(new Scene(DATA), null, page);
  return { one, told };
}

test("a number goes home exactly, although it moves in steps", () => {
  const { one } = session();
  one.move("x.0", 1.234, false);
  assert.equal(one.state.x[0], 1.25);
  one.bringHome("x.0");
  assert.equal(one.state.x[0], 0.568004);
});

test("a preset keeps what the scene names, and undo says which it was", () => {
  const { one } = session();
  one.choose("view", "backward", []);
  one.startFrom("Two");
  assert.deepEqual([one.state.preset, one.state.view, one.state.x[0]], ["Two", "backward", 2]);
  one.undo();
  assert.equal(one.state.preset, "One");
});

test("reset keeps nothing", () => {
  const { one } = session();
  one.choose("view", "backward", []);
  one.move("x.0", 3, false);
  one.reset();
  assert.deepEqual(one.state, DATA.state);
});

test("steps go round, and the last one reveals everything", () => {
  const { one } = session();
  const seen = [1, 2, 3, 4].map(() => [one.step(), one.state.step]);
  assert.deepEqual(seen, [
    [1, 1],
    [2, 2],
    [3, 99],
    [1, 1],
  ]);
});

test("a hand that lets go is told of once, and a state from outside not at all", () => {
  const { one, told } = session();
  one.move("x.0", 1, false);
  one.settle();
  one.settle();
  one.take({ x: [2] });
  one.settle();
  assert.equal(told.length, 1);
});
