/**
 * A small network at one point: forward and backward, as `nnlib` computes it, to 1e-12.
 */

import { ACTIVATIONS, softmax } from "./activations.js";
import { costOf, errorsOf } from "./learner.js";

/**
 * @typedef {{weight?: number[][], bias?: number[], activation: string}} Layer
 * @typedef {Layer & {input: number[], products: number[][], running: number[][], z: number[],
 *   a: number[], slope: number[], error?: number[], grad_weight?: number[][],
 *   grad_bias?: number[], grad_a?: number[]}} Step
 */

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
 * Fill in the gradients of the cost.
 * @param {Step[]} steps @param {number} target
 */
function backward(steps, target) {
  const last = steps[steps.length - 1];
  const cost = costOf(last.activation, last.z, target);
  let error = errorsOf(last.activation, last.z, target);
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
