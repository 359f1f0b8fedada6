/**
 * Element trees of a scene as elements of the page; a new state patches only what it changes.
 */

import { compile } from "./expressions.js";
import { Field } from "./field.js";
import { coordinate } from "./numerals.js";
import { Part } from "./parts.js";
import { OWN as OF_RASTER, Raster } from "./raster.js";
import { HTML, SVG, Words } from "./words.js";

/**
 * @typedef {import("./scene.js").Scene} Scene
 * @typedef {import("./expressions.js").Scope} Scope
 * @typedef {import("./expressions.js").Compiled} Compiled
 * @typedef {import("./parts.js").AnyElement} AnyElement
 * @typedef {{of: string, value: Compiled, last: any, write: (value: any) => void}} Binding
 * @typedef {{bindings: Binding[], parts: Part[], images: (Field | Raster)[], hidden: Branch[],
 *   shown: Binding | null}} Branch what is there or not there together
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
/** @type {Record<string, string>} */
const PAINTED = { field: "g", raster: "image" }; // tags of our own, and what they are in the page
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
    /** @type {Part[]} */
    this.parts = [];
    /** @type {(Field | Raster)[]} */
    this.images = [];
    this.trunk = newBranch(null);
    this.branch = this.trunk; // in which the tree is being built
    this.element = this.build(tree, HTML);
  }

  /** Make the page show what follows from a state. @param {Scope} scope */
  patch(scope) {
    this.patchBranch(this.trunk, scope);
  }

  /**
   * Patch all that is shown; what is hidden may have no numbers now, and waits.
   * @param {Branch} branch
   * @param {Scope} scope
   */
  patchBranch(branch, scope) {
    for (const binding of branch.bindings) patchOne(binding, scope);
    for (const part of branch.parts) said(tagOf(part.element), () => part.update(scope));
    for (const image of branch.images) said(tagOf(image.element), () => image.draw(scope));
    for (const inner of branch.hidden) {
      if (inner.shown) patchOne(inner.shown, scope);
      if (inner.shown?.last) this.patchBranch(inner, scope);
    }
  }

  /**
   * @param {any} tree
   * @param {string} around the namespace of its parent
   * @returns {AnyElement}
   */
  build([tag, attributes, ...children], around) {
    const space = tag === "svg" || tag in PAINTED ? SVG : around;
    const name = PAINTED[tag] ?? tag;
    const element = /** @type {AnyElement} */ (document.createElementNS(space, name));
    const outside = this.branch;
    if ("@show" in attributes) this.branch = this.branchOff(element, attributes["@show"]);
    if (tag === "field") this.addImage(new Field(element, attributes));
    else this.addAttributes(element, attributes);
    if (tag === "raster") this.addImage(new Raster(element, attributes));
    if (OWN.some((own) => own in attributes)) this.addPart(element, attributes);
    const inside = tag === "foreignObject" ? HTML : space;
    for (const child of children) this.addChild(element, child, inside);
    if (tag === "svg") element.prepend(this.build(HATCH, SVG));
    this.branch = outside;
    return element;
  }

  /** @param {AnyElement} element there only while the expression is true */
  branchOff(element, /** @type {any} */ expression) {
    const of = `@show of ${tagOf(element)}`;
    const write = (/** @type {any} */ value) => element.toggleAttribute("data-hidden", !value);
    const value = said(of, () => compile(expression));
    const branch = newBranch({ of, value, last: undefined, write });
    this.branch.hidden.push(branch);
    return branch;
  }

  /** @param {Field | Raster} image */
  addImage(image) {
    this.images.push(image);
    this.branch.images.push(image);
  }

  /** @param {AnyElement} element @param {Record<string, any>} attributes */
  addPart(element, attributes) {
    const part = said(tagOf(element), () => new Part(element, attributes, this.scene));
    this.parts.push(part);
    this.branch.parts.push(part);
  }

  /** @param {AnyElement} element @param {Record<string, any>} attributes */
  addAttributes(element, attributes) {
    for (const [name, value] of Object.entries(attributes)) {
      if (name === "@seen") this.bindSeen(element, value);
      else if (name.startsWith("@") || OF_RASTER.includes(name)) continue;
      else if (Array.isArray(value)) this.bindAttribute(element, name, value[1]);
      else this.write(element, name, value);
    }
  }

  /**
   * Bind what a later step reveals. Until then it is faint, silent, and of no use: only what is
   * disabled may have so little contrast.
   * @param {AnyElement} element
   */
  bindSeen(element, /** @type {any} */ expression) {
    const write = (/** @type {any} */ seen) => {
      element.toggleAttribute("data-unseen", !seen);
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
    this.branch.bindings.push({ of, value, last: undefined, write });
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

/** @param {Binding | null} shown whether it is there @returns {Branch} */
function newBranch(shown) {
  return { bindings: [], parts: [], images: [], hidden: [], shown };
}

/** @param {Binding} binding @param {Scope} scope */
function patchOne(binding, scope) {
  const value = said(binding.of, () => binding.value(scope));
  if (value === binding.last) return;
  binding.last = value;
  binding.write(value);
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
