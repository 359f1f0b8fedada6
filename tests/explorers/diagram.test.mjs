// diagram.js beside what nnlib computes, writes and draws; test_diagram_js.py makes the cases.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const { script, cases, texts } = JSON.parse(readFileSync(process.env.NNLIB_CASES, "utf8"));
// A module without package.json beside it is taken for one only when it is handed over as text.
const source = readFileSync(script, "utf8");
const { compute, fixed, formula, look, number, readout } = await import(
  `data:text/javascript,${encodeURIComponent(source)}`
);

function worst(computed, wanted) {
  if (!Array.isArray(wanted)) return Math.abs(computed - wanted);
  assert.equal(computed.length, wanted.length);
  return Math.max(...wanted.map((value, i) => worst(computed[i], value)));
}

test("values, shares, costs and gradients agree to 1e-12", (t) => {
  const largest = cases.map(({ hand, computed }) => {
    const net = compute(hand);
    return worst(
      [net.shares, net.cost, net.gradX, ...net.layers.flatMap((step, l) => {
        const { z, a, error, gradA, gradWeight } = step;
        return [z, a, error, gradWeight, ...(l < 2 ? [gradA] : [])];
      })],
      computed,
    );
  });
  t.diagnostic(`${cases.length} networks, worst difference ${Math.max(...largest)}`);
  assert.ok(cases.length >= 1000);
  assert.ok(Math.max(...largest) <= 1e-12);
});

test("numbers are written alike", () => {
  for (const { value, digits, asNumber, asFixed } of texts) {
    assert.equal(number(value, digits), asNumber, `number(${value}, ${digits})`);
    assert.equal(fixed(value, digits), asFixed, `fixed(${value}, ${digits})`);
  }
});

test("formulas and readouts are the same to the letter", () => {
  for (const { hand, shown, words } of cases) {
    const net = compute(hand);
    assert.equal(formula(net, { ...hand, ...shown }), words.formula);
    assert.equal(readout(net, { ...hand, ...shown }), words.readout);
  }
});

test("the picture's shapes are those that Python draws", () => {
  for (const { hand, shown, drawn } of cases) {
    const shapes = look(compute(hand), { ...hand, ...shown });
    for (const [part, wanted] of Object.entries(drawn)) {
      assert.ok(shapes[part], part);
      for (const [name, value] of Object.entries(shapes[part]))
        assert.equal(value === null ? null : String(value), wanted[name] ?? null, `${part} ${name}`);
    }
  }
});
