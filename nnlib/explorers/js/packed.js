/**
 * Packed numbers: many of them as one short text. Python packs them in `nnlib/drawing/packed.py`.
 */

const KEPT = 16; // texts that stay unpacked
const SMALLEST = 2 ** -24; // of the numbers that a half can hold
const INFINITE = 31; // the exponent of what is no number

export const unpackedBytes = keeping((text) => [...raw(text)]);

export const unpackedHalves = keeping((text) => {
  const bytes = raw(text);
  const numbers = [];
  for (let i = 0; i < bytes.length; i += 2) numbers.push(half(bytes[i], bytes[i + 1]));
  return numbers;
});

export const unpackedNibbles = keeping((text) =>
  [...raw(text)]
    .flatMap((byte) => [byte >> 4, byte & 15])
    .map((four) => (four > 7 ? four - 16 : four) / 7),
);

/** Return whole numbers from 0 to 255 as base64. @param {number[]} numbers */
export function packBytes(numbers) {
  return btoa(numbers.map((number) => String.fromCharCode(number)).join(""));
}

/** @param {(text: string) => number[]} unpack */
function keeping(unpack) {
  /** @type {Map<string, number[]>} */
  const kept = new Map();
  return (/** @type {string} */ text) => {
    let numbers = kept.get(text);
    if (!numbers) {
      numbers = unpack(text);
      if (kept.size >= KEPT) kept.delete(/** @type {string} */ (kept.keys().next().value));
      kept.set(text, numbers);
    }
    return numbers;
  };
}

/** @param {string} text base64 */
function raw(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

/** Return a number of 16 bits: IEEE 754, binary16. @param {number} low @param {number} high */
function half(low, high) {
  const sign = high & 0x80 ? -1 : 1;
  const exponent = (high & 0x7c) >> 2;
  const fraction = ((high & 0x03) << 8) | low;
  if (exponent === INFINITE) return fraction ? NaN : sign * Infinity;
  if (exponent === 0) return sign * fraction * SMALLEST;
  return sign * (1024 + fraction) * SMALLEST * 2 ** (exponent - 1);
}
