"""The hub of the simulated classroom: as an administrator would set it up for two cores.

Read by `jupyterhub --config`, which run.py starts; $CLASSROOM holds what differs from run to run.
"""

import json
import os
import pathlib
import sys

room = json.loads(os.environ["CLASSROOM"])
local = "http://127.0.0.1:{}".format
c = get_config()  # noqa: F821

c.JupyterHub.bind_url = local(room["public_port"])
c.JupyterHub.hub_bind_url = local(room["hub_port"])
c.ConfigurableHTTPProxy.api_url = local(room["proxy_port"])
c.ConfigurableHTTPProxy.command = [room["proxy_command"]]

c.JupyterHub.authenticator_class = "shared-password"
c.SharedPasswordAuthenticator.user_password = room["password"]
c.Authenticator.allowed_users = set(room["students"])

c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = f"{room['homes']}/{{username}}"
c.Spawner.notebook_dir = f"{room['homes']}/{{username}}/{room['folder']}"
c.Spawner.cmd = [str(pathlib.Path(sys.executable).with_name("jupyterhub-singleuser"))]
c.Spawner.args = ["--allow-root"] if os.geteuid() == 0 else []

# Few servers start at a time, and nobody is thrown out because two cores are busy.
c.JupyterHub.concurrent_spawn_limit = 4
c.JupyterHub.tornado_settings = {"spawn_throttle_retry_range": (5, 15)}  # seconds to wait
c.Spawner.start_timeout = 300
c.Spawner.http_timeout = 300
