/**
 * A cost of two weights, and the path of an optimizer down it; as `nnlib` walks it.
 *
 * A surface is [coefficients, curvature]: see `nnlib/drawing/surface.py`.
 */

import { Adam, SGD } from "./optimizers.js";

/**
 * @typedef {[number[], number]} Surface
 * @typedef {[number, number]} Pair
 */

const FARTHEST = 100; // a walk that has come so far out runs away
const LOWEST = 1e-6; // costs below are drawn as if they were this one

/** @param {Surface} surface @param {Pair} place */
function cost([coefficients, curvature], [first, second]) {
  const total = coefficients.reduceRight((sum, coefficient) => sum * first + coefficient, 0);
  return total + curvature * second * second;
}

/** @param {Surface} surface @param {Pair} place @returns {Pair} */
function gradient([coefficients, curvature], [first, second]) {
  let slope = 0;
  for (let power = coefficients.length - 1; power > 0; power -= 1) {
    slope = slope * first + power * coefficients[power];
  }
  return [slope, 2 * curvature * second];
}

/**
 * Walk down a surface; what comes back is told in `nnlib/drawing/surface.py`.
 * @param {Surface} surface
 * @param {string} optimizer "sgd", "momentum" or "adam"
 * @param {Pair} start
 * @param {number} lr
 * @param {number} momentum
 * @param {number} steps
 * @param {number[]} tilts of the batches, two numbers each; empty: all examples
 */
export function walk(surface, optimizer, start, lr, momentum, steps, tilts) {
  const walker = optimizer === "adam" ? new Adam(2) : new SGD(2, momentumOf(optimizer, momentum));
  const theta = /** @type {Pair} */ ([...start]);
  const places = [start];
  const batchAt = (/** @type {number} */ step) => {
    const full = gradient(surface, theta);
    const at = (2 * step) % tilts.length;
    return tilts.length ? full.map((slope, i) => slope + tilts[at + i]) : full;
  };
  while (places.length <= steps && Math.max(...theta.map(Math.abs)) <= FARTHEST) {
    walker.step(theta, batchAt(places.length - 1), lr);
    places.push([...theta]);
  }
  const full = gradient(surface, theta);
  const batch = batchAt(places.length - 1);
  const kept = [...walker.velocity];
  walker.step(theta, batch, lr);
  const costs = places.map((each) => cost(surface, each));
  return {
    w1: places.map((each) => each[0]),
    w2: places.map((each) => each[1]),
    costs,
    powers: costs.map((each) => Math.log10(Math.max(each, LOWEST))),
    full,
    batch,
    kept,
    velocity: [...walker.velocity],
    root: [...walker.root],
    next: theta,
  };
}

/** @param {string} optimizer @param {number} momentum which only one of them has */
function momentumOf(optimizer, momentum) {
  return optimizer === "sgd" ? 0 : momentum;
}
