"""Lessons on paper: one HTML page a lesson with real alternative texts, and an A4 PDF of it."""

import html
import pathlib
import re
import shutil
import subprocess
import tempfile

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "msedge", "chrome",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "C:/Program Files/Google/Chrome/Application/chrome.exe",
            "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe")
QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--no-pdf-header-footer", "--virtual-time-budget=8000")
PRINT = """<style>
@page { size: A4; margin: 16mm }
body { max-width: 900px; margin: auto }
.jp-Cell, img, table, details { break-inside: avoid }
.jp-InputPrompt, .jp-OutputPrompt { display: none }
pre { white-space: pre-wrap }
</style>"""


def browser():
    """The path of a Chromium on this machine, or None."""
    return next(filter(None, map(shutil.which, CHROMIUM)), None)


def page(notebook):
    """One lesson as HTML that needs no network, with every fold open and no set-up cell.

    notebook: dict of a stored lesson, its outputs included. Pictures get the words that stand
    with them as alt text.
    """
    import nbformat
    from nbconvert import HTMLExporter

    node = nbformat.from_dict({**notebook, "cells": [
        {**cell, "source": "".join(cell["source"])} for cell in notebook["cells"]
        if not cell["metadata"].get("jupyter", {}).get("source_hidden")]})
    exporter = HTMLExporter(template_name="lab", mathjax_url="", require_js_url="",
                            jquery_url="")
    text, _ = exporter.from_notebook_node(nbformat.reads(nbformat.writes(node), as_version=4))
    text = re.sub(r"(?s)<script\b.*?</script>", "", text)
    text = re.sub(r'<link[^>]+href="http[^>]*>', "", text)
    for png, words in pictures(notebook):
        text = text.replace(f'src="data:image/png;base64,{png}"',
                            f'src="data:image/png;base64,{png}" data-words="{_quoted(words)}"')
    text = re.sub(r'<img alt="[^"]*"([^>]*?) data-words="([^"]*)"', r'<img alt="\2"\1', text)
    text = text.replace("<details>", "<details open>")
    facts = notebook["metadata"]["lesson"]
    title = f"{facts['number']} · {facts['title']}"
    text = re.sub(r"<title>.*?</title>", f"<title>{html.escape(title)}</title>", text)
    text = text.replace("<html>", '<html lang="en">')
    return text.replace("</head>", f"{PRINT}</head>")


def pictures(notebook):
    """(base64 of the picture, its words) for each stored figure."""
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if "image/png" in data:
                yield "".join(data["image/png"]).replace("\n", ""), "".join(data["text/plain"])


def _quoted(words):
    return html.escape(" ".join(words.split()), quote=True)


def to_pdf(page_file, pdf_file):
    """Print an HTML file on A4 with Chromium. Raises OSError with Chromium's last words."""
    with tempfile.TemporaryDirectory() as profile:
        done = subprocess.run(
            [browser(), *QUIET, f"--user-data-dir={profile}", f"--print-to-pdf={pdf_file}",
             pathlib.Path(page_file).resolve().as_uri()], capture_output=True, text=True,
            timeout=180)
    if done.returncode or not pathlib.Path(pdf_file).exists():
        raise OSError(f"Chromium did not print {page_file}: {done.stderr.strip()[-200:]}")
