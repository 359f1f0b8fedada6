/**
 * Expressions: data that say how an attribute or a word follows from the numbers.
 *
 * A number or boolean is itself, a string a path into the scope ("layers.0.z.1"), and an array
 * ["+", a, b] an operation on expressions. Python has the same operations in
 * `nnlib/drawing/expressions.py`.
 */

import { logistic, softmax } from "./activations.js";
import { clipped, curve, dots, marks, polyline, spokes, strokes } from "./curves.js";
import { convolved, scaled } from "./filters.js";
import {
  blurred,
  costs,
  outputs,
  right,
  starting,
  sumOfSquares,
  trained,
  unitOutputs,
} from "./learning.js";
import { coordinate, factor, fixed, grouped, inside, near, places, plus } from "./numerals.js";
import { unpackedBytes, unpackedHalves, unpackedNibbles } from "./packed.js";
import { enclosed, extended, joined, shifted, silhouette } from "./silhouette.js";
import { walk } from "./surface.js";
import { answers, relative, spoke } from "./wide.js";

/** @typedef {any} Expression */
/** @typedef {Record<string, any>} Scope */
/** @typedef {(scope: Scope) => any} Compiled */

const SMALL = 5e-7; // below, a sign says nothing
const WIDEST = 6; // weights beyond are drawn as wide as this one

/** @type {Record<string, (...values: any[]) => any>} */
const OPERATIONS = {
  "+": (...values) => values.reduce((sum, value) => sum + value),
  "-": (a, b) => a - b,
  "*": (...values) => values.reduce((product, value) => product * value),
  "/": (a, b) => (b === 0 ? 0 : a / b),
  neg: (a) => -a,
  abs: (a) => Math.abs(a),
  min: (...values) => Math.min(...values),
  max: (...values) => Math.max(...values),
  sqrt: (a) => Math.sqrt(a),
  exp: (a) => Math.exp(a),
  ln: (a) => Math.log(a),
  floor: (a) => Math.floor(a),
  hypot: (a, b) => Math.sqrt(a * a + b * b),
  sigmoid: logistic,
  lt: (a, b) => a < b,
  le: (a, b) => a <= b,
  gt: (a, b) => a > b,
  ge: (a, b) => a >= b,
  eq: (a, b) => a === b,
  ne: (a, b) => a !== b,
  not: (a) => !a,
  at: (list, ...indices) => indices.reduce((inner, index) => inner[index], list),
  len: (list) => list.length,
  slice: (list, start, count) => list.slice(start, start + count),
  append: (list, value, most) => [...list, value].slice(-most),
  sum: (list) => list.reduce((/** @type {number} */ all, /** @type {number} */ v) => all + v, 0),
  count: (many) => Array.from({ length: many }, (_, i) => i),
  largest: (list) => list.indexOf(Math.max(...list)),
  smallest: (list) => list.indexOf(Math.min(...list)),
  largest_size: (list) => {
    const sizes = list.map(Math.abs);
    return sizes.indexOf(Math.max(...sizes));
  },
  smallest_size: (list) => {
    const sizes = list.map(Math.abs);
    return sizes.indexOf(Math.min(...sizes));
  },
  path: (...pieces) => pieces.join("."),
  join: (...parts) => parts.join(""),
  fixed,
  near,
  inside,
  plus,
  factor,
  grouped,
  whole: (value) => fixed(value, 0),
  places: (least, most, sum, ...terms) => places(least, most, sum, terms),
  coordinate,
  sign: (value) => (value < -SMALL ? "neg" : value > SMALL ? "pos" : "zero"),
  wide: (weight) => width(weight),
  dash,
  ring,
  curve,
  polyline,
  clipped,
  dots,
  spokes,
  walk,
  convolved,
  scaled,
  marks,
  starting,
  blurred,
  outputs,
  unit_outputs: unitOutputs,
  right,
  sum_of_squares: sumOfSquares,
  trained,
  costs,
  bytes: unpackedBytes,
  halves: unpackedHalves,
  nibbles: unpackedNibbles,
  silhouette,
  enclosed,
  joined,
  extended,
  shifted,
  strokes,
  answers,
  spoke,
  softmax,
  relative,
};

