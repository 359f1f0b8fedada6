/**
 * Training runs, as operations of a scene.
 *
 * What a network has become after so many epochs follows from where it started and from its points,
 * so a state need not keep it. Every ten epochs the numbers of a run are rounded to float32: tiny
 * differences between this and Python's `nnlib/explorers/learning.py` do not grow.
 */

import { Learner } from "./learner.js";

/** @typedef {import("./learner.js").Layer} Layer */

const EVERY = 10; // epochs between what is remembered of a run
const [SPREAD, SUMMAND] = [1000003, 0x9e3779b9]; // of the generator
const FACTORS = [0x85ebca6b, 0xc2b2ae35];

/**
 * Return layers to start from: all numbers drawn evenly, up to 1 / sqrt(inputs) from 0.
 * @param {number} seed @param {string} activation @param {string} last @param {number[]} sizes
 * @returns {Layer[]}
 */
export function starting(seed, activation, last, ...sizes) {
  let count = Math.imul(seed + 1, SPREAD);
  const draw = (/** @type {number} */ limit) => {
    count = (count + SUMMAND) | 0;
    let mixed = Math.imul(count ^ (count >>> 16), FACTORS[0]);
    mixed = Math.imul(mixed ^ (mixed >>> 13), FACTORS[1]);
    return ((2 * ((mixed ^ (mixed >>> 16)) >>> 0)) / 2 ** 32 - 1) * limit;
  };
  return sizes.slice(1).map((units, l) => {
    const limit = 1 / Math.sqrt(sizes[l]);
    const numbers = (/** @type {number} */ many) => Array.from({ length: many }, () => draw(limit));
    const weight = Array.from({ length: units }, () => numbers(sizes[l]));
    const bias = numbers(units);
    return { weight, bias, activation: l === sizes.length - 2 ? last : activation };
  });
}

/**
 * Return the first `count` points, each moved along its way: columns of coordinates.
 * @param {number[][]} places @param {number[][]} ways @param {number} noise @param {number} count
 */
export function blurred(places, ways, noise, count) {
  return places.map((column, i) =>
    column.slice(0, count).map((value, n) => value + noise * ways[i][n]),
  );
}

/** @param {Layer[]} layers @param {number[][]} columns @returns the first output at every point */
export function outputs(layers, columns) {
  return new Learner(layers, columns, []).outputs();
}

/**
 * Return what one unit of the first layer adds to the output of a network with two layers.
 * @param {Layer[]} layers @param {number} unit @param {number[][]} columns
 */
export function unitOutputs([first, last], unit, columns) {
  const alone = { ...first, weight: [first.weight?.[unit] ?? []], bias: [first.bias?.[unit] ?? 0] };
  const weight = last.weight?.[0][unit] ?? 0;
  return outputs([alone, { weight: [[weight]], bias: [0], activation: "" }], columns);
}

/** @param {number[]} found @param {number[]} targets @returns how many are on their side of ½ */
export function right(found, targets) {
  return found.filter((output, n) => output > 0.5 === (targets[n] === 1)).length;
}

/** @param {Layer[]} layers @returns {number} the sum of the squares of all weights */
export function sumOfSquares(layers) {
  const weights = layers.flatMap(({ weight = [] }) => weight.flat());
  return weights.reduce((sum, w) => sum + w * w, 0);
}

/* --- Runs --- */

class Run {
  /**
   * @param {Layer[]} layers
   * @param {number[][]} columns
   * @param {number[]} targets
   * @param {number} lr
   * @param {number} decay
   */
  constructor(layers, columns, targets, lr, decay) {
    this.about = [layers, columns, targets, lr, decay];
    this.how = { optimizer: "adam", lr, decay };
    this.learner = new Learner(layers, columns, targets);
    this.thetas = [this.learner.theta.slice()]; // every ten epochs
    this.judge = new Learner(layers, columns, targets); // shows any of them
    /** @type {WeakMap<number[][], {learner: Learner, costs: number[]}>} */
    this.measured = new WeakMap();
  }

  /** @param {number} epochs @returns {number} the place of the parameters after so many */
  reach(epochs) {
    const place = Math.floor(epochs / EVERY);
    while (this.thetas.length <= place) {
      for (let n = 0; n < EVERY; n += 1) this.learner.step(this.how);
      this.learner.round();
      this.thetas.push(this.learner.theta.slice());
    }
    return place;
  }

  /** @param {number} epochs @returns {Layer[]} the network after so many */
  layers(epochs) {
    this.judge.theta.set(this.thetas[this.reach(epochs)]);
    return this.judge.layers;
  }

  /**
   * @param {number} epochs
   * @param {number[][]} columns
   * @param {number[]} targets
   * @returns {number[]} the mean cost of some points after 0, 10, ... epochs
   */
  costs(epochs, columns, targets) {
    const place = this.reach(epochs);
    let known = this.measured.get(columns);
    if (!known) {
      known = { learner: new Learner(this.judge.layers, columns, targets), costs: [] };
      this.measured.set(columns, known);
    }
    for (const theta of this.thetas.slice(known.costs.length, place + 1)) {
      known.learner.theta.set(theta);
      known.costs.push(known.learner.cost());
    }
    return known.costs.slice(0, place + 1);
  }
}

const RUNS = 4; // that are remembered
/** @type {Run[]} the latest one last */
let runs = [];

/**
 * Return the run that begins there. What a scene computes from the same numbers is the same object,
 * so it is enough to compare objects.
 * @param {[Layer[], number[][], number[], number, number]} about
 */
function runOf(...about) {
  const known = runs.find((run) => run.about.every((one, i) => one === about[i]));
  const run = known ?? new Run(...about);
  if (run !== runs.at(-1)) runs = [...runs.filter((one) => one !== run), run].slice(-RUNS);
  return run;
}

/**
 * Return the network after so many epochs of Adam over all points at once.
 * @param {Layer[]} layers @param {number[][]} columns @param {number[]} targets
 * @param {number} lr @param {number} decay @param {number} epochs
 */
export function trained(layers, columns, targets, lr, decay, epochs) {
  return runOf(layers, columns, targets, lr, decay).layers(epochs);
}

/**
 * Return the mean cost of some points after 0, 10, ... epochs of such a run.
 * @param {Layer[]} layers @param {number[][]} columns @param {number[]} targets
 * @param {number} lr @param {number} decay @param {number} epochs
 * @param {number[][]} others @param {number[]} theirs
 */
export function costs(layers, columns, targets, lr, decay, epochs, others, theirs) {
  return runOf(layers, columns, targets, lr, decay).costs(epochs, others, theirs);
}
