/**
 * What is under a hand: the thing on top, or of lines that cross there the nearest one.
 */

/** @typedef {import("./parts.js").AnyElement} AnyElement */

const TOUCHABLE = "[data-number], [data-place], [data-pick]";
const LINE = "line.nx-hit";

/**
 * Return the element under a place of the window that a hand can touch.
 * @param {HTMLElement} root
 * @param {number} x
 * @param {number} y
 * @returns {AnyElement | null}
 */
export function touched(root, x, y) {
  const stack = stackAt(root, x, y).filter((element) => element.closest(TOUCHABLE));
  if (!stack.length) return null;
  const top = stack[0].matches(LINE) ? nearest(stack.filter(isLine), x, y) : stack[0];
  return /** @type {AnyElement | null} */ (top.closest(TOUCHABLE));
}

/**
 * Return the nearest thing under a place of the window that is of a kind.
 * @param {HTMLElement} root
 * @param {number} x
 * @param {number} y
 * @param {(element: Element) => boolean} isOf
 */
export function found(root, x, y, isOf) {
  for (const element of stackAt(root, x, y)) {
    for (let one = /** @type {Element | null} */ (element); one && one !== root;) {
      if (isOf(one)) return one;
      one = one.parentElement;
    }
  }
  return null;
}

/** @param {HTMLElement} root @param {number} x @param {number} y the topmost first */
function stackAt(root, x, y) {
  const page = /** @type {Document | ShadowRoot} */ (root.getRootNode());
  return page.elementsFromPoint(x, y).filter((element) => root.contains(element));
}

/** @param {Element} element */
function isLine(element) {
  return element.matches(LINE);
}

/** @param {Element[]} lines at least one @param {number} x @param {number} y */
function nearest(lines, x, y) {
  const far = lines.map((line) => distance(/** @type {SVGLineElement} */ (line), x, y));
  return lines[far.indexOf(Math.min(...far))];
}

/** @param {SVGLineElement} line @param {number} x @param {number} y in the window */
function distance(line, x, y) {
  const matrix = line.getScreenCTM();
  if (!matrix) return Infinity;
  const { x1, y1, x2, y2 } = line;
  const start = new DOMPoint(x1.baseVal.value, y1.baseVal.value).matrixTransform(matrix);
  const end = new DOMPoint(x2.baseVal.value, y2.baseVal.value).matrixTransform(matrix);
  return toSegment({ x, y }, start, end);
}

/**
 * Return how far a point is from a segment.
 * @param {{x: number, y: number}} point
 * @param {{x: number, y: number}} start
 * @param {{x: number, y: number}} end
 */
export function toSegment(point, start, end) {
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const length2 = dx * dx + dy * dy || 1;
  const along = ((point.x - start.x) * dx + (point.y - start.y) * dy) / length2;
  const part = Math.min(1, Math.max(0, along));
  return Math.hypot(point.x - start.x - part * dx, point.y - start.y - part * dy);
}

/**
 * Return a place of the window in the units of a picture.
 * @param {SVGGraphicsElement} picture
 * @param {number} x
 * @param {number} y
 */
export function inPicture(picture, x, y) {
  const matrix = picture.getScreenCTM();
  if (!matrix) return { x: 0, y: 0 };
  const place = new DOMPoint(x, y).matrixTransform(matrix.inverse());
  return { x: place.x, y: place.y };
}

/** @param {SVGGraphicsElement} picture @returns {number} pixels of a unit of it */
export function scaleOf(picture) {
  return picture.getScreenCTM()?.a ?? 1;
}
