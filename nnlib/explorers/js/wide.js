/**
 * Wide networks: what one of hundreds of inputs answers. Its layers come packed; Python computes
 * the same in `nnlib/drawing/wide.py`.
 */

import { ACTIVATIONS } from "./activations.js";
import { unpackedHalves } from "./packed.js";

/** @typedef {{weight: string, bias: string, activation: string}} Layer packed as halves */

/**
 * Return the outputs of a network.
 * @param {Layer[]} layers
 * @param {number[]} x
 */
export function answers(layers, x) {
  return forward(layers, x).at(-1) ?? x;
}

/**
 * Return what each input adds to the difference of two outputs: input times slope.
 * @param {Layer[]} layers
 * @param {number[]} x
 * @param {number} one
 * @param {number} other
 */
export function spoke(layers, x, one, other) {
  const outputs = forward(layers, x);
  let slopes = outputs[outputs.length - 1].map((_, k) => Number(k === one) - Number(k === other));
  for (let n = layers.length - 1; n >= 0; n -= 1) {
    const { slope } = ACTIVATIONS[layers[n].activation];
    slopes = back(
      layers[n],
      slopes.map((each, j) => each * slope(outputs[n][j])),
    );
  }
  return slopes.map((slope, i) => slope * x[i]);
}

/** Return what the largest of some numbers makes 1. @param {number[]} values */
export function relative(values) {
  const most = values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  return values.map((value) => (most ? value / most : 0));
}

/** @param {Layer[]} layers @param {number[]} x @returns {number[][]} the outputs of each layer */
function forward(layers, x) {
  const outputs = [];
  for (const { weight, bias, activation } of layers) {
    const [weights, before] = [unpackedHalves(weight), outputs.at(-1) ?? x];
    const { value } = ACTIVATIONS[activation];
    outputs.push(
      unpackedHalves(bias).map((b, j) => {
        const row = j * before.length;
        let z = b;
        for (let i = 0; i < before.length; i += 1) z += weights[row + i] * before[i];
        return value(z);
      }),
    );
  }
  return outputs;
}

/** @param {Layer} layer @param {number[]} slopes of its sums @returns {number[]} of its inputs */
function back({ weight }, slopes) {
  const weights = unpackedHalves(weight);
  const inputs = weights.length / slopes.length;
  return Array.from({ length: inputs }, (_, i) =>
    slopes.reduce((sum, slope, j) => sum + slope * weights[j * inputs + i], 0),
  );
}
