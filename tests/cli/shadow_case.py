"""What the suites of `supplytwin shadow` share: a recorded run, a broker, events out of order, a host that is killed."""

import atexit
import contextlib
import functools
import json
import random
import sqlite3
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from broker import PART, Broker, Client, free_port
from case import ROOT, SMALL, SUPPLYTWIN, Case

POLICY = ROOT / "models" / "policies" / "transfer-first.yaml"
OTHER = ROOT / "models" / "policies" / "standard-par.yaml"
TOKEN = "a token of thirty-two characters"


@functools.cache
def recorded(scenario: Path = SMALL) -> tuple[list[bytes], Path]:
    """The events of a run, and the file of what the simulator decided on them."""
    folder = tempfile.TemporaryDirectory(prefix="supplytwin-shadow-")
    atexit.register(folder.cleanup)
    what = ("--policies", "transfer-first", "--replications", "1", "--record", "L", "--out", "study")
    subprocess.run([SUPPLYTWIN, "run", scenario, *what], cwd=folder.name, check=True, capture_output=True)
    log = Path(folder.name) / "L"
    return (log / "events.jsonl").read_bytes().splitlines(), log / "decisions.jsonl"


def recorded_time(message: bytes) -> datetime:
    text = message[message.index(b'"recordedtime":"') + 16 :][:24].decode()
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def as_a_bus_brings_them(events: list[bytes], hold: timedelta, seed: int) -> list[bytes]:
    """Each may be overtaken by what was recorded less than `hold` later; one in twenty comes twice."""
    draw = random.Random(seed)
    arrivals = []
    for event in events:
        at = recorded_time(event)
        arrivals.append((at + hold * draw.random() * 0.999, event))
        if draw.random() < 0.05:
            arrivals.append((at + hold * draw.random() * 0.999, event))
    return [event for _, event in sorted(arrivals, key=lambda one: one[0])]


class ShadowCase(Case):
    """A broker of its own for each test that asks for one."""

    def setUp(self) -> None:
        super().setUp()
        self.events, self.decisions = recorded()

    def broker_with(self, stream: str = "S", **more: object) -> tuple[Broker, Client]:
        broker = Broker(self.folder / "broker")
        self.addCleanup(broker.stop)
        client = self.client_of(broker)
        broker.stream(client, stream, "events.>", **more)
        return broker, client

    def client_of(self, broker: Broker) -> Client:
        client = Client(broker.port)
        self.addCleanup(client.close)
        return client

    def shadow(self, *arguments: object, code: int = 0, stdin: bytes | None = None) -> subprocess.CompletedProcess:
        came = subprocess.run(
            [SUPPLYTWIN, "shadow", *map(str, arguments)],
            cwd=self.folder,
            capture_output=True,
            input=stdin,
            timeout=1_800,
        )
        done = subprocess.CompletedProcess(came.args, came.returncode, came.stdout.decode(), came.stderr.decode())
        self.assertEqual(done.returncode, code, f"{arguments}\n{done.stdout}\n{done.stderr}")
        return done

    def start_shadow(self, *arguments: object) -> subprocess.Popen:
        process = self.start("shadow", *arguments)

        def end() -> None:
            if process.poll() is None:
                process.kill()
            process.communicate()

        self.addCleanup(end)
        return process

    def token(self, text: str = TOKEN) -> Path:
        file = self.folder / "token"
        file.write_text(text + "\n")
        file.chmod(0o600)
        return file

    def listening(self, *arguments: object) -> tuple[subprocess.Popen, str]:
        """A host with an address, once it answers there."""
        port = free_port()
        url = f"http://127.0.0.1:{port}"
        process = self.start_shadow(*arguments, "--listen", f"127.0.0.1:{port}", "--quiet")
        self.wait_until(lambda: self.get(f"{url}/healthz")[0] == 200, process)
        return process, url

    def wait_until(
        self, holds: Callable[[], bool], process: subprocess.Popen | None = None, seconds: float = 60
    ) -> None:
        end = time.monotonic() + seconds
        while True:
            try:
                if holds():
                    return
            except OSError:
                pass
            if process is not None and process.poll() is not None:
                self.fail(f"the host ended: {process.communicate()}")
            self.assertLess(time.monotonic(), end, "it does not come to pass")
            time.sleep(0.02)

    def get(self, url: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as e:
            return e.code, e.read().decode()

    def post(self, url: str, token: str | None = None, body: bytes = b"") -> tuple[int, str]:
        request = urllib.request.Request(url, data=body, method="POST")
        if token is not None:
            request.add_header("Authorization", f"Bearer {token}")
        try:
            with urllib.request.urlopen(request, timeout=40) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as e:
            return e.code, e.read().decode()

    def metric(self, url: str, series: str) -> float:
        for line in self.get(f"{url}/metrics")[1].splitlines():
            if line.startswith(series + " "):
                return float(line.split()[-1])
        return 0.0

    def export(self, state: str, out: str) -> Path:
        (self.folder / out).unlink(missing_ok=True)
        self.shadow("export", state, "--out", out)
        return self.folder / out

    def assert_decided_as_simulated(self, state: str, decisions: Path | None = None) -> None:
        """Not one decision differs, is missing or there twice; to the last byte."""
        decisions = decisions or self.decisions
        out = self.export(state, f"{state}.jsonl")
        diff = json.loads(self.run_it("decision-diff", decisions, out, "--json").stdout)
        self.assertEqual(diff["differing"], 0)
        self.assertEqual(diff["compared"], diff["first"])
        self.assertEqual(diff["first"], diff["second"])
        self.assertEqual(decisions.read_bytes(), out.read_bytes())

    def kill_again_and_again(self, times: int, arguments: list[object], longest: float, seed: int) -> int:
        """Starts a host and kills it with -9 at a random moment, so many times; how many of them got it further.

        Four in five live until they have kept something, however slow the machine is, and then for a random while.
        """
        draw = random.Random(seed)
        further = 0
        for _ in range(times):
            before = self.kept()
            process = self.start("shadow", *arguments)
            if draw.random() < 0.8:
                self.wait_until(functools.partial(self.has_more_than, before), process)
            time.sleep(draw.uniform(0, longest))
            self.assertIsNone(process.poll(), "it ended before it could be killed")
            process.kill()
            process.communicate()
            self.assertEqual(process.returncode, -9)
            further += self.kept() > before
        return further

    def kept(self, state: str = "S.db") -> int:
        """How many messages are in the inbox on the disk."""
        try:
            with contextlib.closing(sqlite3.connect(f"file:{self.folder / state}?mode=ro", uri=True)) as db:
                return db.execute("SELECT count(*) FROM inbox").fetchone()[0]
        except sqlite3.OperationalError:  # there is none yet, or it has no tables
            return -1

    def position(self) -> int:
        """Up to where the source was read, as the disk has it."""
        with contextlib.closing(sqlite3.connect(f"file:{self.folder / 'S.db'}?mode=ro", uri=True)) as db:
            return db.execute("SELECT at FROM position").fetchone()[0]

    def has_more_than(self, messages: int) -> bool:
        return self.kept() > messages

    def publish_slowly(self, client: Client, messages: list[bytes], seconds: float) -> threading.Thread:
        """Publishes over so long a time, in the background."""
        parts = [messages[i : i + PART] for i in range(0, len(messages), PART)]

        def work() -> None:
            for part in parts:
                client.publish_all("events.all", part)
                time.sleep(seconds / len(parts))

        thread = threading.Thread(target=work)
        thread.start()
        self.addCleanup(thread.join)
        return thread
