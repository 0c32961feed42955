"""The page of scripts/screens: pictures of the kiosk's screens, with headings, in one HTML file.

Screens that look the same (the thank-you page of every form) stand on it once.
"""
import base64
import hashlib
import html
import math
import os

STYLE = """
:root { color-scheme: light; --ink: #12222b; --soft: #4b5c65; --line: #c9cfd2; --ground: #e4e6e7; --card: #f6f7f7;
        --blue: #0a4454; }
* { box-sizing: border-box; }
html { scroll-padding-top: 5.5rem; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.45 "PT Sans", "Segoe UI", sans-serif; }
header { position: sticky; top: 0; z-index: 2; background: var(--card); border-bottom: 1px solid var(--line);
         padding: .7rem 1.5rem; display: flex; flex-wrap: wrap; gap: .5rem 1.6rem; align-items: baseline; }
header h1 { font-size: 1.15rem; margin: 0; }
header p { margin: 0; color: var(--soft); }
fieldset { border: 0; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .2rem .8rem; }
fieldset label { white-space: nowrap; cursor: pointer; }
.columns { display: grid; grid-template-columns: 15rem minmax(0, 1fr); }
nav { position: sticky; top: 5rem; align-self: start; max-height: calc(100vh - 5.5rem); overflow: auto;
      padding: 1rem .5rem 2rem 1.5rem; font-size: .88rem; }
nav b { display: block; margin-top: .9rem; }
nav a { display: block; color: var(--blue); text-decoration: none; padding: .08rem 0; }
nav a:hover, nav a:focus-visible { text-decoration: underline; }
main { padding: 0 1.5rem 4rem; }
h2 { font-size: 1.5rem; margin: 2rem 0 0; }
section { margin-top: 1.4rem; }
h3 { font-size: 1.1rem; margin: 0 0 .6rem; }
h3 small { color: var(--soft); font-weight: normal; font-size: .85rem; margin-left: .5rem; }
.strip { display: flex; flex-wrap: wrap; gap: 1.1rem 1.3rem; align-items: flex-end; }
figure { margin: 0; }
figure button { all: unset; display: block; cursor: zoom-in; border-radius: 6px; line-height: 0; }
figure button:focus-visible { outline: 3px solid var(--blue); outline-offset: 3px; }
figure img { display: block; border-radius: 6px; box-shadow: 0 1px 2px #0003, 0 6px 18px #0002; }
figcaption { font-size: .8rem; color: var(--soft); margin-top: .45rem; line-height: 1.3; }
figure[hidden], section[hidden], h2[hidden], nav [hidden] { display: none; }
dialog { border: 0; padding: 0; margin: auto; background: none; max-width: 100vw; max-height: 100vh; text-align: center;
         color: #fff; }
dialog::backdrop { background: #10181ded; }
dialog img { max-width: 96vw; max-height: 90vh; border-radius: 6px; cursor: zoom-out; }
dialog p { margin: .5rem 0 0; font-size: .95rem; }
@media (max-width: 60rem) { .columns { display: block; } nav { display: none; } header { position: static; } }
"""

SCRIPT = """
const figures = [...document.querySelectorAll("figure")];
const boxes = [...document.querySelectorAll("fieldset input")];
const linkTo = id => document.querySelector(`nav a[href="#${id}"]`);
function filter() {
  const off = new Set(boxes.filter(box => !box.checked).map(box => box.value));
  for (const figure of figures) figure.hidden = figure.dataset.is.split(" ").some(word => off.has(word));
  for (const section of document.querySelectorAll("section")) {
    section.hidden = !section.querySelector("figure:not([hidden])");
    linkTo(section.id).hidden = section.hidden;
  }
}
const dialog = document.querySelector("dialog");
let shown = 0;
function show(index) {
  shown = index;
  const figure = figures[index];
  dialog.querySelector("img").src = figure.querySelector("img").src;
  dialog.querySelector("img").alt = figure.querySelector("img").alt;
  dialog.querySelector("p").textContent =
    figure.closest("section").dataset.title + " · " + figure.querySelector("figcaption").textContent;
  if (!dialog.open) dialog.showModal();
}
function step(by) {
  let index = shown + by;
  while (figures[index] && figures[index].hidden) index += by;
  if (figures[index]) show(index);
}
for (const box of boxes) box.addEventListener("change", filter);
figures.forEach((figure, index) => figure.querySelector("button").addEventListener("click", () => show(index)));
dialog.addEventListener("click", () => dialog.close());
dialog.addEventListener("keydown", event => {
  if (event.key === "ArrowRight") step(1);
  if (event.key === "ArrowLeft") step(-1);
});
filter();
"""

LANGUAGES = {"ru": "Russian", "en": "English"}
LOOKS = {"light": "Light", "dark": "Dark", "contrast": "High contrast", "large": "Large text"}


