/**
 * What a notebook loads for each explorer: it fetches the runtime and the scene, which stand once
 * in the kernel however many explorers use them, and hands over.
 */

const modules = (globalThis[Symbol.for("nnlib explorers")] ??= new Map());

/** Find another model of the kernel, which keeps a text. */
function keeper(model, name) {
  return model.widget_manager.get_model(model.get(name).replace("IPY_MODEL_", ""));
}

/** Unpack the text that a model keeps. */
async function unpacked({ attributes: { content } }) {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.codePointAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
}

async function runtime(kept) {
  const source = await unpacked(kept);
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
    const [kept, scene] = await Promise.all([
      keeper(model, "_runtime"),
      keeper(model, "_scene").then(unpacked),
    ]);
    const { default: explorers } = await runtime(kept);
    dress(explorers.look);
    return explorers.render({ model, el, kept, scene: JSON.parse(scene) });
  },
};
