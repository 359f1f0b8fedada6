/**
 * How numbers are written, as in `nnlib/drawing/numerals.py`: to the letter.
 *
 * Python and JavaScript round ties in different ways, so both round alike here: first to nine
 * decimals, then half away from zero, in whole numbers.
 */

const MINUS = "\u2212";
const NINE = 1e9;
const LARGE = 1e6; // beyond, nine decimals would not fit into a float

/**
 * Write a number with exactly `digits` decimals and a true minus sign.
 * @param {number} value
 * @param {number} digits at most 9
 * @returns {string}
 */
export function fixed(value, digits) {
  if (!Number.isFinite(value)) return "not a number";
  const size = Math.abs(value);
  if (size >= LARGE) return signed(value, size.toExponential(2).replace("e+", "e"));
  const kept = unitsOf(size, digits);
  const text = String(kept).padStart(digits + 1, "0");
  const cut = text.length - digits;
  const written = digits === 0 ? text : `${text.slice(0, cut)}.${text.slice(cut)}`;
  return kept === 0 ? written : signed(value, written);
}

/** @param {number} value @param {string} written */
function signed(value, written) {
  return value < 0 ? MINUS + written : written;
}

/**
 * Write a coordinate: at most two decimals, without needless zeros.
 * @param {number} value
 */
export function coordinate(value) {
  const text = fixed(value, 2).replace(MINUS, "-");
  return text.includes("e") ? text : text.replace(/\.?0+$/, "");
}

/**
 * Write a value between 0 and 1 in a formula: with more decimals where it would read 0 or 1.
 * @param {number} value
 * @param {number} digits
 */
export function inside(value, digits) {
  if (!(value >= 0 && value <= 1)) return fixed(value, digits);
  for (let more = digits; more <= 9; more += 1) {
    const text = fixed(value, more);
    if (Number(text) > 0 && Number(text) < 1) return text;
  }
  return value < 0.5 ? "\u22480" : "\u22481";
}

/**
 * Write a value between 0 and 1 in a picture, where there is no room for more decimals.
 * @param {number} value
 * @param {number} digits
 */
export function near(value, digits) {
  const text = fixed(value, digits);
  const whole = Number(text) === 0 ? 0 : 1;
  const rounded = Number(text) === 0 || Number(text) === 1;
  return value >= 0 && value <= 1 && rounded ? `\u2248${whole}` : text;
}

/**
 * Write a whole number with a comma between its thousands.
 * @param {number} value
 */
export function grouped(value) {
  return fixed(value, 0).replaceAll(/\B(?=(\d{3})+$)/gu, ",");
}

/**
 * Write a summand behind another one: "+ 0.20" or "− 0.20".
 * @param {number} value
 * @param {number} digits
 */
export function plus(value, digits) {
  const text = fixed(value, digits);
  return text.startsWith(MINUS) ? `${MINUS} ${text.slice(1)}` : `+ ${text}`;
}

/**
 * Write a factor: a negative one in brackets.
 * @param {number} value
 * @param {number} digits
 */
export function factor(value, digits) {
  const text = fixed(value, digits);
  return text.startsWith(MINUS) ? `(${text})` : text;
}

/**
 * Return how many decimals a sum needs so that what is written adds up.
 * @param {number} least
 * @param {number} most
 * @param {number} sum
 * @param {number[]} terms
 */
export function places(least, most, sum, terms) {
  for (let digits = least; digits < most; digits += 1) {
    const total = terms.reduce((all, term) => all + unitsOf(term, digits), 0);
    if (total === unitsOf(sum, digits)) return digits;
  }
  return most;
}

/**
 * Return a number in units of its last decimal.
 * @param {number} value
 * @param {number} digits
 */
function unitsOf(value, digits) {
  const size = Math.floor(Math.floor(Math.abs(value) * NINE + 0.5) / 10 ** (9 - digits) + 0.5);
  return value < 0 ? -size : size;
}
