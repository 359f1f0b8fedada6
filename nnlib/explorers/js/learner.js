/**
 * A network that learns from many points at once, as `nnlib` does.
 *
 * All numbers of a kind lie in one flat array. Of a layer's values, each unit has a row, with one
 * number per point: the inner loops run along it.
 */

import { ACTIVATIONS, softmax } from "./activations.js";
import { Adam } from "./optimizers.js";

/**
 * @typedef {{weight?: number[][], bias?: number[], activation: string}} Layer
 * @typedef {{inputs: number, units: number, activation: string, weight: number, bias: number}}
 *   Shape where a layer's weights and biases begin among the parameters
 * @typedef {{m: number[], v: number[], t: number}} Memory
 * @typedef {{optimizer: string, lr: number, decay?: number, most?: number}} How with `decay`, the
 *   cost has another term, decay / 2 · Σ w²; no parameter goes farther than `most`
 */

export class Learner {
  /**
   * @param {Layer[]} layers
   * @param {number[][]} inputs one list per input, with a number per point
   * @param {number[]} targets a class or a number per point; there may be more
   */
  constructor(layers, inputs, targets) {
    this.shapes = shapesOf(layers);
    this.theta = Float64Array.from(layers.flatMap(parametersOf));
    this.gradient = new Float64Array(this.theta.length);
    this.targets = targets;
    this.count = inputs[0].length;
    /** What goes into each layer, and what comes out; of the last one, its sums. */
    this.values = [Float64Array.from(inputs.flat()), ...this.shapes.map((one) => this.rows(one))];
    /** @type {Float64Array[]} */
    this.errors = []; // of each layer, once it learns
    this.adam = new Adam(this.theta.length);
  }

  /** @param {Shape} shape */
  rows({ units }) {
    return new Float64Array(units * this.count);
  }

  get last() {
    return this.shapes.length - 1;
  }

  /** The sums of the last layer. */
  get sums() {
    return this.values[this.last + 1];
  }

  forward() {
    for (const [l, shape] of this.shapes.entries()) {
      this.weigh(shape, this.values[l], this.values[l + 1]);
      if (l < this.last) activate(this.values[l + 1], shape.activation);
    }
  }

  /** @param {Shape} shape @param {Float64Array} from @param {Float64Array} to */
  weigh({ inputs, units, weight, bias }, from, to) {
    const { count, theta } = this;
    for (let j = 0; j < units; j += 1) {
      const row = j * count;
      to.fill(theta[bias + j], row, row + count);
      for (let i = 0; i < inputs; i += 1) {
        const w = theta[weight + j * inputs + i];
        for (let n = 0; n < count; n += 1) to[row + n] += w * from[i * count + n];
      }
    }
  }

  /** @param {number} n a point @returns {number[]} the last layer's sums there */
  sumsAt(n) {
    return Array.from(
      { length: this.shapes[this.last].units },
      (_, j) => this.sums[j * this.count + n],
    );
  }

  /** @returns {number[]} the first output at every point */
  outputs() {
    this.forward();
    const { activation } = this.shapes[this.last];
    if (activation === "softmax") return this.points.map((n) => softmax(this.sumsAt(n))[0]);
    const { value } = ACTIVATIONS[activation];
    return this.points.map((n) => value(this.sums[n]));
  }

  get points() {
    return Array.from({ length: this.count }, (_, n) => n);
  }

  /** @returns {number} the mean cost, without the term of a weight decay */
  cost() {
    this.forward();
    return this.costOfSums();
  }

  /** @returns {number} the mean cost of the latest pass */
  costOfSums() {
    const { activation } = this.shapes[this.last];
    let total = 0;
    for (let n = 0; n < this.count; n += 1) {
      total += costOf(activation, this.sumsAt(n), this.targets[n]);
    }
    return total / this.count;
  }

  /** Compute the gradient of the mean cost. */
  backward() {
    this.forward();
    if (this.errors.length === 0) this.errors = this.shapes.map((one) => this.rows(one));
    this.startErrors();
    for (let l = this.last; l >= 0; l -= 1) {
      this.gradients(this.shapes[l], this.values[l], this.errors[l]);
      if (l > 0) this.passBack(l);
    }
  }

  startErrors() {
    const { activation, units } = this.shapes[this.last];
    const errors = this.errors[this.last];
    for (let n = 0; n < this.count; n += 1) {
      const found = errorsOf(activation, this.sumsAt(n), this.targets[n]);
      for (let j = 0; j < units; j += 1) errors[j * this.count + n] = found[j] / this.count;
    }
  }

  /** @param {Shape} shape @param {Float64Array} from @param {Float64Array} errors */
  gradients({ inputs, units, weight, bias }, from, errors) {
    const { count, gradient } = this;
    for (let j = 0; j < units; j += 1) {
      const row = j * count;
      let total = 0;
      for (let n = 0; n < count; n += 1) total += errors[row + n];
      gradient[bias + j] = total;
      for (let i = 0; i < inputs; i += 1) {
        let sum = 0;
        for (let n = 0; n < count; n += 1) sum += errors[row + n] * from[i * count + n];
        gradient[weight + j * inputs + i] = sum;
      }
    }
  }

  /** Pass the errors of a layer back to the one before. @param {number} l */
  passBack(l) {
    const { count, theta } = this;
    const { inputs, units, weight } = this.shapes[l];
    const [before, errors, outputs] = [this.errors[l - 1], this.errors[l], this.values[l]];
    const { slope } = ACTIVATIONS[this.shapes[l - 1].activation];
    before.fill(0);
    for (let j = 0; j < units; j += 1) {
      for (let i = 0; i < inputs; i += 1) {
        const w = theta[weight + j * inputs + i];
        for (let n = 0; n < count; n += 1) before[i * count + n] += w * errors[j * count + n];
      }
    }
    for (let at = 0; at < before.length; at += 1) before[at] *= slope(outputs[at]);
  }

