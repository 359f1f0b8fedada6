// Slider and Status in a browser. What they show is decided in Python; see controls.py.

function slider({ model, el }) {
  const row = document.createElement("label");
  const name = document.createElement("span");
  const input = document.createElement("input");
  const value = document.createElement("span");
  row.className = "nnlib-slider";
  input.dataset.lmSuppressShortcuts = "true"; // arrow keys move it, not JupyterLab's cells
  input.type = "range";
  row.append(name, input, value);
  el.append(row);

  const follow = () => {
    name.textContent = model.get("label");
    for (const key of ["min", "max", "step"]) input[key] = model.get(key);
    input.value = model.get("value");
    input.setAttribute("aria-label", model.get("description"));
    value.textContent = model.get("value").toFixed(model.get("decimals")).replace("-", "\u2212");
  };
  input.addEventListener("input", () => {
    model.set("value", Number(input.value));
    model.save_changes();
  });
  model.on("change", follow);
  follow();
  return () => model.off("change", follow);
}

function status({ model, el }) {
  const line = document.createElement("p");
  line.className = `nnlib-${model.get("role")}`;
  line.setAttribute("role", model.get("role"));
  el.append(line);

  const follow = () => {
    line.textContent = model.get("text");
  };
  model.on("change:text", follow);
  follow();
  return () => model.off("change:text", follow);
}

export default {
  render: (context) => (context.model.get("kind") === "slider" ? slider(context) : status(context)),
};
