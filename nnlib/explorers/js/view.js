/**
 * Element trees of a scene as elements of the page; a new state patches only what it changes.
 */

import { compile } from "./expressions.js";
import { Field } from "./field.js";
import { coordinate } from "./numerals.js";
import { Part } from "./parts.js";
import { HTML, SVG, Words } from "./words.js";

/**
 * @typedef {import("./scene.js").Scene} Scene
 * @typedef {import("./expressions.js").Scope} Scope
 * @typedef {import("./expressions.js").Compiled} Compiled
 * @typedef {import("./parts.js").AnyElement} AnyElement
 * @typedef {{of: string, value: Compiled, last: any, write: (value: any) => void}} Binding
 */

/** The fill of what is negative: a scene may name it as url(#hatch). */
const HATCH = [
  "defs",
  {},
  [
    "pattern",
    {
      id: "hatch",
      width: 7,
      height: 7,
      patternUnits: "userSpaceOnUse",
      patternTransform: "rotate(45)",
    },
    ["rect", { class: "nx-hatch", width: 7, height: 7 }],
    ["rect", { class: "nx-stripe", width: 2.5, height: 7 }],
  ],
];
const OWN = ["@number", "@place", "@pick", "@lit", "@from", "@flow"]; // make an element a part

export class View {
  /**
   * @param {any} tree
   * @param {Scene} scene
   * @param {string} prefix makes the ids of this explorer its own in the page
   */
  constructor(tree, scene, prefix) {
    this.scene = scene;
    this.prefix = prefix;
    /** @type {Binding[]} */
    this.bindings = [];
    /** @type {Part[]} */
    this.parts = [];
    /** @type {Field[]} */
    this.fields = [];
    this.element = this.build(tree, HTML);
  }

  /** Make the page show what follows from a state. @param {Scope} scope */
  patch(scope) {
    for (const binding of this.bindings) {
      const value = said(binding.of, () => binding.value(scope));
      if (value === binding.last) continue;
      binding.last = value;
      binding.write(value);
    }
    for (const part of this.parts) said(tagOf(part.element), () => part.update(scope));
    for (const field of this.fields) said("field", () => field.draw(scope));
  }

  /**
   * @param {any} tree
   * @param {string} around the namespace of its parent
   * @returns {AnyElement}
   */
  build([tag, attributes, ...children], around) {
    const space = tag === "svg" || tag === "field" ? SVG : around;
    const name = tag === "field" ? "g" : tag;
    const element = /** @type {AnyElement} */ (document.createElementNS(space, name));
    if (tag === "field") this.fields.push(new Field(element, attributes));
    else this.addAttributes(element, attributes);
    if (OWN.some((own) => own in attributes)) {
      this.parts.push(said(tagOf(element), () => new Part(element, attributes, this.scene)));
    }
    const inside = tag === "foreignObject" ? HTML : space;
    for (const child of children) this.addChild(element, child, inside);
    if (tag === "svg") element.prepend(this.build(HATCH, SVG));
    return element;
  }

  /** @param {AnyElement} element @param {Record<string, any>} attributes */
  addAttributes(element, attributes) {
    for (const [name, value] of Object.entries(attributes)) {
      if (name === "@show") this.bindMark(element, "data-hidden", value);
      else if (name === "@seen") this.bindSeen(element, value);
      else if (name.startsWith("@")) continue;
      else if (Array.isArray(value)) this.bindAttribute(element, name, value[1]);
      else this.write(element, name, value);
    }
  }

  /** @param {AnyElement} element @param {string} mark there while the expression is false */
  bindMark(element, mark, /** @type {any} */ expression) {
    const write = (/** @type {any} */ value) => element.toggleAttribute(mark, !value);
    this.bind(`${mark} of ${tagOf(element)}`, expression, write);
  }

  /**
   * Bind what a later step reveals. Until then it is faint, silent, and of no use: only what is
   * disabled may have so little contrast.
   * @param {AnyElement} element
   */
  bindSeen(element, /** @type {any} */ expression) {
    this.bindMark(element, "data-unseen", expression);
    const write = (/** @type {any} */ seen) => {
      for (const name of ["aria-hidden", "aria-disabled"]) {
        this.write(element, name, seen ? null : "true");
      }
    };
    this.bind(`@seen of ${tagOf(element)}`, expression, write);
  }

  /** @param {AnyElement} element @param {string} name */
  bindAttribute(element, name, /** @type {any} */ expression) {
    const write = (/** @type {any} */ value) => this.write(element, name, value);
    this.bind(`${name} of ${tagOf(element)}`, expression, write);
  }

  /**
   * @param {AnyElement} element
   * @param {any} child a text, an element, or an expression for a text
   * @param {string} space
   */
  addChild(element, child, space) {
    if (!Array.isArray(child)) {
      Words.in(element).write(child);
    } else if (child[0] === "=") {
      const words = Words.in(element);
      this.bind(`text in ${tagOf(element)}`, child[1], (value) => words.write(value));
    } else {
      element.append(this.build(child, space));
    }
  }

  /** @param {string} of @param {any} expression @param {(value: any) => void} write */
  bind(of, expression, write) {
    const value = said(of, () => compile(expression));
    this.bindings.push({ of, value, last: undefined, write });
  }

  /**
   * Write an attribute. True is written "true"; false removes all but aria-* ones.
   * @param {AnyElement} element
   * @param {string} name
   * @param {any} value
   */
  write(element, name, value) {
    if (value === null || (value === false && !name.startsWith("aria-"))) {
      element.removeAttribute(name);
      return;
    }
    const text = typeof value === "number" ? coordinate(value) : this.withOwnIds(name, value);
    if (name === "style") element.style.cssText = text;
    else element.setAttribute(name, text);
  }

  /** @param {string} name @param {any} value */
  withOwnIds(name, value) {
    const text = String(value);
    if (name === "id") return `${this.prefix}-${text}`;
    if (name === "href" && text.startsWith("#")) return `#${this.prefix}-${text.slice(1)}`;
    return text.replaceAll("url(#", `url(#${this.prefix}-`);
  }
}

/**
 * Do a piece of work; if it fails, say of what.
 * @template T
 * @param {string} of
 * @param {() => T} work
 * @returns {T}
 */
function said(of, work) {
  try {
    return work();
  } catch (error) {
    throw new Error(`${of}: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}

/** @param {Element} element as a reader of the scene would look for it */
function tagOf(element) {
  const kind = element.getAttribute("class");
  return kind ? `<${element.localName} class="${kind}">` : `<${element.localName}>`;
}
