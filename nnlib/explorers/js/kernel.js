/**
 * The kernel behind an explorer of a notebook: whether it still hears what a hand does.
 *
 * Front ends tell different things of a kernel that stops, restarts or cannot be reached, and some
 * tell nothing. So the kernel is asked after each move of a hand, and has some time to answer.
 */

const PATIENCE = 3000; // milliseconds: then silence is worth a word
const GONE =
  "The kernel that made this explorer has stopped. You can go on here, but other cells no " +
  "longer see what you move. To connect the explorer again, run its cell.";
const SILENT =
  "The kernel does not answer: it is busy, or cannot be reached. Other cells do not see your " +
  "last move yet.";

export class Kernel {
  /**
   * @param {any} model of the explorer, as anywidget hands it out
   * @param {any} kept another model of the same kernel, as the front end has it
   * @param {(word: string, sentence: string) => void} tell for the badge, and what is wrong if so
   */
  constructor(model, kept, tell) {
    this.model = model;
    this.kept = kept;
    this.tell = tell;
    this.asked = 0;
    this.answers = false; // does this front end pass answers on at all?
    this.overdue = false;
    this.refused = false;
    this.timer = 0; // runs while an answer is awaited
    this.update = this.update.bind(this);
    this.connection = model.widget_manager.kernel; // in JupyterLab, Notebook 7 and voila
    this.connection?.disposed?.connect(this.update);
    model.on("comm_live_update", this.update);
    this.ask();
    this.update();
  }

  get isGone() {
    return this.refused || this.kept.comm_live === false || this.connection?.isDisposed === true;
  }

  /** Send a state that a hand has made. @param {any} state */
  send(state) {
    if (this.isGone) return;
    this.model.set("_state", state);
    this.model.save_changes();
    this.ask();
    this.timer ||= window.setTimeout(() => this.despair(), PATIENCE);
  }

  ask() {
    this.asked += 1;
    const mine = this.asked;
    const status = () => this.hear(mine);
    try {
      this.model.send({}, { iopub: { status } });
    } catch {
      this.refused = true; // JupyterLab's way of saying that the kernel is no more
      this.update();
    }
  }

  /** @param {number} question that is answered */
  hear(question) {
    this.answers = true;
    if (question !== this.asked) return;
    clearTimeout(this.timer);
    this.timer = 0;
    this.overdue = false;
    this.update();
  }

  despair() {
    this.overdue = this.answers;
    this.update();
  }

  update() {
    if (this.isGone) this.tell("Live, no kernel", GONE);
    else this.tell("Live", this.overdue ? SILENT : "");
  }

  stop() {
    clearTimeout(this.timer);
    this.connection?.disposed?.disconnect(this.update);
    this.model.off("comm_live_update", this.update);
  }
}
