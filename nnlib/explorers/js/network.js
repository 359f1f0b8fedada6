/**
 * A small network: forward, backward, and learning; as `nnlib` computes it, to 1e-12.
 */

import { logistic } from "./curves.js";

/**
 * @typedef {{weight?: number[][], bias?: number[], activation: string}} Layer
 * @typedef {{x: number[], layers: Layer[], target?: number, [name: string]: any}} State
 * @typedef {Layer & {input: number[], products: number[][], running: number[][], z: number[],
 *   a: number[], slope: number[], error?: number[], grad_weight?: number[][],
 *   grad_bias?: number[], grad_a?: number[]}} Step
 * @typedef {{x: number, y: number, target: number}} Point
 * @typedef {{m: number[], v: number[], t: number}} Memory
 */

const LEARN_BETA = [0.9, 0.999];
const LEARN_EPSILON = 1e-8;

/**
 * @type {Record<string, {value: (z: number) => number, slope: (a: number) => number}>}
 */
const ACTIVATIONS = {
  "": { value: (z) => z, slope: () => 1 },
  sigmoid: { value: logistic, slope: (a) => a * (1 - a) },
  tanh: { value: Math.tanh, slope: (a) => 1 - a * a },
  relu: { value: (z) => Math.max(z, 0), slope: (a) => (a > 0 ? 1 : 0) },
};

/** @param {number[]} z */
function softmax(z) {
  const most = Math.max(...z);
  const powers = z.map((value) => Math.exp(value - most));
  const total = powers.reduce((sum, power) => sum + power);
  return powers.map((power) => power / total);
}

/**
 * Send `x` through the layers, and back if there is a target.
 * @param {Layer[]} layers
 * @param {number[]} x
 * @param {number} [target]
 */
export function passes(layers, x, target) {
  /** @type {Step[]} */
  const steps = [];
  let input = x;
  for (const layer of layers) {
    const step = forward(layer, input);
    steps.push(step);
    input = step.a;
  }
  const result = { layers: steps, output: input };
  return target === undefined ? result : { ...result, ...backward(steps, target) };
}

/** @param {Layer} layer @param {number[]} input @returns {Step} */
function forward(layer, input) {
  const { weight, bias, activation } = layer;
  const products = weight ? weight.map((row) => row.map((w, i) => w * input[i])) : [];
  const running = products.map((row, j) => sumsSoFar(bias ? bias[j] : 0, row));
  const z = weight ? running.map((sums) => sums[sums.length - 1]) : [...input];
  const a = activation === "softmax" ? softmax(z) : z.map(ACTIVATIONS[activation].value);
  const slope = activation === "softmax" ? a.map((p) => p * (1 - p)) : a.map(slopeOf(activation));
  return { ...layer, input, products, running, z, a, slope };
}

/** @param {string} activation */
function slopeOf(activation) {
  return (/** @type {number} */ a) => ACTIVATIONS[activation].slope(a);
}

/** @param {number} start @param {number[]} row */
function sumsSoFar(start, row) {
  const sums = [start];
  for (const product of row) sums.push(sums[sums.length - 1] + product);
  return sums;
}

/**
 * Fill in the gradients of the cost: cross-entropy, of classes or of one sigmoid output.
 * @param {Step[]} steps @param {number} target
 */
function backward(steps, target) {
  const last = steps[steps.length - 1];
  const cost = costOf(last, target);
  let error = last.a.map((p, k) => p - goal(last, target, k));
  /** @type {number[]} */
  let gradInput = [];
  for (let l = steps.length - 1; l >= 0; l -= 1) {
    const step = steps[l];
    const signal = error;
    step.error = signal;
    step.grad_bias = signal;
    step.grad_weight = signal.map((e) => step.input.map((value) => e * value));
    gradInput = step.input.map((_, i) =>
      signal.reduce(
        (sum, e, j) => sum + e * (step.weight ? step.weight[j][i] : Number(i === j)),
        0,
      ),
    );
    if (l > 0) {
      const before = steps[l - 1];
      before.grad_a = gradInput;
      error = gradInput.map((gradient, i) => gradient * before.slope[i]);
    }
  }
  return { cost, grad_x: gradInput };
}

/** @param {Step} last @param {number} target @param {number} k */
function goal(last, target, k) {
  return last.activation === "softmax" ? Number(k === target) : target;
}

