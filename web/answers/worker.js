/**
 * Python in a worker: the page goes on while it computes, and can end it at any time.
 */

/** @typedef {import("./python.js").Question} Question */

const PYODIDE = new URL("../live/static/pyodide/", import.meta.url);
const SESSION = ["slices.py", "session.py"];

/** @param {URL} url */
async function fetched(url) {
  const response = await fetch(url, { cache: "no-cache" });
  if (!response.ok) throw new Error(`${url.pathname} is not there (${response.status})`);
  return response;
}

/** Start Python with NumPy and nnlib alone; what else the lock says they need can wait. */
async function start() {
  const { loadPyodide } = await import(new URL("pyodide.mjs", PYODIDE).href);
  const lock = fetched(new URL("pyodide-lock.json", PYODIDE)).then((response) => response.json());
  const pyodide = await loadPyodide({ env: { HOME: "/home/reader", MPLBACKEND: "agg" } });
  const nnlib = (await lock).packages.nnlib.file_name;
  const quietly = { messageCallback: () => {} };
  await pyodide.loadPackage(["numpy", new URL(nnlib, PYODIDE).href], quietly);
  const { numpy, nnlib: own } = pyodide.loadedPackages;
  if (!numpy || !own) throw new Error("its files did not arrive");
  pyodide.FS.mkdir("answers");
  for (const name of SESSION) {
    const text = await (await fetched(new URL(name, import.meta.url))).text();
    pyodide.FS.writeFile(`answers/${name}`, text);
  }
  pyodide.runPython("import json\nfrom answers.session import Session\nsession = Session()");
  const asked = pyodide.runPython("lambda text: json.dumps(session.answer(**json.loads(text)))");
  return { pyodide, asked };
}

const started = start();

/**
 * Return what comes of an answer. A module that it wants is loaded if it is there, and the answer
 * runs again.
 * @param {Question} question
 * @returns {Promise<import("./python.js").Result>}
 */
async function answer(question) {
  const { pyodide, asked } = await started;
  const tried = new Set();
  for (;;) {
    const result = JSON.parse(asked(JSON.stringify(question)));
    if (!result.missing || tried.has(result.missing)) return result;
    tried.add(result.missing);
    await pyodide.loadPackagesFromImports(`import ${result.missing}`);
  }
}

let last = started.then(() => postMessage({ ready: true }));

addEventListener("message", ({ data }) => {
  last = last.then(async () => postMessage({ result: await answer(data) }));
});
addEventListener("unhandledrejection", (event) => {
  event.preventDefault(); // the page says it
  postMessage({ failure: event.reason?.message ?? String(event.reason) });
});
