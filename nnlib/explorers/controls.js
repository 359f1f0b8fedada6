// The controls in a browser. What they show is decided in Python; see controls.py.

function row(model, input) {
  const label = document.createElement("label");
  const name = document.createElement("span");
  label.className = "nnlib-control";
  input.dataset.lmSuppressShortcuts = "true"; // keys move the control, not JupyterLab's cells
  label.append(name, input);
  return [label, name];
}

function followed(model, follow) {
  model.on("change", follow);
  follow();
  return () => model.off("change", follow);
}

// Return a function that moves a value, if there is a kernel to follow: without one, the control
// stays with the picture, and says why. Whether one answers is asked once a second at most.
function mover(model, el) {
  const problem = document.createElement("p");
  problem.className = "nnlib-gone";
  problem.setAttribute("role", "alert");
  el.append(problem);
  let asked = 0;
  const isAnswered = () => {
    if (Date.now() - asked < 1000) return true;
    try {
      model.send({});
    } catch {
      return false;
    }
    asked = Date.now();
    return true;
  };
  return (value, back) => {
    if (isAnswered()) {
      model.set("value", value);
      model.save_changes();
    } else {
      problem.textContent = "The kernel that made this control is gone. Run the cell again.";
      back();
    }
  };
}

function slider({ model, el }) {
  const input = document.createElement("input");
  const value = document.createElement("span");
  const [label, name] = row(model, input);
  input.type = "range";
  label.append(value);
  el.append(label);

  const follow = () => {
    name.textContent = model.get("label");
    for (const key of ["min", "max", "step"]) input[key] = model.get(key);
    input.value = model.get("value");
    input.setAttribute("aria-label", model.get("description"));
    value.textContent = model.get("value").toFixed(model.get("decimals")).replace("-", "\u2212");
  };
  const move = mover(model, el);
  input.addEventListener("input", () => move(Number(input.value), follow));
  return followed(model, follow);
}

function choice({ model, el }) {
  const select = document.createElement("select");
  const [label, name] = row(model, select);
  for (const option of model.get("options")) select.add(new Option(option));
  el.append(label);

  const follow = () => {
    name.textContent = model.get("label");
    select.value = model.get("value");
    select.setAttribute("aria-label", model.get("description"));
  };
  const move = mover(model, el);
  select.addEventListener("change", () => move(select.value, follow));
  return followed(model, follow);
}

// The input that opens the browser's own window stays hidden: what it says beside its button, in
// the browser's language, is the name of the last file, also after Undo.
function upload({ model, el }) {
  const [line, name, button, input] = ["div", "span", "button", "input"].map((tag) =>
    document.createElement(tag),
  );
  const [hint, problem] = ["hint", "problem"].map((part) => {
    const words = document.createElement("p");
    words.className = `nnlib-${part}`;
    return words;
  });
  line.className = "nnlib-control";
  button.className = "nnlib-upload jupyter-button";
  button.dataset.lmSuppressShortcuts = "true";
  input.type = "file";
  input.hidden = true;
  input.accept = "image/jpeg,image/png,image/gif,image/webp,image/bmp,image/tiff"; // Safari makes
  // the first of these from the HEIC files of a phone
  problem.setAttribute("role", "alert");
  line.append(name, button, input);
  el.append(line, hint, problem);

  const rest = () => {
    button.textContent = model.get("description");
  };
  button.addEventListener("click", () => input.click());
  input.addEventListener("change", async () => {
    const [file] = input.files;
    if (!file) return; // the window was closed with nothing chosen
    input.value = ""; // the same file can be chosen again
    button.textContent = "Reading …";
    const [error, parts] = await read(file, model.get("limit"));
    try {
      model.send({ size: file.size, error }, undefined, parts);
    } catch (failure) {
      rest();
      problem.textContent = "The kernel that made this button is gone. Run the cell again.";
      throw failure;
    }
  });
  model.on("msg:custom", rest);
  rest();
  const stop = followed(model, () => {
    name.textContent = model.get("label");
    hint.textContent = model.get("hint");
    problem.textContent = model.get("problem");
  });
  return () => {
    model.off("msg:custom", rest);
    stop();
  };
}

// Return why a file cannot be read, or its content; one beyond the limit is left alone.
async function read(file, limit) {
  if (file.size > limit) return ["", []];
  try {
    return ["", [await file.arrayBuffer()]];
  } catch (error) {
    return [error.message, []];
  }
}

// One tick after the other, each sent when Python has done with the one before: a kernel that is
// busy is not flooded, and between two ticks it is free for everything else.
function player({ model, el }) {
  const button = document.createElement("button");
  button.className = "nnlib-player jupyter-button";
  button.dataset.lmSuppressShortcuts = "true";
  el.append(button);
  let timer = null;

  const tick = () => {
    timer = null;
    model.set("tick", model.get("done") + 1);
    model.save_changes();
  };
  const follow = () => {
    button.textContent = model.get(model.get("playing") ? "pause_label" : "play_label");
    const due = model.get("playing") && model.get("tick") <= model.get("done");
    if (due && timer === null) timer = setTimeout(tick, model.get("interval"));
    if (!model.get("playing")) {
      clearTimeout(timer);
      timer = null;
    }
  };
  button.addEventListener("click", () => {
    model.set("playing", !model.get("playing"));
    model.save_changes();
  });
  const stop = followed(model, follow);
  return () => {
    clearTimeout(timer);
    stop();
  };
}

function status({ model, el }) {
  const line = document.createElement("p");
  line.className = `nnlib-${model.get("role")}`;
  line.setAttribute("role", model.get("role"));
  el.append(line);
  return followed(model, () => {
    line.textContent = model.get("text");
  });
}

const RENDERERS = { slider, choice, upload, player, status };

export default { render: (context) => RENDERERS[context.model.get("kind")](context) };
