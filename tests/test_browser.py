"""The learner's copy in a real JupyterLab: run all, answer, sliders by mouse and keyboard, themes.

Lesson 00 on a developer's machine, which takes some seconds; every lesson where CI is set.
"""

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request

import pytest

from helpers import teach
from helpers.handout import browser
from tests.lessons import LESSONS, NAMES, solution, source, tagged

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = browser()
REQUIRED = os.environ.get("CI") and sys.platform == "linux"
if CHROMIUM is None and not REQUIRED:
    pytest.skip("no Chromium on this machine", allow_module_level=True)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync"]
TOKEN = "lessons"
SLIDERS = ".noUi-handle"
LOOK = """handle => { const s = getComputedStyle(handle);
    return [s.outline, s.boxShadow, s.backgroundColor, s.border].join() }"""
BROWSED = LESSONS if os.environ.get("CI") else LESSONS[:1]
every_lesson = pytest.mark.parametrize("path", BROWSED, ids=NAMES[:len(BROWSED)])
WIDGETS = "window.jupyterapp.shell.currentWidget.content.widgets"
THEMES = ("JupyterLab Light", "JupyterLab Dark")
CONTRAST = """() => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
    const rgba = colour => {
        canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const luminance = ([r, g, b]) => [r, g, b].map(v => v / 255).map(
        v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4).reduce(
        (sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
    const behind = element => {
        for (let e = element; e; e = e.parentElement) {
            const colour = rgba(getComputedStyle(e).backgroundColor);
            if (colour[3] === 255) return colour;
        }
        return [255, 255, 255];
    };
    const told = [];
    const texts = document.querySelectorAll(
        ".jp-Notebook .jp-RenderedMarkdown *, .jp-Notebook .jp-OutputArea-output *");
    for (const element of texts) {
        const own = [...element.childNodes].some(n => n.nodeType === 3 && n.data.trim());
        const syntaxColour = element.matches("pre code span");  // JupyterLab's own
        if (!own || syntaxColour || !element.getClientRects().length) continue;
        const [a, b] = [rgba(getComputedStyle(element).color), behind(element)].map(luminance);
        told.push([(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05),
                   element.tagName, element.textContent.trim().slice(0, 40)]);
    }
    return told;
}"""


class Lab:
    """A JupyterLab server on this machine and what its API says."""

    def __init__(self, folder, port):
        self.folder, self.port = folder, port
        settings = folder / "settings" / "@jupyterlab" / "notebook-extension"
        settings.mkdir(parents=True)
        (settings / "tracker.jupyterlab-settings").write_text('{"windowingMode": "none"}')
        self.process = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", *teach.QUIET,
             f"--port={port}", "--ServerApp.port_retries=0", f"--IdentityProvider.token={TOKEN}",
             "--LabApp.expose_app_in_browser=True"], cwd=folder, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"),
                 "LESSONS_STATE": str(folder / "my_lessons" / "progress.json")})
        self.wait(lambda: self.ask("/api/status"))

    def ask(self, path):
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}",
                                         headers={"Authorization": f"token {TOKEN}"})
        return json.load(urllib.request.urlopen(request, timeout=10))

    @staticmethod
    def wait(true, seconds=60):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                if answer := true():
                    return answer
            except OSError:
                pass
            time.sleep(0.25)
        raise TimeoutError("JupyterLab did not get ready")

    def idle(self):
        kernels = self.ask("/api/kernels")
        return kernels and all(k["execution_state"] == "idle" and k["connections"]
                               for k in kernels)


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lab") / "project"
    folder.mkdir()
    for part in ("helpers", "data", "notebooks"):
        shutil.copytree(teach.PROJECT / part, folder / part)
    shutil.copy(teach.PROJECT / "requirements.txt", folder)
    subprocess.run([sys.executable, "-m", "helpers.teach", "start", "--no-browser"], cwd=folder,
                   check=True, capture_output=True)
    server = Lab(folder, 8700 + os.getpid() % 200)
    yield server
    server.process.terminate()


@pytest.fixture(scope="module")
def chromium():
    with sync_api.sync_playwright() as play:
        yield play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)


