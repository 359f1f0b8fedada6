/**
 * Silhouette: strokes of a pen become a picture like those of the animals: filled, enlarged,
 * centred. Python does the same, to the last bit, in `nnlib/datasets/silhouette.py`, which tells
 * why.
 */

/** @typedef {[number, number]} Point */
/** @typedef {Point[]} Stroke */

const SIDE = 28; // pixels of a picture
const LONGEST = 26; // pixels of the longer side of a shape's box
const PAD = 280; // units of the pad that is drawn on
const PEN = 7; // units: how wide a line is
const DRAWN = 250; // units to which a drawing is scaled before the pen has a width
const ENLARGED = 4; // times at the most: a trembling hand's dot is no line
const FINE = 8; // parts of a pixel, down and across, that are covered or not
const ALL = SIDE * FINE;

/**
 * Return 784 brightnesses from 0 to 1.
 * @param {Stroke[]} strokes
 */
export function silhouette(strokes) {
  const outside = outsideOf(inkOf(strokes));
  const covered = Array.from({ length: SIDE * SIDE }, () => 0);
  for (let at = 0; at < outside.length; at += 1) {
    if (outside[at]) continue;
    const [row, column] = [Math.floor(at / ALL / FINE), Math.floor((at % ALL) / FINE)];
    covered[SIDE * row + column] += 1 / (FINE * FINE);
  }
  return covered;
}

/**
 * Return how many of the 64 parts of each pixel are filled, though no line covers them.
 * @param {Stroke[]} strokes
 */
export function enclosed(strokes) {
  const ink = inkOf(strokes);
  const outside = outsideOf(ink);
  return ink.reduce((count, is, at) => count + (is || outside[at] ? 0 : 1), 0);
}

/**
 * Lead the last stroke on to a point, unless it is there; the first begins there.
 * @param {Stroke[]} strokes @param {number} x @param {number} y
 */
export function extended(strokes, x, y) {
  const last = strokes.at(-1) ?? [];
  const end = last.at(-1);
  if (end && end[0] === x && end[1] === y) return strokes;
  return [...strokes.slice(0, -1), [...last, [x, y]]];
}

/**
 * Move a picture of 784 pixels; what leaves it is gone, and black comes in.
 * @param {number[]} pixels @param {number} right @param {number} down
 */
export function shifted(pixels, right, down) {
  return pixels.map((_, at) => {
    const [row, column] = [Math.floor(at / SIDE) - down, (at % SIDE) - right];
    const isInside = Math.min(row, column) >= 0 && Math.max(row, column) < SIDE;
    return isInside ? pixels[SIDE * row + column] : 0;
  });
}

/**
 * Close what is still open, with straight lines between the ends that are nearest.
 * @param {Stroke[]} strokes
 */
export function joined(strokes) {
  const ends = strokes
    .filter(({ length }) => length > 1)
    .flatMap((stroke) => [stroke[0], stroke[stroke.length - 1]]);
  const free = new Set(ends.keys());
  const lines = [];
  for (const { i, j } of pairs(ends)) {
    if (!free.has(i) || !free.has(j)) continue;
    free.delete(i);
    free.delete(j);
    if (ends[i][0] !== ends[j][0] || ends[i][1] !== ends[j][1]) lines.push([ends[i], ends[j]]);
  }
  return [...strokes, ...lines];
}

/** Return all pairs of ends, the nearest first. @param {Point[]} ends */
function pairs(ends) {
  const all = ends.flatMap(([x, y], i) =>
    ends.slice(i + 1).map(([u, v], n) => ({
      i,
      j: i + 1 + n,
      far: Math.sqrt((x - u) * (x - u) + (y - v) * (y - v)),
    })),
  );
  return all.toSorted((one, other) => one.far - other.far);
}

/**
 * Return a fine picture of the lines: their box is as large as the shape's will be.
 * @param {Stroke[]} strokes
 */
function inkOf(strokes) {
  const ink = new Uint8Array(ALL * ALL);
  if (strokes.length === 0) return ink;
  const lines = strokes.map((stroke) => stroke.map(([x, y]) => [kept(x), kept(y)]));
  const points = lines.flat();
  const box = [0, 1].map((axis) => extent(points.map((point) => point[axis])));
  const longest = Math.max(...box.map(([low, high]) => high - low));
  const scale = Math.min(ENLARGED, DRAWN / Math.max(1, longest));
  const fine = (LONGEST * FINE) / (longest * scale + PEN);
  const placed = (/** @type {number} */ value, /** @type {number} */ axis) =>
    (value - (box[axis][0] + box[axis][1]) / 2) * (scale * fine) + (SIDE * FINE) / 2;
  for (const line of lines) {
    const places = line.map(([x, y]) => /** @type {Point} */ ([placed(x, 0), placed(y, 1)]));
    // A dot is a line that goes nowhere.
    for (const [n, start] of places.entries()) {
      cover(ink, start, places[Math.min(n + 1, places.length - 1)], (PEN / 2) * fine);
    }
  }
  return ink;
}

/** @param {number} value a pen that leaves the pad goes along its edge */
function kept(value) {
  return Math.min(PAD, Math.max(0, value));
}

/** @param {number[]} values @returns {Point} the least and the most of them */
function extent(values) {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return [least, most];
}

/**
 * Cover the parts whose middles are near to a straight line.
 * @param {Uint8Array} ink @param {Point} start @param {Point} end @param {number} radius
 */
function cover(ink, start, end, radius) {
  const [dx, dy] = [end[0] - start[0], end[1] - start[1]];
  const far = dx * dx + dy * dy;
  const [left, right] = range(start[0], end[0], radius);
  const [top, bottom] = range(start[1], end[1], radius);
  for (let row = top; row < bottom; row += 1) {
    const y = row + 0.5 - start[1];
    for (let column = left; column < right; column += 1) {
      const x = column + 0.5 - start[0];
      const along = far ? Math.min(1, Math.max(0, (x * dx + y * dy) / far)) : 0;
      const [across, down] = [x - along * dx, y - along * dy];
      if (across * across + down * down <= radius * radius) ink[ALL * row + column] = 1;
    }
  }
}

/** @param {number} one @param {number} other @param {number} radius @returns {Point} */
function range(one, other, radius) {
  const first = Math.max(0, Math.floor(Math.min(one, other) - radius));
  return [first, Math.min(ALL, Math.ceil(Math.max(one, other) + radius))];
}

/**
 * Return what can be reached from the corner, where no shape is, without crossing a line.
 * @param {Uint8Array} ink
 */
function outsideOf(ink) {
  const outside = new Uint8Array(ALL * ALL);
  const open = [0];
  outside[0] = 1;
  const reach = (/** @type {number} */ at) => {
    if (ink[at] || outside[at]) return;
    outside[at] = 1;
    open.push(at);
  };
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const column = at % ALL;
    if (column > 0) reach(at - 1);
    if (column < ALL - 1) reach(at + 1);
    if (at >= ALL) reach(at - ALL);
    if (at < ALL * (ALL - 1)) reach(at + ALL);
  }
  return outside;
}
