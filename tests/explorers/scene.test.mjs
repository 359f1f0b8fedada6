// The runtime beside nnlib: after the same hands, the same numbers to 1e-12 and the same letters.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

const { NNLIB_CASES, NNLIB_SCRIPT } = process.env;
const { explorers, texts, values, learned } = JSON.parse(readFileSync(NNLIB_CASES, "utf8"));
const load = (name) => import(pathToFileURL(`${NNLIB_SCRIPT}/${name}.js`));
const { Scene } = await load("scene");
const { compile } = await load("expressions");
const { learn } = await load("learner");

function same(given, expected, where) {
  if (typeof expected === "number") {
    const far = Math.abs(given - expected);
    assert.ok(far <= 1e-12 * Math.max(1, Math.abs(expected)), `${where}: ${given}, ${expected}`);
  } else if (expected !== null && typeof expected === "object") {
    assert.deepEqual(Object.keys(given ?? {}).toSorted(), Object.keys(expected).toSorted(), where);
    for (const key of Object.keys(expected)) same(given[key], expected[key], `${where}.${key}`);
  } else {
    assert.equal(given, expected, where);
  }
}

const isBound = (value) => Array.isArray(value) && value[0] === "=";
const coordinate = (value) => compile(["coordinate", value])({});
const words = (value) => {
  if (Array.isArray(value)) return value.map(coordinate).join(" ");
  return typeof value === "number" ? coordinate(value) : value;
};

function* bound([, attributes, ...children], scope) {
  for (const [name, value] of Object.entries(attributes)) {
    if (isBound(value)) yield `${name}=${words(compile(value[1])(scope))}`;
    else if (name === "@show" || name === "@seen") yield `${name}=${!!compile(value)(scope)}`;
    else if (name === "@number") yield `${name}=${compile(value)(scope)}`;
  }
  for (const child of children) {
    if (isBound(child)) yield String(compile(child[1])(scope));
    else if (Array.isArray(child)) yield* bound(child, scope);
  }
}

function done(scene, state, what) {
  if (what.moved) return scene.moved(state, ...what.moved);
  if (what.preset) return scene.act(state, what.preset);
  if (what.choice) return scene.choose(state, ...what.choice);
  return scene.change(state, what.change, what.extra);
}

for (const { name, data, cases } of explorers) {
  test(`${name}: ${cases.length} states`, () => {
    const scene = new Scene(data);
    for (const [n, { state, what, after, scope, written }] of cases.entries()) {
      const where = `${name} ${n} ${JSON.stringify(what).slice(0, 200)}`;
      same(done(scene, state, what), after, where);
      const seen = scene.scope(after);
      for (const key of Object.keys(scope)) same(seen[key], scope[key], `${where} ${key}`);
      for (const part of Object.keys(data.pictures)) {
        assert.deepEqual([...bound(data.pictures[part], seen)], written[part], where);
      }
      assert.deepEqual([...bound(data.formula, seen)], written.formula, where);
      assert.equal(String(compile(data.readout)(seen)), written.readout, where);
    }
  });
}

test(`${texts.length} numbers are written alike`, () => {
  for (const { expression, text } of texts) {
    assert.equal(String(compile(expression)({})), text, JSON.stringify(expression));
  }
});

test(`${values.length} other values are the same`, () => {
  for (const { expression, value } of values) {
    same(compile(expression)({}), value, JSON.stringify(expression).slice(0, 200));
  }
});

test(`${learned.length} times twenty steps are learned alike`, () => {
  for (const { state, points, how, after } of learned) {
    same(learn(state, points, how), after, JSON.stringify(how));
  }
});
