/**
 * Filters: what a window of nine numbers makes of an image; as in `nnlib/drawing/filters.py`.
 */

const SIDE = 3; // of the window

/**
 * Return the sum under the window at each place where all of it is on the image.
 * @param {number[]} values the image, row by row from the top
 * @param {number} columns how many numbers a row has
 * @param {number[]} kernel the nine numbers of the window, row by row
 */
export function convolved(values, columns, kernel) {
  const rows = Math.floor(values.length / columns);
  const sums = [];
  for (let top = 0; top <= rows - SIDE; top += 1) {
    for (let left = 0; left <= columns - SIDE; left += 1) {
      let total = 0;
      for (const [i, weight] of kernel.entries()) {
        const row = top + Math.floor(i / SIDE);
        total += weight * values[row * columns + left + (i % SIDE)];
      }
      sums.push(total);
    }
  }
  return sums;
}

/**
 * Return numbers, each times a factor.
 * @param {number[]} values
 * @param {number} factor
 */
export function scaled(values, factor) {
  return values.map((value) => value * factor);
}