  /** Take one step of gradient descent. @param {How} how */
  step({ optimizer, lr, decay = 0, most = Infinity }) {
    this.backward();
    if (decay) this.addDecay(decay);
    if (optimizer === "adam") this.adam.step(this.theta, this.gradient, lr);
    else for (const [i, g] of this.gradient.entries()) this.theta[i] -= lr * g;
    if (most === Infinity) return;
    for (const [i, value] of this.theta.entries()) {
      this.theta[i] = Math.min(most, Math.max(-most, value));
    }
  }

  /** @param {number} decay */
  addDecay(decay) {
    for (const { inputs, units, weight } of this.shapes) {
      for (let i = weight; i < weight + inputs * units; i += 1) {
        this.gradient[i] += decay * this.theta[i];
      }
    }
  }

  /** Round all that goes on to float32. */
  round() {
    for (const numbers of [this.theta, this.adam.mean, this.adam.square]) {
      for (const [i, value] of numbers.entries()) numbers[i] = Math.fround(value);
    }
  }

  /** Go on where an earlier Adam was. @param {Memory | null | undefined} memory */
  remember(memory) {
    if (!memory) return;
    this.adam.mean = Float64Array.from(memory.m);
    this.adam.square = Float64Array.from(memory.v);
    this.adam.steps = memory.t;
  }

  /** @returns {Memory} */
  get memory() {
    const { mean, square, steps } = this.adam;
    return { m: [...mean], v: [...square], t: steps };
  }

  /** @returns {Layer[]} the network as a scene has it */
  get layers() {
    return this.shapes.map(({ inputs, units, activation, weight, bias }) => ({
      weight: Array.from({ length: units }, (_, j) => [
        ...this.theta.subarray(weight + j * inputs, weight + (j + 1) * inputs),
      ]),
      bias: [...this.theta.subarray(bias, bias + units)],
      activation,
    }));
  }
}

/** @param {Layer[]} layers @returns {Shape[]} */
function shapesOf(layers) {
  let place = 0;
  return layers.map(({ weight: rows = [], activation }) => {
    const [units, inputs] = [rows.length, rows[0].length];
    const [weight, bias] = [place, place + units * inputs];
    place = bias + units;
    return { inputs, units, activation, weight, bias };
  });
}

/** @param {Layer} layer */
function parametersOf({ weight = [], bias }) {
  return [...weight.flat(), ...(bias ?? weight.map(() => 0))];
}

/** @param {Float64Array} values @param {string} activation */
function activate(values, activation) {
  const { value } = ACTIVATIONS[activation];
  for (let at = 0; at < values.length; at += 1) values[at] = value(values[at]);
}

/**
 * Return the cost at one point: cross-entropy of classes or of one sigmoid output, computed from
 * the sums, so that it is exact far out; else the mean squared error.
 * @param {string} activation @param {number[]} z @param {number} target
 */
export function costOf(activation, z, target) {
  if (activation === "softmax") {
    const most = Math.max(...z);
    const total = z.reduce((sum, value) => sum + Math.exp(value - most), 0);
    return Math.log(total) - (z[target] - most);
  }
  if (activation === "") return (z[0] - target) ** 2;
  return Math.max(z[0], 0) - z[0] * target + Math.log1p(Math.exp(-Math.abs(z[0])));
}

/**
 * Return the derivatives of that cost with respect to the sums.
 * @param {string} activation @param {number[]} z @param {number} target @returns {number[]}
 */
export function errorsOf(activation, z, target) {
  if (activation === "softmax") return softmax(z).map((p, k) => p - Number(k === target));
  if (activation === "") return [2 * (z[0] - target)];
  return [ACTIVATIONS[activation].value(z[0]) - target];
}

/**
 * Return the points of a scene as a learner takes them: x and y with a target, or where the network
 * has one input, x with the target y.
 * @param {Layer[]} layers @param {any[]} points
 * @returns {[number[][], number[]]}
 */
function columns(layers, points) {
  const one = layers[0].weight?.[0].length === 1;
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  return one ? [[xs], ys] : [[xs, ys], points.map((point) => point.target)];
}

/**
 * Return what the network says of every point, and the mean cost.
 * @param {Layer[]} layers
 * @param {any[]} points
 */
export function overPoints(layers, points) {
  const learner = new Learner(layers, ...columns(layers, points));
  return { outputs: learner.outputs(), mean_cost: learner.costOfSums() };
}

/**
 * Return the state after steps of gradient descent over its points, or over its one example.
 * @param {any} state
 * @param {any[] | null} points
 * @param {How & {steps: number}} how
 */
export function learn(state, points, how) {
  const { layers, x, target } = state;
  const [inputs, targets] = points
    ? columns(layers, points)
    : [x.map((/** @type {number} */ value) => [value]), [target]];
  const learner = new Learner(layers, inputs, targets);
  const isAdam = how.optimizer === "adam";
  if (isAdam) learner.remember(state.memory);
  for (let n = 0; n < how.steps; n += 1) learner.step(how);
  const learned = learner.layers;
  const moved = layers.map((/** @type {Layer} */ layer, /** @type {number} */ l) => ({
    ...layer,
    ...learned[l],
  }));
  return { ...state, layers: moved, ...(isAdam ? { memory: learner.memory } : {}) };
}
