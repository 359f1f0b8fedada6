/**
 * What units make of their sums: each function, and its derivative, computed from its outputs.
 */

/** @param {number} z */
export function logistic(z) {
  return z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z));
}

/**
 * @type {Record<string, {value: (z: number) => number, slope: (a: number) => number}>}
 */
export const ACTIVATIONS = {
  "": { value: (z) => z, slope: () => 1 },
  sigmoid: { value: logistic, slope: (a) => a * (1 - a) },
  tanh: { value: Math.tanh, slope: (a) => 1 - a * a },
  relu: { value: (z) => Math.max(z, 0), slope: (a) => (a > 0 ? 1 : 0) },
};

/** @param {number[]} z */
export function softmax(z) {
  const most = Math.max(...z);
  const powers = z.map((value) => Math.exp(value - most));
  const total = powers.reduce((sum, power) => sum + power);
  return powers.map((power) => power / total);
}