def inches(picture):
    """The panel's diagonal as people call it: 21.5, 7, 43."""
    diagonal = math.hypot(picture["width_mm"], picture["height_mm"]) / 25.4
    return f"{round(diagonal * 2) / 2:g}″"


def is_upright(picture):
    return picture["height_px"] > picture["width_px"]


def words_of(picture):
    """The filters that a picture answers to: language, orientation, and each of its looks."""
    looks = [picture["theme"]] + (["large"] if picture["large"] else [])
    return [picture["language"], "upright" if is_upright(picture) else "lying", *looks]


def caption_of(picture):
    panel = f"{inches(picture)} {'upright' if is_upright(picture) else 'lying'}"
    looks = [LOOKS[word].lower() for word in words_of(picture)[2:] if word != "light"]
    return " · ".join([panel, f"{picture['width_px']} × {picture['height_px']}", *looks,
                       LANGUAGES.get(picture["language"], picture["language"])])


def shown_size(picture):
    """CSS pixels of the thumbnail: all have about the same area, whatever the shape."""
    side = math.sqrt(210 * 373 / (picture["width_px"] * picture["height_px"]))
    return round(picture["width_px"] * side), round(picture["height_px"] * side)


def form_of(scene):
    """"service-02-criteria" belongs to service; what belongs to no form comes under its own name."""
    head, _, rest = scene.partition("-")
    return head if rest[:2].isdigit() or rest.split("-")[0] in ("thanks", "idle") else ""


def without_repetitions(pictures, folder):
    """Each picture with its bytes; one that another scene of its series showed already is left out."""
    seen = {}
    kept = []
    for picture in pictures:
        with open(os.path.join(folder, picture["file"]), "rb") as file:
            png = file.read()
        key = (picture["series"], picture["language"], hashlib.sha256(png).digest())
        if seen.setdefault(key, picture["scene"]) == picture["scene"]:
            kept.append((picture, png))
    return kept


def grouped(pictures):
    """Scenes in the order in which they were drawn first, those of a form beside each other."""
    scenes = {}
    for picture, png in pictures:
        scenes.setdefault(picture["scene"], []).append((picture, png))
    forms = {}
    for name, shown in scenes.items():
        forms.setdefault(form_of(name), []).append((name, shown))
    return forms


def figure_of(picture, png):
    width, height = shown_size(picture)
    caption = html.escape(caption_of(picture))
    source = "data:image/png;base64," + base64.b64encode(png).decode("ascii")
    said = html.escape(picture["heading"] or picture["scene"])
    return (f'<figure data-is="{" ".join(words_of(picture))}"><button><img loading="lazy" decoding="async" '
            f'width="{width}" height="{height}" alt="{said}" src="{source}"></button>'
            f"<figcaption>{caption.replace(' · ', '<br>', 1)}</figcaption></figure>")


def section_of(name, shown):
    title = html.escape(next((one["heading"] for one, _ in shown if one["heading"]), name))
    figures = "\n".join(figure_of(*one) for one in shown)
    return (f'<section id="{name}" data-title="{title}"><h3>{title} <small>{name}</small></h3>\n'
            f'<div class="strip">\n{figures}\n</div></section>')


def filters_of(pictures):
    """A fieldset a group; words that no picture has are not offered."""
    used = {word for picture in pictures for word in words_of(picture)}
    groups = [("Language", {code: LANGUAGES.get(code, code) for code in sorted(
                   {picture["language"] for picture in pictures}, key=lambda code: (code != "ru", code))}),
              ("Panel", {"upright": "Upright", "lying": "Lying"}), ("Look", LOOKS)]
    return "\n".join(
        f'<fieldset aria-label="{group}">' + "".join(
            f'<label><input type="checkbox" checked value="{word}"> {said}</label>'
            for word, said in words.items() if word in used) + "</fieldset>"
        for group, words in groups)


def page_of(pictures, folder):
    """The whole page of the pictures (the entries of otklik-pictures --index) that lie in the folder."""
    kept = without_repetitions(pictures, folder)
    forms = grouped(kept)
    contents = []
    body = []
    for form, scenes in sorted(forms.items(), key=lambda one: one[0] == ""):
        title = html.escape(form or "Around the forms")
        contents.append(f"<b>{title}</b>")
        body.append(f"<h2>{title}</h2>")
        for name, shown in scenes:
            contents.append(f'<a href="#{name}">{html.escape(name.removeprefix(form + "-"))}</a>')
            body.append(section_of(name, shown))
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Otklik: the kiosk's screens</title><style>{STYLE}</style></head><body>
<header><h1>Otklik: the kiosk's screens</h1>
<p>{len(kept)} pictures of {sum(len(scenes) for scenes in forms.values())} screens; a click enlarges, ← and → go on</p>
{filters_of([picture for picture, _ in kept])}</header>
<div class="columns"><nav aria-label="Screens">{"".join(contents)}</nav><main>
{chr(10).join(body)}
</main></div>
<dialog><img alt=""><p></p></dialog>
<script>{SCRIPT}</script></body></html>
"""
