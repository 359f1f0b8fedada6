/**
 * Curves: paths through values in a rectangle of a picture, as the text of an SVG path.
 *
 * Python draws the same in `nnlib/drawing/curves.py`.
 */

import { ACTIVATIONS } from "./activations.js";
import { coordinate } from "./numerals.js";

/** @typedef {[number, number]} Place */

const NOTHING = "M0 0";
const POINTS = 120; // of a function's curve
const FARTHEST = 1e6; // what lies further out is drawn as if it lay there

/** @param {string} name @returns {(value: number) => number} */
function named(name) {
  return name === "-ln" ? (p) => -Math.log(p) : ACTIVATIONS[name].value;
}

/**
 * Return the path of a function's curve.
 * @param {string} name @param {number} low @param {number} high where it is drawn
 * @param {number} x0 @param {number} x1 what low and high are in the picture
 * @param {number} y0 @param {number} y1 what the values v0 and v1 are in the picture
 * @param {number} v0 @param {number} v1
 */
export function curve(name, low, high, x0, x1, y0, y1, v0, v1) {
  const valueOf = named(name);
  let path = "";
  for (let i = 0; i <= POINTS; i += 1) {
    const part = i / POINTS;
    const value = (valueOf(low + (high - low) * part) - v0) / (v1 - v0);
    const place = `${coordinate(x0 + (x1 - x0) * part)} ${coordinate(y0 + (y1 - y0) * value)}`;
    path += (i === 0 ? "M" : "L") + place;
  }
  return path;
}

/**
 * Return the path through values one after the other; as if there were at least so many.
 * @param {number[]} values
 * @param {number} x0 @param {number} x1 where the first and the last of them are in the picture
 * @param {number} y0 @param {number} y1 what the values v0 and v1 are in the picture
 * @param {number} v0 @param {number} v1
 * @param {number} least more than 1
 */
export function polyline(values, x0, x1, y0, y1, v0, v1, least) {
  if (values.length === 0) return NOTHING;
  const last = Math.max(values.length, least) - 1;
  const stops = values.map((value, i) => {
    const y = y0 + ((y1 - y0) * (value - v0)) / (v1 - v0);
    return `${coordinate(x0 + ((x1 - x0) * i) / last)} ${coordinate(y)}`;
  });
  return `M${stops.join("L")}`;
}

/**
 * Return the path through points, cut at the edges of a rectangle, segment by segment. A point
 * with NaN leaves a gap.
 * @param {number[]} xs @param {number[]} ys
 * @param {number} x0 @param {number} x1 @param {number} y0 @param {number} y1 in the picture
 * @param {number} u0 @param {number} u1 @param {number} v0 @param {number} v1 what they stand for
 */
export function clipped(xs, ys, x0, x1, y0, y1, u0, u1, v0, v1) {
  const across = xs.map((x) => placed(x0 + ((x1 - x0) * (x - u0)) / (u1 - u0)));
  const down = ys.map((y) => placed(y0 + ((y1 - y0) * (y - v0)) / (v1 - v0)));
  const edges = [Math.min(x0, x1), Math.max(x0, x1), Math.min(y0, y1), Math.max(y0, y1)];
  let path = "";
  let whole = false; // whether the segment before ended where this one starts
  for (let i = 1; i < across.length; i += 1) {
    const start = /** @type {Place} */ ([across[i - 1], down[i - 1]]);
    const end = /** @type {Place} */ ([across[i], down[i]]);
    const [first, last] = inside(start, end, edges);
    if (first > last) {
      whole = false;
      continue;
    }
    if (!(whole && first === 0)) path += `M${between(start, end, first)}`;
    path += `L${between(start, end, last)}`;
    whole = last === 1;
  }
  return path || NOTHING;
}

/**
 * Return the path of a dot at each point of a rectangle, as round ends of lines draw it.
 * @param {number[]} xs @param {number[]} ys
 * @param {number} x0 @param {number} x1 @param {number} y0 @param {number} y1 in the picture
 * @param {number} u0 @param {number} u1 @param {number} v0 @param {number} v1 what they stand for
 */
