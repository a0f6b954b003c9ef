"""A class on a JupyterHub: python tests/classroom/run.py 10 20 30

For each number given, that many simulated students come to a real JupyterHub with its
configurable-http-proxy, all within a second. Each logs in with the form, waits for a server,
opens my_lessons/00_start_here.ipynb, makes a guess, answers all exercises and runs every cell in
a kernel over a websocket, without pausing to read: harder on the machine than a real class. While
a figure is drawn the connection is closed; seconds later the student comes back to the same
kernel and goes on. At the end each record (my_lessons/progress.json) is read from disk.

Printed a class: median and maximum of the seconds from the login page to the own server, to the
first figure and to the end of the lesson; memory of one student's server and kernel, all kernels
alive (PSS shares common pages out, RSS counts them for each); what failed; the machine's load.
Two cores are used, by the hub, all servers and the simulated browsers together.

Every student has a home with a whole copy of the project, as nbgitpuller would clone it
(~/course), and a my_lessons/ there, made by `python -m helpers.teach start --no-browser`.
hub_config.py holds the hub's settings. Login is on: one password a run, named students only, and
each student makes sure that the neighbour's folder stays shut. Nothing listens outside 127.0.0.1.

Needs Linux, Node.js with npm, and for the first run the network: packages go into an environment
of their own (--env, by default ~/.cache/classroom-env), which may be deleted at any time.
"""

import argparse
import asyncio
import json
import os
import secrets
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
PROXY = "configurable-http-proxy@5.3.0"
CORES = 2
MOST = 40         # students in one class
LIMIT = 900       # seconds for one class
FOLDER = "course"
COLUMNS = ("students", "server s", "figure s", "finished s", "PSS MB", "RSS MB", "all PSS MB",
           "asked to wait", "failures", "load")


def main():
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("students", type=int, nargs="+", help=f"2 to {MOST}, for each class")
    asked.add_argument("--env", type=Path, default=Path.home() / ".cache" / "classroom-env")
    wanted = asked.parse_args()
    if not all(2 <= count <= MOST for count in wanted.students):
        asked.error(f"a class has 2 to {MOST} students")
    enter(wanted.env.expanduser().resolve())
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Stopped."))
    sys.path.insert(0, str(PROJECT))
    print("Seconds and megabytes: median / max\n" + table_row(COLUMNS), flush=True)
    sys.exit(1 if sum([hold_class(count) for count in wanted.students]) else 0)


def enter(env):
    """Go on in the environment with the hub in it; make or complete it first."""
    if Path(sys.prefix).resolve() == env:
        return
    if not shutil.which("npm"):
        sys.exit("npm was not found: install Node.js, the hub's proxy is written for it.")
    print(f"Preparing {env} …", flush=True)
    python = env / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", env], check=True)
    subprocess.run([python, "-m", "pip", "install", "-q", "-r", HERE / "requirements.txt",
                    "-r", PROJECT / "requirements.txt"], check=True)
    subprocess.run(["npm", "install", "--silent", "--prefix", env, PROXY], check=True)
    os.execv(python, [python, *sys.argv])


def hold_class(count):
    """Hold one class, print its row and its failures; return how many failures there were."""
    from student import Student
    names = [f"student{n:02}" for n in range(1, count + 1)]
    students = [Student(name, 10 + n, names[n - 1]) for n, name in enumerate(names)]
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="classroom-") as work:
        homes = Path(work) / "homes"
        for name in names:
            make_home(homes / name / FOLDER)
        room = {"students": names, "homes": str(homes), "folder": FOLDER,
                "password": secrets.token_urlsafe(24), **free_ports(),
                "proxy_command": f"{sys.prefix}/node_modules/.bin/configurable-http-proxy"}
        try:
            hub = start_hub(room, Path(work))
            wait_for_login(hub, room, Path(work) / "hub.log")
            asyncio.run(teach_class(students, room))
            memory, everything = memory_by_student(hub)
        finally:
            left = end_all()
        for student in students:
            student.check_record(homes / student.name / FOLDER / "my_lessons")
    failures = [failure for s in students for failure in s.failures]
    failures += [f"{p} had to be killed" for p in left]
    row = (count, *(spread(times) for times in (
        [s.spawned for s in students], [s.first_figure for s in students],
        [s.finished for s in students], [pss for pss, _ in memory], [rss for _, rss in memory])),
        round(everything), sum(s.turned_away for s in students), len(failures),
        f"{load:.1f} → {os.getloadavg()[0]:.1f}")
    print(table_row(row), flush=True)
    for failure in failures:
        print(f"  {failure}", flush=True)
    return len(failures)


