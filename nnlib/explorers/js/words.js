/**
 * Texts for people, in the picture and beside it; **stars** make a piece of them bold.
 */

import { coordinate } from "./numerals.js";

export const SVG = "http://www.w3.org/2000/svg";
export const HTML = "http://www.w3.org/1999/xhtml";
const BOLD = 650; // font-weight

/**
 * Return the pieces of a text: every second one is bold.
 * @param {string} text
 * @returns {{text: string, bold: boolean}[]} at least one
 */
export function pieces(text) {
  const all = text.split("**").map((piece, i) => ({ text: piece, bold: i % 2 === 1 }));
  const some = all.filter((piece) => piece.text !== "");
  return some.length ? some : [{ text: "", bold: false }];
}

/** A text that can change, between other children of an element. */
export class Words {
  /** @param {Element} parent */
  constructor(parent) {
    this.parent = parent;
    /** @type {{bold: boolean, node: ChildNode, text: Text}[]} */
    this.pieces = [];
    this.write("");
  }

  /** Add an empty text behind what is there. @param {Element} parent */
  static in(parent) {
    return new Words(parent);
  }

  /** @param {any} value a text, or a number */
  write(value) {
    const wanted = pieces(typeof value === "number" ? coordinate(value) : String(value));
    const { pieces: now } = this;
    const asMany = now.length === wanted.length;
    if (!asMany || now.some((one, i) => one.bold !== wanted[i].bold)) this.rebuild(wanted);
    for (const [i, { text }] of wanted.entries()) {
      if (this.pieces[i].text.data !== text) this.pieces[i].text.data = text;
    }
  }

  /** @param {{bold: boolean}[]} wanted */
  rebuild(wanted) {
    const before = this.pieces.at(-1)?.node.nextSibling ?? null;
    for (const piece of this.pieces) piece.node.remove();
    this.pieces = wanted.map(({ bold }) => {
      const text = document.createTextNode("");
      const node = bold ? this.bold(text) : text;
      this.parent.insertBefore(node, before);
      return { bold, node, text };
    });
  }

  /** @param {Text} text */
  bold(text) {
    const inPicture = this.parent.namespaceURI === SVG;
    const element = document.createElementNS(inPicture ? SVG : HTML, inPicture ? "tspan" : "b");
    if (inPicture) element.setAttribute("font-weight", String(BOLD));
    element.append(text);
    return element;
  }
}
