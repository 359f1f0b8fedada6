"""The card of an explorer, standing still: what a page shows until the runtime takes over.

It has the same parts in the same places as `js/frame.js` gives them, so that nothing jumps when
the card comes alive; buttons keep their room, unseen.
"""

from html import escape
from typing import Any

from nnlib.drawing.elements import Tags, attribute_text, bold, is_bound, markup, plain
from nnlib.drawing.expressions import Scope, evaluate
from nnlib.drawing.field import field
from nnlib.drawing.picture import Picture
from nnlib.drawing.raster import as_address, raster
from nnlib.explorers import runtime
from nnlib.explorers.passes import over_plane
from nnlib.explorers.scene import Scene, State

STILL = "A still picture of an explorer. It comes alive where scripts run."
_PLACES = 97  # of a map of the plane, each way


def _field(square: dict[str, Any], scope: Scope) -> str:
    """Draw what the network of a scope says of the plane."""
    outputs = over_plane(scope["layers"], square["low"], square["high"], _PLACES)
    return field(outputs, *(square[side] for side in ("x", "y", "width", "height")))


def _raster(image: dict[str, Any], scope: Scope) -> str:
    """Draw numbers of a scope as pixels."""
    now = {k: evaluate(v[1], scope) if is_bound(v) else v for k, v in image.items()}
    pixels = raster(*(now.pop(name) for name in ("kind", "columns", "rows", "values")))
    where = {k: v for k, v in now.items() if not k.startswith("@")}
    written = "".join(f' {k}="{escape(attribute_text(v))}"' for k, v in where.items())
    return (
        f'<image preserveAspectRatio="none" style="image-rendering:pixelated"{written} '
        f'href="{as_address(pixels)}"/>'
    )


TAGS: Tags = {
    "field": _field,
    "raster": _raster,
}  # tags of scenes that are drawn in a manner of their own


def said(scene: Scene, state: State) -> str:
    """Say the result in a sentence."""
    return plain(str(evaluate(scene.readout, scene.scope(state))))


def described(scene: Scene, state: State) -> str:
    """Say what the picture shows, for those who cannot see it."""
    return f"{scene.title}. {evaluate(scene.alt, scene.scope(state))} {said(scene, state)}"


def still_picture(scene: Scene, state: State) -> Picture:
    """Draw a scene's wide picture as an image of its own, with its style in it."""
    tree = scene.pictures["wide"]
    width, height = (float(each) for each in tree[1]["viewBox"].split()[2:])
    inner = markup(tree, scene.scope(state), tags=TAGS)
    style = escape(runtime.picture_look(), quote=False)
    source = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}" class="nx nx-image" data-theme="light"><style>{style}</style>'
        f'<rect class="nx-ground" width="{width:g}" height="{height:g}" rx="16"/>'
        + inner[inner.index(">") + 1 :]
    )
    alt = described(scene, state)
    return Picture(source.encode(), "image/svg+xml", alt=alt, width=round(width))


def still_card(scene: Scene, state: State) -> str:
    """Write the whole card as HTML."""
    scope, words = scene.scope(state), escape(described(scene, state))
    pictures = "".join(
        markup(tree, scope, tags=TAGS).replace(
            "<svg ", f'<svg role="img" aria-label="{words}" data-picture="{name}" ', 1
        )
        for name, tree in scene.pictures.items()
    )
    readout = bold(str(evaluate(scene.readout, scope)))
    return (
        f'<div class="nx"><div class="nx-card" role="group" aria-label="{escape(scene.title)}">'
        f'<div class="nx-header"><h2 class="nx-title">{escape(scene.title)}</h2>'
        f'<span class="nx-badge">Picture</span>'
        f'<p class="nx-hint nx-live-only">{bold(scene.hint)}</p>'
        f'<p class="nx-hint nx-still-only">{STILL}</p></div>'
        f'<div class="nx-body"><div class="nx-stage">{pictures}</div>'
        f'<div class="nx-side">{markup(scene.formula, scope)}</div></div>'
        f'<p class="nx-readout">{readout}</p>'
        f'<div class="nx-bar" aria-hidden="true">{_bar(scene, scope)}</div></div></div>'
    )


def _bar(scene: Scene, scope: dict[str, Any]) -> str:
    """Write the toolbar's buttons, which only keep their room here."""
    learner = [each for each in scene.actions if "play" in each][:1]
    first = [learner[0]["label"], learner[0]["play"]["label"]] if learner else []
    if not learner and scene.steps is not None:
        first = ["Step", "Play"]
    rest = [each["label"] for each in scene.actions if each not in learner]
    buttons = "".join(_button(label, "→") for label in (*first, *rest, "Undo", "Reset"))
    buttons += '<button type="button" class="nx-wordless"><span class="nx-icon">⤢</span></button>'
    groups = [
        _group(choice["label"], [name for _, name in choice["options"]])
        for choice in scene.choices
        if evaluate(choice.get("show", True), scope)
    ]
    if len(scene.presets) > 1:
        groups.append(_group("Start from", [each["label"] for each in scene.presets]))
    return f'{buttons}<span class="nx-space"></span>{"".join(groups)}'


def _button(label: str, icon: str = "") -> str:
    sign = f'<span class="nx-icon">{icon}</span>' if icon else ""
    return f'<button type="button">{sign}<span class="nx-word">{escape(label)}</span></button>'


def _group(label: str, options: list[str]) -> str:
    inner = "".join(map(_button, options))
    return f'<span class="nx-choice"><span>{escape(label)}</span>{inner}</span>'
