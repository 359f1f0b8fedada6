/**
 * What a notebook loads for each explorer: it fetches the runtime and the scene, which stand once
 * in the kernel however many explorers use them, and hands over.
 */

const modules = (globalThis[Symbol.for("nnlib explorers")] ??= new Map());

/** Unpack what another model of the kernel keeps. */
async function stored(model, name) {
  const id = model.get(name).replace("IPY_MODEL_", "");
  const { content } = (await model.widget_manager.get_model(id)).attributes;
  const bytes = Uint8Array.from(atob(content), (letter) => letter.codePointAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(unpacked).text();
}

async function runtime(model) {
  const source = await stored(model, "_runtime");
  if (!modules.has(source)) {
    const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    modules.set(source, import(address));
  }
  return modules.get(source);
}

/** Give the page the style sheet of the runtime, once. */
function dress(look) {
  let sheet = document.getElementById("nnlib-look");
  if (!sheet) {
    sheet = document.createElement("style");
    sheet.id = "nnlib-look";
    document.head.append(sheet);
  }
  if (sheet.textContent !== look) sheet.textContent = look;
}

export default {
  async render({ model, el }) {
    const [{ default: explorers }, scene] = await Promise.all([
      runtime(model),
      stored(model, "_scene"),
    ]);
    dress(explorers.look);
    return explorers.render({ model, el, scene: JSON.parse(scene) });
  },
};