def make_home(course):
    """A student's copy of the project, as a clone would have it, with copies of the lessons."""
    for part in ("helpers", "data", "notebooks"):
        shutil.copytree(PROJECT / part, course / part,
                        ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints"))
    shutil.copy(PROJECT / "requirements.txt", course)
    subprocess.run([sys.executable, "-m", "helpers.teach", "start", "--no-browser"], cwd=course,
                   check=True, stdout=subprocess.DEVNULL)


def free_ports():
    """Three ports that are free on 127.0.0.1 now."""
    names = ("public_port", "hub_port", "proxy_port")
    doors = [socket.create_server(("127.0.0.1", 0)) for _ in names]
    ports = {name: door.getsockname()[1] for name, door in zip(names, doors, strict=True)}
    for door in doors:
        door.close()
    return ports


def start_hub(room, work):
    """Start the hub, which starts its proxy and the students' servers."""
    env = {**os.environ, "CLASSROOM": json.dumps(room)}
    with open(work / "hub.log", "w") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "jupyterhub", "--config", HERE / "hub_config.py"], cwd=work,
            env=env, stdout=log, stderr=log, start_new_session=True)


def wait_for_login(hub, room, log):
    """Return when the login page answers; stop with the hub's own words when it does not."""
    deadline = time.monotonic() + 120
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while time.monotonic() < deadline and hub.poll() is None:
        try:
            direct.open(f"http://127.0.0.1:{room['public_port']}/hub/login", timeout=5).close()
            return
        except OSError:
            time.sleep(0.5)
    sys.exit("The hub did not open:\n" + log.read_text()[-3000:])


async def teach_class(students, room):
    address = f"http://127.0.0.1:{room['public_port']}"
    await asyncio.gather(*(s.attend(address, room["password"], LIMIT) for s in students))


def memory_by_student(hub):
    """[(PSS, RSS)] of each server with its kernel, and the PSS of all with hub and proxy, MB."""
    import psutil
    hub = psutil.Process(hub.pid)
    servers = [p for p in hub.children() if "JUPYTERHUB_USER" in p.environ()]
    memory = [megabytes([server, *server.children(recursive=True)]) for server in servers]
    return memory, megabytes([hub, *hub.children(recursive=True)])[0]


def megabytes(processes):
    """(PSS, RSS) of some processes together, MB."""
    seen = [process.memory_full_info() for process in processes]
    return sum(m.pss for m in seen) / 1e6, sum(m.rss for m in seen) / 1e6


def end_all():
    """Stop the hub and all it started; return the processes that did not end by themselves."""
    import psutil
    hub = psutil.Process().children()
    family = psutil.Process().children(recursive=True)
    for process in hub:
        process.terminate()
    psutil.wait_procs(hub, timeout=80)
    _, left = psutil.wait_procs(family, timeout=10)
    for process in left:
        process.kill()
    return left


def table_row(entries):
    """One line of the table."""
    return " | ".join(f"{entry:>13}" for entry in entries)


def spread(values):
    """Median and maximum of the values that are there."""
    there = [value for value in values if value is not None]
    return f"{statistics.median(there):.0f} / {max(there):.0f}" if there else "-"


if __name__ == "__main__":
    main()
