"""A nats-server of one's own on a free port of this machine, and what a test must say to it. Only the standard library."""

import contextlib
import itertools
import json
import queue
import shutil
import socket
import subprocess
import threading
import time
import uuid
from collections.abc import Callable
from pathlib import Path

LONGEST = 16 << 20  # bytes of a message
PART = 500  # messages that are sent before the stream is asked whether it has them


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Client:
    """One connection to NATS: publishes, and hands what comes on a subscription to a function."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.socket.settimeout(None)  # it may be silent for long
        self.read = self.socket.makefile("rb")
        self.heard: dict[str, Callable[[str, str, bytes], None]] = {}
        self.lock = threading.Lock()
        self.pongs = threading.Semaphore(0)
        self.read.readline()  # INFO
        self.send(b'CONNECT {"verbose":false,"pedantic":false,"headers":true,"no_responders":true}\r\n')
        self.listener = threading.Thread(target=self.listen, daemon=True)
        self.listener.start()
        self.inbox, self.numbers = "_INBOX." + uuid.uuid4().hex, itertools.count()
        self.answers: dict[str, queue.Queue[bytes]] = {}
        self.subscribe(self.inbox + ".*", self.answered)

    def send(self, data: bytes) -> None:
        with self.lock:
            self.socket.sendall(data)

    def listen(self) -> None:
        try:
            while line := self.read.readline():
                words = line.split()
                if not words:
                    continue
                if words[0] == b"PING":
                    self.send(b"PONG\r\n")
                elif words[0] == b"PONG":
                    self.pongs.release()
                elif words[0] in (b"MSG", b"HMSG"):
                    body = self.read.read(int(words[-1]) + 2)[:-2]
                    if words[0] == b"HMSG":
                        body = body[int(words[-2]) :]
                    number = 2 if words[0] == b"HMSG" else 1
                    reply = words[3].decode() if len(words) == 4 + number else ""
                    self.heard[words[2].decode()](words[1].decode(), reply, body)
        except (OSError, ValueError):
            return

    def flush(self) -> None:
        """Returns once the server has read all that was sent."""
        self.send(b"PING\r\n")
        if not self.pongs.acquire(timeout=60):
            raise TimeoutError("the broker does not answer")

    def publish(self, subject: str, data: bytes, reply: str = "") -> None:
        self.send(f"PUB {subject} {reply} {len(data)}\r\n".encode() + data + b"\r\n")

    def publish_all(self, subject: str, messages: list[bytes]) -> None:
        """Publishes to a stream, no faster than it takes in: it acknowledges the last of each part."""
        for i in range(0, len(messages), PART):
            *most, last = messages[i : i + PART]
            self.send(b"".join(b"PUB %s %d\r\n%s\r\n" % (subject.encode(), len(m), m) for m in most))
            self.ask(subject, last)

    def subscribe(self, subject: str, hear: Callable[[str, str, bytes], None]) -> None:
        name = str(len(self.heard) + 1)
        self.heard[name] = hear
        self.send(f"SUB {subject} {name}\r\n".encode())
        self.flush()

    def answered(self, subject: str, _: str, data: bytes) -> None:
        self.answers[subject].put(data)

    def ask(self, subject: str, data: bytes) -> dict:
        """Publishes, and returns the answer to it."""
        inbox = f"{self.inbox}.{next(self.numbers)}"
        answer = self.answers[inbox] = queue.Queue()
        self.publish(subject, data, inbox)
        came = json.loads(answer.get(timeout=120))
        del self.answers[inbox]
        if "error" in came:
            raise RuntimeError(came["error"])
        return came

    def request(self, subject: str, body: dict | None = None) -> dict:
        return self.ask(subject, json.dumps(body).encode() if body is not None else b"")

    def close(self) -> None:
        with contextlib.suppress(OSError):  # the broker may have closed it
            self.socket.shutdown(socket.SHUT_RDWR)
        self.listener.join()
        self.read.close()
        self.socket.close()


class Broker:
    """nats-server with JetStream, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        program = shutil.which("nats-server") or "/usr/sbin/nats-server"
        if not Path(program).exists():
            raise AssertionError("nats-server is not installed; `./dev setup` installs it")
        self.program, self.folder, self.port = program, folder, free_port()
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "nats.conf").write_text(
            f'listen: "127.0.0.1:{self.port}"\nmax_payload: {LONGEST}\njetstream {{ store_dir: "{folder}/store" }}\n'
        )
        self.process = self.start()

    @property
    def url(self) -> str:
        return f"nats://127.0.0.1:{self.port}"

    def start(self) -> subprocess.Popen:
        self.process = process = subprocess.Popen(
            [self.program, "-c", "nats.conf"], cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        end = time.monotonic() + 30
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return process
            except OSError:
                if time.monotonic() > end or process.poll() is not None:
                    raise
                time.sleep(0.02)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=30)

    def stream(self, client: Client, name: str, subject: str, **more: object) -> None:
        client.request(
            f"$JS.API.STREAM.CREATE.{name}", {"name": name, "subjects": [subject], "storage": "file", **more}
        )

    def held(self, client: Client, name: str) -> int:
        return client.request(f"$JS.API.STREAM.INFO.{name}")["state"]["messages"]

    def wait_for(self, client: Client, name: str, messages: int) -> None:
        end = time.monotonic() + 60
        while self.held(client, name) < messages:
            if time.monotonic() > end:
                raise TimeoutError(f"{name} holds {self.held(client, name)} of {messages}")
            time.sleep(0.02)