export function dots(xs, ys, x0, x1, y0, y1, u0, u1, v0, v1) {
  let path = "";
  for (const [i, x] of xs.entries()) {
    if (!isIn(x, u0, u1) || !isIn(ys[i], v0, v1)) continue;
    const across = coordinate(x0 + ((x1 - x0) * (x - u0)) / (u1 - u0));
    path += `M${across} ${coordinate(y0 + ((y1 - y0) * (ys[i] - v0)) / (v1 - v0))}h.1`;
  }
  return path || NOTHING;
}

/** @param {number} n @param {number} a @param {number} b in any order */
function isIn(n, a, b) {
  return Math.min(a, b) <= n && n <= Math.max(a, b);
}

/**
 * Return the path of lines from one place, each as far as `right`, `up` and two of `ends`.
 * @param {number} x @param {number} y @param {number} right @param {number} up
 * @param {number[]} ends @param {number} scale
 */
export function spokes(x, y, right, up, ends, scale) {
  let path = "";
  for (let i = 0; i < ends.length; i += 2) {
    const [across, down] = [x + scale * (right + ends[i]), y - scale * (up + ends[i + 1])];
    path += `M${coordinate(x)} ${coordinate(y)}L${coordinate(across)} ${coordinate(down)}`;
  }
  return path || NOTHING;
}

/**
 * Return the path of strokes drawn by hand.
 * @param {Place[][]} lines @param {number} x @param {number} y where their (0, 0) is
 * @param {number} scale
 */
export function strokes(lines, x, y, scale) {
  const paths = lines.map((line) => {
    // A line of a single point has no length: as two equal points it is a dot.
    const places = (line.length > 1 ? line : [...line, ...line]).map(
      ([across, down]) => `${coordinate(x + across * scale)} ${coordinate(y + down * scale)}`,
    );
    return `M${places.join("L")}`;
  });
  return paths.join("") || NOTHING;
}

/** @param {number} value */
function placed(value) {
  return Math.min(FARTHEST, Math.max(-FARTHEST, value));
}

/**
 * Return from which part to which a segment is inside; the wrong way round if it never is.
 * @param {Place} start @param {Place} end @param {number[]} edges
 */
function inside(start, end, edges) {
  let [first, last] = [0, 1];
  for (const i of [0, 1]) {
    const way = end[i] - start[i];
    const [before, after] = [start[i] - edges[2 * i], edges[2 * i + 1] - start[i]];
    if (Number.isNaN(way) || (way === 0 && Math.min(before, after) < 0)) return [1, 0];
    if (way === 0) continue;
    first = Math.max(first, (way > 0 ? -before : after) / way);
    last = Math.min(last, (way > 0 ? after : -before) / way);
  }
  return [first, last];
}

/** Write the place at a part of the way. @param {Place} start @param {Place} end @param {number} part */
function between(start, end, part) {
  const at = (/** @type {number} */ i) => coordinate((1 - part) * start[i] + part * end[i]);
  return `${at(0)} ${at(1)}`;
}

/**
 * Return the path of the marks at points of one kind; those outside the rectangle are left out.
 * @param {"circle" | "square"} shape @param {number} r how far it reaches
 * @param {number[]} xs @param {number[]} ys @param {number[]} kinds @param {number} kind
 * @param {number} x0 @param {number} x1 what u0 and u1 are in the picture
 * @param {number} y0 @param {number} y1 what v0 and v1 are in the picture
 * @param {number} u0 @param {number} u1 @param {number} v0 @param {number} v1
 */
export function marks(shape, r, xs, ys, kinds, kind, x0, x1, y0, y1, u0, u1, v0, v1) {
  let path = "";
  for (const [i, x] of xs.entries()) {
    const [across, up] = [(x - u0) / (u1 - u0), (ys[i] - v0) / (v1 - v0)];
    if (kinds[i] !== kind || across < 0 || across > 1 || up < 0 || up > 1) continue;
    const left = coordinate(x0 + (x1 - x0) * across - r);
    const middle = y0 + (y1 - y0) * up;
    path +=
      shape === "circle"
        ? `M${left} ${coordinate(middle)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`
        : `M${left} ${coordinate(middle - r)}h${2 * r}v${2 * r}h${-2 * r}Z`;
  }
  return path || NOTHING;
}
