"""The page of scripts/screens: pictures of the kiosk's screens, with headings, in one HTML file.

Screens that look the same (the thank-you page of every form) stand on it once. The pictures of one
panel and look share a sheet of tiles (otklik-pictures --sheets), from which the page's script puts
each together when it comes into view: so a tenth of the bytes do.
"""
import base64
import html
import json
import math
import os
import struct
import zlib

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
.contents { max-height: 60vh; overflow: auto; border: 1px solid var(--line); border-radius: 6px; background: var(--card);
            margin-top: 1.2rem; }
.contents table { border-collapse: separate; border-spacing: 0; font-size: .82rem; }
.contents th, .contents td { padding: .12rem .55rem; border-bottom: 1px solid var(--line); text-align: left;
                             white-space: nowrap; }
.contents thead th { position: sticky; top: 0; background: var(--card); vertical-align: bottom; }
.contents tbody th { position: sticky; left: 0; background: var(--card); font-weight: normal; max-width: 26rem;
                     overflow: hidden; text-overflow: ellipsis; }
.contents tbody th[colspan] { font-weight: bold; font-size: .95rem; padding-top: .8rem; }
.contents thead th:first-child { left: 0; z-index: 1; }
.contents a { color: var(--blue); text-decoration: none; }
.contents a:hover, .contents a:focus-visible { text-decoration: underline; }
figure { scroll-margin-top: 6rem; }
figure:target { outline: 3px solid var(--blue); outline-offset: 6px; border-radius: 6px; }
figure button { all: unset; display: block; cursor: zoom-in; border-radius: 6px; line-height: 0; }
figure button:focus-visible { outline: 3px solid var(--blue); outline-offset: 3px; }
figure canvas { display: block; background: var(--card); border-radius: 6px; box-shadow: 0 1px 2px #0003, 0 6px 18px #0002; }
figcaption { font-size: .8rem; color: var(--soft); margin-top: .45rem; line-height: 1.3; }
figure[hidden], section[hidden], h2[hidden], nav [hidden] { display: none; }
dialog { border: 0; padding: 0; margin: auto; background: none; max-width: 100vw; max-height: 100vh; text-align: center;
         color: #fff; }
dialog::backdrop { background: #10181ded; }
dialog canvas { max-width: 96vw; max-height: 90vh; border-radius: 6px; cursor: zoom-out; }
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
// Base 85 with the letters of RFC 1924: five of them are four bytes.
const digits = new Map([..."0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"]
  .map((letter, value) => [letter.charCodeAt(0), value]));
function bytesOf(id) {
  const text = document.getElementById(id).textContent;
  const bytes = new Uint8Array(Math.ceil(text.length / 5) * 4);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at += 5) {
    let number = 0;
    for (let next = at; next < at + 5; ++next)
      number = number * 85 + (next < text.length ? digits.get(text.charCodeAt(next)) : 84);
    view.setUint32(at / 5 * 4, number);
  }
  return bytes.subarray(0, bytes.length - (5 - text.length % 5) % 5);
}
const pictures = new Response(new Blob([bytesOf("pictures")]).stream().pipeThrough(new DecompressionStream("deflate")))
  .json();
const sheets = new Map();
function sheetOf(name) {
  if (!sheets.has(name)) {
    const sheet = new Image();
    sheet.src = URL.createObjectURL(new Blob([bytesOf("sheet-" + name)], {type: "image/png"}));
    sheets.set(name, sheet.decode().then(() => sheet));
  }
  return sheets.get(name);
}
async function putTogether(index, canvas) {
  const picture = (await pictures)[index];
  const [width, height] = picture.tile;
  const sheet = await sheetOf(picture.sheet);
  canvas.width = picture.width;
  canvas.height = picture.height;
  const pen = canvas.getContext("2d");
  const across = Math.ceil(picture.width / width);
  let place = 0;
  for (let at = 0; at < picture.runs.length; at += 2) {
    const [first, count] = [picture.runs[at], picture.runs[at + 1]];
    for (let step = 0; step < Math.abs(count); ++step, ++place) {
      const number = count > 0 ? first + step : first;
      pen.drawImage(sheet, number % picture.columns * width, Math.floor(number / picture.columns) * height,
        width, height, place % across * width, Math.floor(place / across) * height, width, height);
    }
  }
}
// A picture is made small when it comes into view and let go when it leaves.
const near = new WeakSet();
async function showSmall(figure) {
  const whole = document.createElement("canvas");
  await putTogether(figures.indexOf(figure), whole);
  if (!near.has(figure)) return;
  const small = figure.querySelector("canvas");
  small.width = Math.round(small.clientWidth * devicePixelRatio);
  small.height = Math.round(small.clientHeight * devicePixelRatio);
  const pen = small.getContext("2d");
  pen.imageSmoothingQuality = "high";
  pen.drawImage(whole, 0, 0, small.width, small.height);
}
const watcher = new IntersectionObserver(changes => {
  for (const {target, isIntersecting} of changes) {
    if (isIntersecting) {
      near.add(target);
      showSmall(target);
    } else {
      near.delete(target);
      target.querySelector("canvas").width = 0;
    }
  }
}, {rootMargin: "400px"});
figures.forEach(figure => watcher.observe(figure));
const dialog = document.querySelector("dialog");
let shown = 0;
function show(index) {
  shown = index;
  const figure = figures[index];
  putTogether(index, dialog.querySelector("canvas"));
  dialog.querySelector("canvas").setAttribute("aria-label", figure.querySelector("canvas").getAttribute("aria-label"));
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

AROUND = "Around the forms"
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


def head_of(picture):
    """The panel and its look."""
    panel = f"{inches(picture)} {'upright' if is_upright(picture) else 'lying'}"
    looks = [LOOKS[word].lower() for word in words_of(picture)[2:] if word != "light"]
    return " · ".join([panel, f"{picture['width_px']} × {picture['height_px']}", *looks])


def caption_of(picture):
    return head_of(picture) + " · " + LANGUAGES.get(picture["language"], picture["language"])


def shown_size(picture):
    """CSS pixels of the thumbnail: all have about the same area, whatever the shape."""
    side = math.sqrt(210 * 373 / (picture["width_px"] * picture["height_px"]))
    return round(picture["width_px"] * side), round(picture["height_px"] * side)


def form_of(scene):
    """"service-02-criteria" belongs to service; what belongs to no form comes under its own name."""
    head, _, rest = scene.partition("-")
    return head if rest[:2].isdigit() or rest.split("-")[0] in ("thanks", "idle") else ""


def without_repetitions(pictures):
    """The pictures but those that another scene of their series and language showed already."""
    seen = {}
    kept = []
    for picture in pictures:
        key = (picture["series"], picture["language"], tuple(picture["tiles"]["runs"]))
        if seen.setdefault(key, picture["scene"]) == picture["scene"]:
            kept.append(picture)
    return kept


def grouped(pictures):
    """Scenes in the order in which they were drawn first, those of a form beside each other."""
    scenes = {}
    for picture in pictures:
        scenes.setdefault(picture["scene"], []).append(picture)
    forms = {}
    for name, shown in scenes.items():
        forms.setdefault(form_of(name), []).append((name, shown))
    return dict(sorted(forms.items(), key=lambda one: one[0] == ""))


def id_of(picture):
    return f"{picture['scene']}.{picture['series']}.{picture['language']}"


def figure_of(picture):
    width, height = shown_size(picture)
    caption = html.escape(caption_of(picture))
    said = html.escape(picture["heading"] or picture["scene"])
    return (f'<figure id="{id_of(picture)}" data-is="{" ".join(words_of(picture))}"><button>'
            f'<canvas role="img" style="width:{width}px;height:{height}px" aria-label="{said}"></canvas></button>'
            f"<figcaption>{caption.replace(' · ', '<br>', 1)}</figcaption></figure>")


def recipe_of(picture, shrink):
    """What the page's script needs to put the picture together."""
    tiles = picture["tiles"]
    return {"sheet": picture["series"], "width": picture["width_px"] // shrink,
            "height": picture["height_px"] // shrink, "tile": [tiles["width"], tiles["height"]],
            "columns": tiles["columns"], "runs": tiles["runs"]}


def contents_of(forms):
    """A table: a row a screen, a column a panel and look, a link a language."""
    series = {}
    for scenes in forms.values():
        for _, shown in scenes:
            for picture in shown:
                series.setdefault(picture["series"], picture)
    heads = "".join(f"<th>{html.escape(head_of(picture)).replace(' · ', '<br>')}</th>" for picture in series.values())
    rows = []
    for form, scenes in forms.items():
        rows.append(f'<tr><th colspan="{len(series) + 1}">{html.escape(form or AROUND)}</th></tr>')
        for name, shown in scenes:
            cells = "".join(
                "<td>" + " ".join(f'<a href="#{id_of(picture)}">{picture["language"]}</a>'
                                  for picture in shown if picture["series"] == one) + "</td>"
                for one in series)
            rows.append(f'<tr><th title="{html.escape(name)}">{html.escape(title_of(name, shown))}'
                        f" <small>{html.escape(name)}</small></th>{cells}</tr>")
    return (f'<div class="contents" tabindex="0" role="region" aria-label="Contents"><table><thead><tr><th>Screen</th>'
            f'{heads}</tr></thead><tbody>{"".join(rows)}</tbody></table></div>')


def title_of(name, shown):
    return next((one["heading"] for one in shown if one["heading"]), name)


def section_of(name, shown):
    title = html.escape(title_of(name, shown))
    figures = "\n".join(figure_of(one) for one in shown)
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


def chunks_of(png):
    """Type and bytes of each chunk of a PNG file (PNG specification, 5.3)."""
    at = 8
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at:at + 8])
        yield kind, png[at + 8:at + 8 + length]
        at += 12 + length


def squeezed(png):
    """The same picture, its rows deflated as small as zlib can: libpng's usual level is 8 % larger."""
    rows = zlib.compress(zlib.decompress(b"".join(data for kind, data in chunks_of(png) if kind == b"IDAT")), 9)
    made = png[:8]
    for kind, data in [one for one in chunks_of(png) if one[0] in (b"IHDR", b"PLTE")] + [(b"IDAT", rows), (b"IEND", b"")]:
        made += struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return made


def sheets_of(pictures, folder):
    """Each series' sheet of tiles."""
    files = {picture["series"]: picture["file"] for picture in pictures}
    sheets = []
    for series, name in files.items():
        with open(os.path.join(folder, name), "rb") as file:
            png = base64.b85encode(squeezed(file.read())).decode("ascii")
        sheets.append(f'<script type="text/plain" id="sheet-{series}">{png}</script>')
    return "\n".join(sheets)


def page_of(pictures, folder, shrink):
    """The whole page of the pictures (the entries of otklik-pictures --index) whose sheets lie in the folder."""
    kept = without_repetitions(pictures)
    forms = grouped(kept)
    scenes_count = sum(len(scenes) for scenes in forms.values())
    links = []
    body = []
    in_order = []
    for form, scenes in forms.items():
        title = html.escape(form or AROUND)
        links.append(f"<b>{title}</b>")
        body.append(f"<h2>{title}</h2>")
        for name, shown in scenes:
            links.append(f'<a href="#{name}">{html.escape(name.removeprefix(form + "-"))}</a>')
            body.append(section_of(name, shown))
            in_order += [recipe_of(picture, shrink) for picture in shown]
    recipes = zlib.compress(json.dumps(in_order, separators=(",", ":")).encode("ascii"), 9)
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Otklik: the kiosk's screens</title><style>{STYLE}</style></head><body>
<header><h1>Otklik: the kiosk's screens</h1>
<p>{len(kept)} pictures of {scenes_count} screens; a click enlarges, ← and → go on</p>
{filters_of(kept)}</header>
<div class="columns"><nav aria-label="Screens">{"".join(links)}</nav><main>
<noscript><p>The pictures are put together by a script, which this browser does not run.</p></noscript>
{contents_of(forms)}
{chr(10).join(body)}
</main></div>
<dialog><canvas role="img"></canvas><p></p></dialog>
<script type="text/plain" id="pictures">{base64.b85encode(recipes).decode("ascii")}</script>
{sheets_of(kept, folder)}
<script>{SCRIPT}</script></body></html>
"""
