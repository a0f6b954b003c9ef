"""One simulated student: a browser without a screen, from the login form to the last cell."""

import asyncio
import json
import re
import time
import uuid

import aiohttp
from nbformat.v4 import output_from_msg

from helpers import teach
from helpers.record import lessons_in

LESSON = "00_start_here.ipynb"
AWAY = 3          # seconds without a connection
PATIENCE = 240    # seconds for one answer of the kernel
SHOWN = ("stream", "display_data", "execute_result", "error")
INVITATION = re.compile(r'(predict\("([\w-]+)", )\.\.\.\)')


class Student:
    """What one student did; all times are seconds since arriving at the login page."""

    def __init__(self, name, guess, neighbour):
        self.name, self.guess, self.neighbour = name, guess, neighbour
        self.spawned = self.first_figure = self.finished = None
        self.turned_away = 0
        self.failures = []

    async def attend(self, address, password, limit):
        """Work through the lesson; whatever goes wrong is kept in failures."""
        self.arrived = time.monotonic()
        self.server = f"{address}/user/{self.name}"
        try:
            async with asyncio.timeout(limit):
                token = await self._log_in(f"{address}/hub", password)
                browser = aiohttp.ClientSession(headers={"Authorization": f"token {token}"},
                                                timeout=aiohttp.ClientTimeout(PATIENCE))
                async with browser as self.browser:
                    await self._spawn(f"{address}/hub/api/users/{self.name}")
                    await self._lesson()
                    await self._keep_out(f"{address}/user/{self.neighbour}/api/contents")
        except Exception as error:
            self.failures.append(f"{self.name}: {type(error).__name__} {error}")

    async def _log_in(self, hub, password):
        """Send the login form, then ask for a token as the hub's own token page does."""
        jar = aiohttp.CookieJar(unsafe=True)  # keeps cookies of 127.0.0.1
        async with aiohttp.ClientSession(cookie_jar=jar, raise_for_status=True) as browser:
            await browser.get(f"{hub}/login")
            form = {"username": self.name, "password": password, "_xsrf": _xsrf(jar, hub)}
            await browser.post(f"{hub}/login", data=form, allow_redirects=False)
            await browser.get(f"{hub}/token")
            reply = await browser.post(f"{hub}/api/users/{self.name}/tokens", json={},
                                       headers={"X-XSRFToken": _xsrf(jar, hub)})
            return (await reply.json())["token"]

    async def _spawn(self, user):
        """Start the server; when the hub is busy, come back when it says so."""
        while (reply := await self.browser.post(f"{user}/server")).status == 429:
            self.turned_away += 1
            await asyncio.sleep(int(reply.headers["Retry-After"]))
        reply.raise_for_status()
        async with self.browser.get(f"{user}/server/progress") as events:
            async for line in events.content:
                event = json.loads(line[5:]) if line.startswith(b"data:") else {}
                if event.get("failed"):
                    raise RuntimeError(f"no server: {event['message']}")
                if event.get("ready"):
                    break
        self.spawned = self._clock()

    async def _lesson(self):
        path = f"my_lessons/{LESSON}"
        model = await self._api("GET", f"contents/{path}")
        cells = [c for c in answered(model["content"], self.guess)["cells"]
                 if c["cell_type"] == "code"]
        tab = {"path": path, "name": LESSON, "type": "notebook", "kernel": {"name": "python3"}}
        self.session = await self._api("POST", "sessions", json=tab)
        figures = [n for n, cell in enumerate(cells) if "finish(" in cell["source"]]
        cut = figures[len(figures) // 2]
        line = await self._connect()
        for n, cell in enumerate(cells):
            question = _execute_request(cell["source"], self.session["id"])
            await line.send_json(question)
            if n == cut:
                line = await self._lose_and_return(line)
            cell["outputs"] = await self._outputs(line, question["header"]["msg_id"], n)
        await line.close()
        self.finished = self._clock()
        await self._api("PUT", f"contents/{path}", json=model)

    async def _lose_and_return(self, line):
        await line.close()
        await asyncio.sleep(AWAY)
        mine = await self._api("GET", "sessions")
        if [s["kernel"]["id"] for s in mine] != [self.session["kernel"]["id"]]:
            raise RuntimeError("the kernel was gone after the connection was lost")
        return await self._connect()

    async def _outputs(self, line, question, n):
        """The outputs of the cell asked for, once the kernel has replied and is idle again."""
        outputs, open_ends = [], {"execute_reply", "idle"}
        while open_ends:
            try:
                message = json.loads(await line.receive_str(timeout=PATIENCE))
            except TimeoutError:
                raise RuntimeError(f"code cell {n}: no answer in {PATIENCE} s") from None
            if message["parent_header"].get("msg_id") != question:
                continue
            kind, content = message["msg_type"], message["content"]
            open_ends -= {kind, content.get("execution_state")}
            if kind in SHOWN:
                outputs.append(output_from_msg(message))
            if kind == "error":
                raise RuntimeError(f"code cell {n}: {content['ename']}: {content['evalue']}")
            if self.first_figure is None and "image/png" in content.get("data", {}):
                self.first_figure = self._clock()
        return outputs

    async def _keep_out(self, folder):
        async with self.browser.get(folder) as reply:
            if reply.status not in (403, 404):
                raise RuntimeError(f"another student's folder answered {reply.status}")

    async def _connect(self):
        return await self.browser.ws_connect(
            f"{self.server}/api/kernels/{self.session['kernel']['id']}/channels",
            params={"session_id": self.session["id"]}, max_msg_size=0)

    async def _api(self, method, path, **request):
        async with self.browser.request(method, f"{self.server}/api/{path}", **request) as reply:
            reply.raise_for_status()
            return await reply.json()

    def _clock(self):
        return time.monotonic() - self.arrived

    def check_record(self, folder):
        """Read the record on disk; a record that is not this student's own work is a failure."""
        files = sorted(file.name for file in folder.glob("progress*"))
        try:
            kept = lessons_in(folder / "progress.json")[LESSON[:2]]
            found = kept["predictions"], set(kept["checks"])
        except (OSError, ValueError, KeyError) as error:
            found = error
        if (files, found) != (["progress.json"], expected(folder / LESSON, self.guess)):
            self.failures.append(f"{self.name}: record not intact: {files} {found!r}")


def answered(notebook, guess):
    """The notebook with every exercise solved and a guess at its first prediction."""
    teach.solved(notebook)
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"])
    first = next(c for c in notebook["cells"] if INVITATION.search(c["source"]))
    first["source"] = INVITATION.sub(rf"\g<1>{guess})", first["source"])
    return notebook


def expected(lesson, guess):
    """What the record must hold after the lesson: predictions and the keys of checks passed."""
    cells = teach.read_notebook(lesson)["cells"]
    keys = {teach.tag_of(cell, "answer-") for cell in cells} - {None}
    return {f"{LESSON[:2]}-share": guess}, keys


def _xsrf(jar, hub):
    return jar.filter_cookies(f"{hub}/")["_xsrf"].value


def _execute_request(code, session):
    return {"channel": "shell", "parent_header": {}, "metadata": {},
            "header": {"msg_id": uuid.uuid4().hex, "msg_type": "execute_request",
                       "session": session, "username": "", "version": "5.3"},
            "content": {"code": code, "silent": False, "store_history": True,
                        "allow_stdin": False, "stop_on_error": True}}
