/**
 * Numbers as an image of square pixels. Python draws the same in `nnlib/drawing/raster.py`.
 */

import { compile } from "./expressions.js";
import { unpackedBytes } from "./packed.js";
import { colour } from "./theme.js";

/**
 * @typedef {import("./expressions.js").Scope} Scope
 * @typedef {import("./theme.js").Colour} Colour
 * @typedef {{ground: Colour, below: Colour, above: Colour}} Colours
 * @typedef {Element & {style: CSSStyleDeclaration}} Styled
 */

const WHITE = 255;
export const OWN = ["kind", "columns", "rows", "values"]; // attributes that are not the image's

export class Raster {
  /**
   * @param {Styled} element an image of the picture
   * @param {Record<string, any>} attributes `kind`, `columns`, `rows`, and `values`
   */
  constructor(element, { kind, columns, rows, values }) {
    this.element = element;
    this.kind = kind;
    this.values = compile(values[1]);
    this.canvas = document.createElement("canvas");
    this.canvas.width = columns;
    this.canvas.height = rows;
    /** @type {any} */
    this.drawn = null; // the numbers that it shows
    element.setAttribute("preserveAspectRatio", "none");
    element.style.imageRendering = "pixelated";
  }

  /** Draw it if it is in the page and the numbers are others. @param {Scope} scope */
  draw(scope) {
    if (!this.element.isConnected) return;
    const values = this.values(scope);
    if (values === this.drawn) return;
    this.drawn = values;
    const context = this.canvas.getContext("2d");
    if (!context) return;
    const image = context.createImageData(this.canvas.width, this.canvas.height);
    this.fill(image.data, values);
    context.putImageData(image, 0, 0);
    this.element.setAttribute("href", this.canvas.toDataURL());
  }

  /** Draw it anew the next time, as colours have changed. */
  forget() {
    this.drawn = null;
  }

  /** @param {Uint8ClampedArray} pixels @param {number[] | string} values */
  fill(pixels, values) {
    const numbers = typeof values === "string" ? unpackedBytes(values) : values;
    if (this.kind === "rgb") fillColours(pixels, numbers);
    else if (this.kind === "signed") fillSigned(pixels, numbers, this.colours());
    else fillGreys(pixels, numbers, typeof values === "string" ? 1 : WHITE);
  }

  colours() {
    return {
      ground: colour(this.element, "--nx-ground"),
      below: colour(this.element, "--nx-neg"),
      above: colour(this.element, "--nx-pos"),
    };
  }
}

/** @param {Uint8ClampedArray} pixels @param {number[]} numbers three bytes a pixel */
function fillColours(pixels, numbers) {
  for (let i = 0; i < numbers.length / 3; i += 1) {
    for (let k = 0; k < 3; k += 1) pixels[4 * i + k] = numbers[3 * i + k];
    pixels[4 * i + 3] = WHITE;
  }
}

/** @param {Uint8ClampedArray} pixels @param {number[]} numbers @param {number} brightest */
function fillGreys(pixels, numbers, brightest) {
  for (const [i, number] of numbers.entries()) {
    pixels.fill(number * brightest, 4 * i, 4 * i + 3);
    pixels[4 * i + 3] = WHITE;
  }
}

/**
 * @param {Uint8ClampedArray} pixels @param {number[]} numbers from -1 to 1
 * @param {Colours} colours
 */
function fillSigned(pixels, numbers, { ground, below, above }) {
  for (const [i, number] of numbers.entries()) {
    const full = number < 0 ? below : above;
    const strength = Math.min(1, Math.abs(number));
    for (let k = 0; k < 3; k += 1) {
      pixels[4 * i + k] = ground[k] + (full[k] - ground[k]) * strength;
    }
    pixels[4 * i + 3] = WHITE;
  }
}
