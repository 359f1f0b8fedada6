/**
 * A cost of two weights, and the path of an optimizer down it; as `nnlib` walks it.
 *
 * A surface is [coefficients, curvature]: see `nnlib/drawing/surface.py`.
 */

/**
 * @typedef {[number[], number]} Surface
 * @typedef {[number, number]} Pair
 * @typedef {{t: number, mean: Pair, square: Pair}} Memory the running sum or mean of the gradients
 *   and the running mean of their squares
 */

const FARTHEST = 100; // a walk that has come so far out runs away
const LOWEST = 1e-6; // costs below are drawn as if they were this one
const MEAN_DECAY = 0.9;
const SQUARE_DECAY = 0.999;
const EPSILON = 1e-8;

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
  const places = [start];
  /** @type {Memory} */
  let memory = { t: 0, mean: [0, 0], square: [0, 0] };
  const batchAt = (/** @type {Pair} */ place, /** @type {number} */ step) => {
    const full = gradient(surface, place);
    const at = (2 * step) % tilts.length;
    return pair((i) => (tilts.length ? full[i] + tilts[at + i] : full[i]));
  };
  const goOn = (/** @type {Pair} */ place, /** @type {Pair} */ batch) => {
    memory = remembered(optimizer, memory, batch, momentum);
    return moved(optimizer, place, memory, lr);
  };
  let place = start;
  while (places.length <= steps && Math.max(...place.map(Math.abs)) <= FARTHEST) {
    place = goOn(place, batchAt(place, places.length - 1));
    places.push(place);
  }
  const batch = batchAt(place, places.length - 1);
  const kept = velocity(optimizer, memory);
  const next = goOn(place, batch);
  const costs = places.map((each) => cost(surface, each));
  return {
    w1: places.map((each) => each[0]),
    w2: places.map((each) => each[1]),
    costs,
    powers: costs.map((each) => Math.log10(Math.max(each, LOWEST))),
    full: gradient(surface, place),
    batch,
    kept,
    velocity: velocity(optimizer, memory),
    root: root(optimizer, memory),
    next,
  };
}

/** @param {(i: number) => number} of @returns {Pair} */
function pair(of) {
  return [of(0), of(1)];
}

/**
 * @param {string} optimizer @param {Memory} memory @param {Pair} g @param {number} momentum
 * @returns {Memory}
 */
function remembered(optimizer, { t, mean, square }, g, momentum) {
  if (optimizer !== "adam") {
    const kept = optimizer === "sgd" ? 0 : momentum;
    return { t: t + 1, mean: pair((i) => mean[i] * kept + g[i]), square };
  }
  return {
    t: t + 1,
    mean: pair((i) => mean[i] * MEAN_DECAY + (1 - MEAN_DECAY) * g[i]),
    square: pair((i) => square[i] * SQUARE_DECAY + (1 - SQUARE_DECAY) * (g[i] * g[i])),
  };
}

/** @param {string} optimizer @param {Pair} place @param {Memory} memory @param {number} lr */
function moved(optimizer, place, { t, mean, square }, lr) {
  if (optimizer !== "adam") return pair((i) => place[i] - lr * mean[i]);
  const rate = lr / (1 - MEAN_DECAY ** t);
  const part = Math.sqrt(1 - SQUARE_DECAY ** t);
  return pair((i) => place[i] - rate * (mean[i] / (Math.sqrt(square[i]) / part + EPSILON)));
}

/**
 * Return the running sum of gradients, or Adam's running mean of them.
 * @param {string} optimizer @param {Memory} memory @returns {Pair}
 */
function velocity(optimizer, { t, mean }) {
  if (optimizer !== "adam" || t === 0) return mean;
  return pair((i) => mean[i] / (1 - MEAN_DECAY ** t));
}

/** @param {string} optimizer @param {Memory} memory @returns {Pair} */
function root(optimizer, { t, square }) {
  if (optimizer !== "adam") return [1, 1];
  const part = Math.sqrt(1 - SQUARE_DECAY ** t);
  return pair((i) => Math.sqrt(square[i]) / part);
}
