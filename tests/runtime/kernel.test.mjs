import assert from "node:assert/strict";
import test from "node:test";

import { Kernel } from "../../nnlib/explorers/js/kernel.js";

globalThis.window = globalThis; // whose timers the tests move on

/** A front end whose kernel answers when it is told to. */
class FrontEnd {
  constructor({ connection = null, comm_live = true } = {}) {
    this.kept = { comm_live };
    this.handlers = {};
    this.questions = [];
    this.saved = [];
    this.said = [];
    this.widget_manager = { kernel: connection };
  }

  on(name, handler) {
    this.handlers[name] = handler;
  }

  off(name, handler) {
    assert.equal(this.handlers[name], handler);
    delete this.handlers[name];
  }

  set(name, state) {
    this.state = state;
  }

  save_changes() {
    this.saved.push(this.state);
  }

  send(_, { iopub }) {
    if (this.refuses) throw new Error("Cannot send");
    this.questions.push(iopub.status);
  }

  answer() {
    for (const status of this.questions.splice(0)) status();
  }

  get badge() {
    return this.said.at(-1);
  }

  kernel() {
    return new Kernel(this, this.kept, (...words) => this.said.push(words));
  }
}

const LIVE = ["Live", ""];
const isGone = ([word, sentence]) => word === "Live, no kernel" && /run its cell/.test(sentence);

test("a kernel that answers in time gets every state, and nothing is said", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const page = new FrontEnd();
  const kernel = page.kernel();
  for (const state of [1, 2]) {
    kernel.send(state);
    t.mock.timers.tick(2900);
    page.answer();
  }
  t.mock.timers.tick(10_000);
  assert.deepEqual(page.saved, [1, 2]);
  assert.deepEqual(page.badge, LIVE);
});

test("one that does not answer is said to be silent, until it answers", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const page = new FrontEnd();
  const kernel = page.kernel();
  page.answer();
  kernel.send(1);
  t.mock.timers.tick(2000);
  kernel.send(2); // a hand that goes on does not buy it time
  t.mock.timers.tick(1000);
  assert.match(page.badge[1], /does not answer/);
  page.questions.shift()();
  assert.match(page.badge[1], /does not answer/); // to the last question
  page.answer();
  assert.deepEqual(page.badge, LIVE);
});

test("where a front end passes on no answer at all, silence means nothing", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const page = new FrontEnd();
  page.kernel().send(1);
  t.mock.timers.tick(10_000);
  assert.deepEqual(page.badge, LIVE);
});

test("one that stops is said to be gone, and is sent nothing more", () => {
  const page = new FrontEnd();
  const kernel = page.kernel();
  page.kept.comm_live = false;
  page.handlers.comm_live_update();
  assert.ok(isGone(page.badge));
  kernel.send(1);
  assert.deepEqual(page.saved, []);
});

test("one that takes no message any more is gone, too", () => {
  const page = new FrontEnd();
  const kernel = page.kernel();
  page.refuses = true;
  kernel.send(1);
  assert.ok(isGone(page.badge));
});

test("so is one whose connection is closed, and one that never was", () => {
  let closed = null;
  const connection = { isDisposed: false, disposed: { connect: (slot) => (closed = slot) } };
  const page = new FrontEnd({ connection });
  page.kernel();
  connection.isDisposed = true;
  closed();
  assert.ok(isGone(page.badge));
  const reopened = new FrontEnd({ comm_live: false });
  reopened.kernel();
  assert.ok(isGone(reopened.badge));
});

test("an explorer that leaves the page leaves no handler and no timer", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const page = new FrontEnd();
  const kernel = page.kernel();
  page.answer();
  kernel.send(1);
  kernel.stop();
  const { length } = page.said;
  t.mock.timers.tick(10_000);
  assert.deepEqual([Object.keys(page.handlers), page.said.length], [[], length]);
});
