/**
 * The page's Python: started when it is first wanted, and after it was ended.
 */

/** @typedef {{ code: string, cells: string[] }} Question */
/**
 * @typedef {{ printed: string, feedback?: string, solved?: string, error?: string, trace?: string,
 *   missing?: string }} Result
 */
/** @typedef {{ resolve: (result: Result) => void, reject: (error: Error) => void }} Waiting */

/** What somebody gets who waits for an answer when Python is ended. */
export class Stopped extends Error {}

/** @type {Worker | null} */
let worker = null;
let isReady = false;
/** @type {Waiting[]} */
let waiting = [];

/** Return whether Python can answer at once. */
export function ready() {
  return isReady;
}

/** Return whether Python runs, or will soon. */
export function started() {
  return worker !== null;
}

/** Start Python, if it does not run. */
export function start() {
  if (worker) return;
  worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
  worker.addEventListener("message", ({ data }) => {
    if (data.failure) end(new Error(data.failure));
    else if (data.ready) isReady = true;
    else waiting.shift()?.resolve(data.result);
  });
  worker.addEventListener("error", (event) => end(new Error(event.message)));
}

/**
 * Run an answer after those that wait already.
 * @param {Question} question
 * @returns {Promise<Result>}
 */
export function answer(question) {
  start();
  return new Promise((resolve, reject) => {
    waiting.push({ resolve, reject });
    worker?.postMessage(question, []);
  });
}

/** End Python, whatever it does. */
export function stop() {
  end(new Stopped());
}

/** @param {Error} error */
function end(error) {
  worker?.terminate();
  worker = null;
  isReady = false;
  const all = waiting;
  waiting = [];
  for (const { reject } of all) reject(error);
}
