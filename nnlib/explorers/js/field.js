/**
 * What a network says of a whole plane: tinted above ½, tinted and hatched below, and the border.
 */

import { coordinate } from "./numerals.js";
import { Learner } from "./learner.js";
import { colour } from "./theme.js";
import { SVG } from "./words.js";

/**
 * @typedef {import("./expressions.js").Scope} Scope
 * @typedef {{x: number, y: number, width: number, height: number, low: number, high: number}} Frame
 * @typedef {import("./theme.js").Colour} Colour
 */

const CELLS = 96; // in each direction
const PIXELS = 2 * CELLS;
const STRIPES = [0.35, 0.75, 1, 1, 1, 1, 0.75]; // strength of the tint, pixel by pixel: a hatch
const HATCH = STRIPES.length;
const WEAKEST = 0.25; // strength of the tint near the border

export class Field {
  /**
   * @param {Element & {style: CSSStyleDeclaration}} element a group in the picture
   * @param {Record<string, any>} attributes
   */
  constructor(element, attributes) {
    const { x, y, width, height, low, high } = attributes;
    /** @type {Frame} */
    this.frame = { x, y, width, height, low, high };
    this.places = placesOf(this.frame);
    this.element = element;
    element.setAttribute("class", "nx-field");
    this.image = document.createElementNS(SVG, "image");
    for (const name of /** @type {const} */ (["x", "y", "width", "height"])) {
      this.image.setAttribute(name, coordinate(this.frame[name]));
    }
    this.image.setAttribute("preserveAspectRatio", "none");
    this.border = document.createElementNS(SVG, "path");
    this.border.setAttribute("class", "nx-border");
    element.append(this.image, this.border);
    this.canvas = document.createElement("canvas");
    this.canvas.width = PIXELS;
    this.canvas.height = PIXELS;
    /** @type {any[]} */
    this.drawn = []; // the weights and biases that the picture shows
    /** @type {Record<string, Colour> | null} */
    this.colours = null;
  }

  /** Draw it if it is in the page and the network is another one. @param {Scope} scope */
  draw({ layers }) {
    if (!this.element.isConnected) return;
    /** @type {any[]} */
    const numbers = layers.flatMap((/** @type {any} */ layer) => [layer.weight, layer.bias]);
    const asMany = numbers.length === this.drawn.length;
    if (asMany && numbers.every((one, i) => one === this.drawn[i])) return;
    this.drawn = numbers;
    const outputs = new Learner(layers, this.places, []).outputs();
    const heights = Float32Array.from(outputs, (output) => output - 0.5);
    this.paint(heights);
    this.border.setAttribute("d", borderOf(heights, this.frame));
  }

  /** Draw it anew the next time, as colours have changed. */
  forget() {
    this.drawn = [];
    this.colours = null;
  }

  /** @param {Float32Array} heights */
  paint(heights) {
    const context = this.canvas.getContext("2d");
    if (!context) return;
    const image = context.createImageData(PIXELS, PIXELS);
    this.colours ??= {
      ground: colour(this.element, "--nx-ground"),
      above: colour(this.element, "--nx-pos-tint"),
      below: colour(this.element, "--nx-neg-tint"),
    };
    fill(image.data, heights, /** @type {any} */ (this.colours));
    context.putImageData(image, 0, 0);
    this.image.setAttribute("href", this.canvas.toDataURL());
  }
}

/**
 * Return the places of the corners of all cells, row by row from the top.
 * @param {Frame} frame
 */
function placesOf({ low, high }) {
  const side = Array.from({ length: CELLS + 1 }, (_, i) => low + ((high - low) * i) / CELLS);
  return [side.flatMap(() => side), side.toReversed().flatMap((y) => side.map(() => y))];
}

/**
 * Fill the pixels: each lies a quarter of a cell from the next corner, and is drawn many times a
 * second, so the arithmetic is written out.
 * @param {Uint8ClampedArray} pixels
 * @param {Float32Array} heights
 * @param {{ground: Colour, above: Colour, below: Colour}} colours
 */
function fill(pixels, heights, { ground, above, below }) {
  let at = 0;
  for (let row = 0; row < PIXELS; row += 1) {
    const down = row % 2 === 0 ? 0.25 : 0.75;
    const first = (row >> 1) * (CELLS + 1);
    for (let column = 0; column < PIXELS; column += 1) {
      const right = column % 2 === 0 ? 0.25 : 0.75;
      const corner = first + (column >> 1);
      const under = corner + CELLS + 1;
      const top = heights[corner] + (heights[corner + 1] - heights[corner]) * right;
      const bottom = heights[under] + (heights[under + 1] - heights[under]) * right;
      const height = top + (bottom - top) * down;
      const tint = height > 0 ? above : below;
      const sure = WEAKEST + (1 - WEAKEST) * 2 * Math.abs(height);
      const strength = height > 0 ? sure : sure * STRIPES[(column + row) % HATCH];
      pixels[at] = ground[0] + (tint[0] - ground[0]) * strength;
      pixels[at + 1] = ground[1] + (tint[1] - ground[1]) * strength;
      pixels[at + 2] = ground[2] + (tint[2] - ground[2]) * strength;
      pixels[at + 3] = 255;
      at += 4;
    }
  }
}

/**
 * Return the path of the line where the heights are 0: marching squares.
 * @param {Float32Array} heights
 * @param {Frame} frame
 */
function borderOf(heights, frame) {
  let path = "";
  for (let row = 0; row < CELLS; row += 1) {
    for (let column = 0; column < CELLS; column += 1) {
      const at = row * (CELLS + 1) + column;
      const under = at + CELLS + 1;
      const high = heights[at] > 0;
      const alike = high === heights[at + 1] > 0 && high === heights[under] > 0;
      if (alike && high === heights[under + 1] > 0) continue;
      const corners = [heights[at], heights[at + 1], heights[under + 1], heights[under]];
      for (const [start, end] of crossings(corners)) {
        path += `M${placeIn(frame, column, row, start)}L${placeIn(frame, column, row, end)}`;
      }
    }
  }
  return path;
}

/**
 * Return the pieces of the line in one cell, in parts of the cell.
 * @param {number[]} corners heights, clockwise from the top left
 */
function crossings(corners) {
  const places = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ];
  /** @type {number[][]} */
  const on = [];
  for (const [i, height] of corners.entries()) {
    const next = (i + 1) % 4;
    if (height > 0 === corners[next] > 0) continue;
    const part = height / (height - corners[next]);
    const [from, to] = [places[i], places[next]];
    on.push([from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part]);
  }
  if (on.length === 2) return [[on[0], on[1]]];
  const middle = corners.reduce((sum, height) => sum + height);
  const likeFirst = middle > 0 === corners[0] > 0;
  return likeFirst
    ? [
        [on[0], on[1]],
        [on[2], on[3]],
      ]
    : [
        [on[3], on[0]],
        [on[1], on[2]],
      ];
}

/** @param {Frame} frame @param {number} column @param {number} row @param {number[]} part */
function placeIn(frame, column, row, [right, down]) {
  const x = frame.x + (frame.width * (column + right)) / CELLS;
  const y = frame.y + (frame.height * (row + down)) / CELLS;
  return `${coordinate(x)} ${coordinate(y)}`;
}