@pytest.fixture
def page(path, chromium, lab):
    """The learner's copy, open in JupyterLab and run to its end; its kernel ends with the test."""
    page = chromium.new_page(viewport={"width": 1280, "height": 1000})
    page.goto(f"http://127.0.0.1:{lab.port}/lab/tree/my_lessons/{path.name}?token={TOKEN}&reset")
    page.wait_for_selector(".jp-Notebook", timeout=60_000)
    lab.wait(lab.idle)
    page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')")
    page.wait_for_function(f"() => {WIDGETS}.filter(c => c.model.type === 'code').every("
                           "c => c.model.executionCount)", timeout=90_000)
    lab.wait(lab.idle)
    yield page
    page.close()
    for session in lab.ask("/api/sessions"):
        urllib.request.urlopen(urllib.request.Request(
            f"http://127.0.0.1:{lab.port}/api/sessions/{session['id']}", method="DELETE",
            headers={"Authorization": f"token {TOKEN}"}))


@every_lesson
def test_a_copy_runs_answers_moves_and_can_be_read(path, page):
    no_error_and_no_missing_picture(page)
    every_slider_moves_the_figure(page)
    an_answer_gets_its_sentence(page, path)
    texts_stand_out_in_both_themes(page)


def no_error_and_no_missing_picture(page):
    outputs = page.evaluate(f"() => {WIDGETS}.filter(c => c.model.type === 'code').flatMap("
                            "c => c.model.outputs.toJSON())")
    assert [o for o in outputs if o["output_type"] == "error"] == []
    assert not page.evaluate("() => [...document.images].some(i => i.complete && !i.naturalWidth)")


def an_answer_gets_its_sentence(page, path):
    key = next(key for key, cell in tagged(path, "answer-").items() if "= ..." in source(cell))
    number = page.evaluate(f"tag => {WIDGETS}.findIndex("
                           "c => (c.model.getMetadata('tags') || []).includes(tag))",
                           f"answer-{key}")
    shown = page.locator(".jp-Notebook .jp-Cell").nth(number)
    assert f"{key} is open" in shown.locator(".jp-OutputArea").inner_text()
    shown.locator(".jp-InputArea-editor").click()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.insert_text(solution(tagged(path, "solution-")[key]))
    page.keyboard.press("Shift+Enter")
    Lab.wait(lambda: f"{key} correct" in shown.locator(".jp-OutputArea").inner_text(), seconds=20)


def every_slider_moves_the_figure(page):
    page.wait_for_selector(SLIDERS, timeout=30_000)
    live = page.locator('p[aria-live="polite"]').first
    picture = page.locator('img[alt][src^="data:image/png"]').first
    for number in range(page.locator(SLIDERS).count()):
        handle = page.locator(SLIDERS).nth(number)
        handle.scroll_into_view_if_needed()
        before, plain_look = picture.get_attribute("src"), handle.evaluate(LOOK)
        handle.focus()
        assert handle.evaluate(LOOK) != plain_look, "the focus cannot be seen"
        low, value, high = (float(handle.get_attribute(f"aria-value{end}"))
                            for end in ("min", "now", "max"))
        for _ in range(2):
            page.keyboard.press("ArrowLeft" if value == high else "ArrowRight")
        changed(picture, before)
        before = picture.get_attribute("src")
        handle.scroll_into_view_if_needed()
        box = handle.bounding_box()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.mouse.down()
        way = 60 if value - low < (high - low) / 2 else -60
        page.mouse.move(box["x"] + way, box["y"] + box["height"] / 2, steps=4)
        page.mouse.up()
        changed(picture, before)
    assert live.inner_text().strip()


def texts_stand_out_in_both_themes(page):
    backgrounds = set()
    for theme in THEMES:
        page.evaluate("theme => window.jupyterapp.commands.execute("
                      "'apputils:change-theme', {theme})", theme)
        page.wait_for_function("theme => document.body.dataset.jpThemeName === theme", arg=theme)
        texts = page.evaluate(CONTRAST)
        backgrounds.add(page.evaluate(
            "() => getComputedStyle(document.querySelector('.jp-Notebook')).backgroundColor"))
        assert len(texts) > 100
        faint = [text for text in texts if text[0] < 4.5]
        assert faint == [], f"{theme}: contrast below 4.5"
    assert len(backgrounds) == len(THEMES)


def changed(picture, before):
    Lab.wait(lambda: picture.get_attribute("src") != before, seconds=20)