/** @param {Step} last @param {number} target computed from z, so that it is exact far out */
function costOf(last, target) {
  const { z } = last;
  if (last.activation === "softmax") {
    const most = Math.max(...z);
    const total = z.reduce((sum, value) => sum + Math.exp(value - most), 0);
    return Math.log(total) - (z[target] - most);
  }
  const s = target === 1 ? -z[0] : z[0];
  return Math.max(s, 0) + Math.log1p(Math.exp(-Math.abs(s)));
}

/**
 * Return what the network says of every point, and the mean cost.
 * @param {Layer[]} layers
 * @param {Point[]} points
 */
export function overPoints(layers, points) {
  const all = points.map((point) => passes(layers, [point.x, point.y], point.target));
  const cost = all.reduce((sum, one) => sum + /** @type {any} */ (one).cost, 0) / points.length;
  return { outputs: all.map((one) => one.output[0]), mean_cost: cost };
}

/**
 * Return the output of the network at one point, and nothing else: for pictures of the plane.
 * @param {Layer[]} layers @param {number} x @param {number} y
 */
export function outputAt(layers, x, y) {
  let values = [x, y];
  for (const { weight, bias, activation } of layers) {
    const act = ACTIVATIONS[activation].value;
    const next = /** @type {number[][]} */ (weight).map(() => 0);
    for (let j = 0; j < next.length; j += 1) {
      const row = /** @type {number[][]} */ (weight)[j];
      let z = bias ? bias[j] : 0;
      for (let i = 0; i < row.length; i += 1) z += row[i] * values[i];
      next[j] = act(z);
    }
    values = next;
  }
  return values[0];
}

/**
 * Return the state after steps of gradient descent over its points, or over its one example.
 * @param {State} state
 * @param {Point[] | null} points
 * @param {{optimizer: string, lr: number, steps: number, most?: number}} how no weight and no
 *   bias goes farther than `most`
 */
export function learn(state, points, how) {
  let { layers } = state;
  let memory = /** @type {Memory | null} */ (state.memory ?? null);
  const { most = Infinity } = how;
  for (let n = 0; n < how.steps; n += 1) {
    const gradient = meanGradient(layers, points ?? [state]);
    if (how.optimizer === "adam") {
      memory = remembered(memory, gradient);
      layers = moved(layers, adamSteps(memory, how.lr), most);
    } else {
      layers = moved(
        layers,
        gradient.map((g) => -how.lr * g),
        most,
      );
    }
  }
  return how.optimizer === "adam" ? { ...state, layers, memory } : { ...state, layers };
}

/** @param {Layer[]} layers @param {any[]} examples @returns {number[]} in the order of theta */
function meanGradient(layers, examples) {
  /** @type {number[]} */
  let total = [];
  for (const example of examples) {
    const x = Array.isArray(example.x) ? example.x : [example.x, example.y];
    const steps = passes(layers, x, example.target).layers;
    const flat = steps.flatMap((step) => [
      .../** @type {number[][]} */ (step.grad_weight).flat(),
      .../** @type {number[]} */ (step.grad_bias),
    ]);
    total = total.length ? total.map((sum, i) => sum + flat[i]) : flat;
  }
  return total.map((sum) => sum / examples.length);
}

/**
 * @param {Layer[]} layers
 * @param {number[]} steps in the order of theta
 * @param {number} most how far from 0 they may lead
 * @returns {Layer[]}
 */
function moved(layers, steps, most) {
  let place = 0;
  const from = (/** @type {number} */ before) =>
    Math.min(most, Math.max(-most, before + steps[place++]));
  return layers.map((layer) => ({
    ...layer,
    weight: layer.weight?.map((row) => row.map(from)),
    bias: layer.bias?.map(from),
  }));
}

/** @param {Memory | null} memory @param {number[]} gradient @returns {Memory} */
function remembered(memory, gradient) {
  const [beta1, beta2] = LEARN_BETA;
  const { m, v, t } = memory ?? { m: gradient.map(() => 0), v: gradient.map(() => 0), t: 0 };
  return {
    m: m.map((mean, i) => beta1 * mean + (1 - beta1) * gradient[i]),
    v: v.map((mean, i) => beta2 * mean + (1 - beta2) * gradient[i] * gradient[i]),
    t: t + 1,
  };
}

/** @param {Memory} memory @param {number} lr */
function adamSteps({ m, v, t }, lr) {
  const [beta1, beta2] = LEARN_BETA;
  const [first, second] = [1 - beta1 ** t, 1 - beta2 ** t];
  return m.map((mean, i) => (-lr * (mean / first)) / (Math.sqrt(v[i] / second) + LEARN_EPSILON));
}