/**
 * Return a function that computes the expression in a scope.
 * @param {Expression} expression
 * @returns {Compiled}
 */
export function compile(expression) {
  if (typeof expression === "number" || typeof expression === "boolean") return () => expression;
  if (typeof expression === "string") return lookup(expression);
  const [name, ...rest] = expression;
  if (name === "text" || name === "const") return () => rest[0];
  const parts = /** @type {Compiled[]} */ (rest.map(compile));
  if (name === "if") {
    const [condition, then, otherwise] = parts;
    return (scope) => (condition(scope) ? then(scope) : otherwise(scope));
  }
  if (name === "and") return (scope) => parts.every((part) => part(scope));
  if (name === "or") return (scope) => parts.some((part) => part(scope));
  if (name === "list") return (scope) => parts.map((part) => part(scope));
  if (!Object.hasOwn(OPERATIONS, name)) {
    throw new Error(`expression expected an operation, got ${JSON.stringify(name)}`);
  }
  const operation = OPERATIONS[name];
  if (parts.length === 1) return (scope) => operation(parts[0](scope));
  if (parts.length === 2) return (scope) => operation(parts[0](scope), parts[1](scope));
  return LONG.has(name) ? once(expression, operation, parts) : remembering(operation, parts);
}

const LONG = new Set(["clipped", "unit_outputs"]); // a line, what can be hit of it, its focus
/** @type {Map<string, Compiled>} */
const known = new Map();

/**
 * Return the same function for the same expression, so that it is computed once for all its places.
 * @param {Expression} expression
 * @param {(...values: any[]) => any} operation
 * @param {Compiled[]} parts
 */
function once(expression, operation, parts) {
  const key = JSON.stringify(expression);
  const compiled = known.get(key) ?? remembering(operation, parts);
  known.set(key, compiled);
  return compiled;
}

/**
 * Return a function that computes anew only when an argument has changed: curves are long.
 * @param {(...values: any[]) => any} operation
 * @param {Compiled[]} parts
 * @returns {Compiled}
 */
function remembering(operation, parts) {
  /** @type {any[]} */
  let last = [];
  /** @type {any} */
  let value;
  return (scope) => {
    const now = parts.map((part) => part(scope));
    if (last.length === 0 || now.some((one, i) => one !== last[i])) {
      value = operation(...now);
      last = now;
    }
    return value;
  };
}

/** @param {string} path @returns {Compiled} */
function lookup(path) {
  const keys = path.split(".");
  return (scope) => {
    let value = /** @type {any} */ (scope);
    for (const key of keys) value = value?.[key];
    if (value === undefined) throw new Error(`expression found nothing at ${path}`);
    return value;
  };
}

/** @param {number} weight the width of a weight's line, absolute, so that it grows in the hand */
function width(weight) {
  return 1.5 + 1.7 * Math.min(Math.abs(weight), WIDEST);
}

/** @param {number} weight dashes for a negative one */
function dash(weight) {
  if (weight >= 0) return "none";
  const wide = width(weight);
  return `${coordinate(wide * 0.8 + 5)} ${coordinate(wide * 0.4 + 3)}`;
}

/**
 * Return the path of a ring that is full at `most`: clockwise from the top, the other way below 0.
 * @param {number} value @param {number} x @param {number} y @param {number} r @param {number} most
 */
function ring(value, x, y, r, most) {
  const part = Math.min(0.9999, Math.max(-0.9999, value / most));
  if (Math.abs(part) < 0.002) return "M0 0";
  const turn = 2 * Math.PI * part;
  const [large, clockwise] = [Math.abs(part) > 0.5 ? 1 : 0, part > 0 ? 1 : 0];
  const end = `${coordinate(x + r * Math.sin(turn))} ${coordinate(y - r * Math.cos(turn))}`;
  return `M${coordinate(x)} ${coordinate(y - r)}A${coordinate(r)} ${coordinate(r)} 0 ${large} ${clockwise} ${end}`;
}
