"""Commands that a host emits, against an ERP and a portal that lose answers, answer twice and never look at keys."""

import contextlib
import json
import random
import re
import sqlite3
import threading
import time
import unittest
from collections import Counter
from datetime import UTC, datetime, timedelta

from broker import Broker, Client
from shadow_case import POLICY, ShadowCase, recorded_time

INSTANT = re.compile(rb'"(20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d\d\dZ)"')
CALLS = "retries: 100, timeout: 300 ms, backoff: 20 ms, backoff_limit: 1 s, dead_letter_after: 7 days"
# A system that draws a bad hand is left alone for a moment; none of its commands is too old after it.
FAST = f"\nexecutor: {{{CALLS}, breaker_window: 1 s, breaker_cooling: 50 ms, supersede_after: 7 days}}\n"
OUTAGE = f"\nexecutor: {{{CALLS}, breaker_failures: 3, breaker_cooling: 200 ms, supersede_after: 3 s}}\n"
PREFIX = "supplytwin.commands."


def moved(event: bytes, by: timedelta) -> bytes:
    """The same event at another time."""

    def move(found: re.Match[bytes]) -> bytes:
        at = datetime.fromisoformat(found[1].decode().replace("Z", "+00:00")) + by
        return f'"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03}Z"'.encode()

    return INSTANT.sub(move, event)


class Erp:
    """Carries out whatever reaches it, each time, and answers by what a key draws: at once, never, twice, not at all."""

    def __init__(self, client: Client, seed: int = 1) -> None:
        self.seed = seed
        self.done: Counter[str] = Counter()
        self.bodies: dict[str, dict] = {}
        self.moods: Counter[str] = Counter()
        self.tried: Counter[str] = Counter()
        self.refused: set[str] = set()
        self.asked: Counter[str] = Counter()
        self.down = threading.Event()
        self.tried_while_down: Counter[str] = Counter()
        self.calm = self.turns_down = False
        self.client = client
        self.client.subscribe(PREFIX + ">", self.hear)

    def answer(self, reply: str, outcome: str) -> None:
        self.client.publish(reply, json.dumps({"outcome": outcome}).encode(), "")

    def hear(self, subject: str, reply: str, body: bytes) -> None:
        message = json.loads(body)
        if subject.startswith(PREFIX + "query."):
            self.asked[subject.removeprefix(PREFIX + "query.")] += 1
            if not self.down.is_set():
                self.answer(reply, "found" if self.done[message["key"]] else "absent")
            return None
        key = message["id"]
        if self.turns_down:
            return self.answer(reply, "refused")
        if self.down.is_set():  # it is lost, or carried out and the answer lost
            self.tried_while_down[subject.removeprefix(PREFIX)] += 1
            if random.Random(f"{self.seed} {key}").random() < 0.5:
                self.done[key] += 1
            return None
        self.tried[key] += 1
        draw = random.Random(f"{self.seed} {key} {self.tried[key]}").random()
        moods = ["answers", "deaf", "silent", "twice", "failed", "babbles", "refuses"]
        mood = moods[int((draw - 0.3) * 10)] if draw >= 0.3 else "answers"
        if self.calm:
            mood = "answers"
        if key in self.refused:  # what was turned down is turned down again, also when nobody heard it the first time
            mood = "refuses"
        self.moods[mood] += 1
        if mood == "deaf":  # it never arrived
            return
        if mood == "failed":
            return self.answer(reply, "failed")
        if mood == "refuses":
            self.refused.add(key)
            return self.answer(reply, "refused")
        self.done[key] += 1
        self.bodies[key] = {**message, "sent_to": subject}
        if mood == "babbles":
            self.client.publish(reply, b"I think so")
        if mood in ("answers", "twice"):
            self.answer(reply, "accepted")
        if mood == "twice":
            self.answer(reply, "accepted")
        return None


class Commands(ShadowCase):
    def setUp(self) -> None:
        super().setUp()
        text = POLICY.read_text()
        self.assertNotIn("executor:", text)
        (self.folder / "fast.yaml").write_text(text + FAST)
        some = self.events[:1_500]
        by = datetime.now(UTC) - timedelta(minutes=30) - recorded_time(some[-1])
        self.now = [moved(event, by) for event in some]

    def arguments(self, broker: Broker, *more: object) -> list[object]:
        start = ["--state", "S.db", "--from", broker.url, "--stream", "S"]
        return [*start, "--policy", "fast.yaml", "--hold", "100 ms", *more]

    def commands(self) -> dict[str, dict]:
        with contextlib.closing(sqlite3.connect(f"file:{self.folder / 'S.db'}?mode=ro", uri=True)) as db:
            db.row_factory = sqlite3.Row
            rows = db.execute("SELECT key, verb, step, unknown, undone, sent, note FROM command").fetchall()
        return {row["key"]: dict(row) for row in rows}

    def settled(self) -> bool:
        commands = self.commands()
        over = ("done", "dead_letter")
        return bool(commands) and all(c["step"] in over or c["undone"] for c in commands.values())

    def test_killed_and_left_without_answers_no_command_is_carried_out_twice(self) -> None:
        broker, client = self.broker_with()
        erp = Erp(self.client_of(broker))
        client.publish_all("events.all", self.now[:1])

        def publish() -> None:
            for i in range(1, len(self.now), 10):
                client.publish_all("events.all", self.now[i : i + 10])
                time.sleep(0.03)

        publisher = threading.Thread(target=publish)
        publisher.start()
        self.addCleanup(publisher.join)
        arguments = self.arguments(broker, "--emit", "--quiet")
        self.kill_again_and_again(8, arguments, 0.7, 7)
        publisher.join()
        process = self.start_shadow(*arguments)
        self.wait_until(lambda: self.kept() == 1_500 and self.settled(), process, 120)
        process.terminate()
        self.assertEqual(process.wait(timeout=30), 130)

        decided = [json.loads(line) for line in self.export("S.db", "D.jsonl").read_bytes().splitlines()]
        wanted = {c["key"]: d for d in decided for c in d["commands"]}
        commands = self.commands()
        self.assertEqual(set(commands), set(wanted))
        self.assertGreater(len(wanted), 100)
        self.assertEqual({key: n for key, n in erp.done.items() if n > 1}, {})
        for key, command in commands.items():
            self.assertEqual(erp.done[key], 1 if command["step"] == "done" else 0, (key, command))
        self.assertTrue(erp.refused)
        self.assertEqual({key for key, c in commands.items() if c["step"] == "dead_letter"}, erp.refused)
        for mood in ("answers", "deaf", "silent", "twice", "failed", "babbles", "refuses"):
            self.assertGreater(erp.moods[mood], 0, mood)
        self.assertGreater(erp.asked.total(), 10)
        self.assertLessEqual(set(erp.asked), {c["verb"] for c in commands.values()})
        for key, body in erp.bodies.items():
            self.assertEqual(body["sent_to"], f"supplytwin.commands.{wanted[key]['action']}")
            self.assertEqual(body["data"]["quantity"], wanted[key]["quantity"])
            self.assertEqual(body["data"]["to"], wanted[key]["to"])

        # What was shadowed in wall-clock is decided again from its events alone.
        self.shadow("export", "S.db", "--events", "taken.jsonl")
        self.run_it("replay", "taken.jsonl", "--policy", "fast.yaml", "--out", "R.jsonl")
        self.assert_decided_as_simulated("S.db", self.folder / "R.jsonl")

        # What is parked is told, and goes again by command.
        parked = json.loads(self.shadow("dead-letters", "S.db", "--json").stdout)["commands"]
        self.assertEqual({c["key"] for c in parked}, erp.refused)
        key = parked[0]["key"]
        self.shadow("redrive", "S.db", key)
        self.assertIn("neither the number", self.shadow("redrive", "S.db", key, code=2).stderr)
        self.shadow(*arguments, "--until-idle", "1 s")
        self.assertIn(self.commands()[key]["step"], ("done", "dead_letter"))
        self.assertGreater(erp.tried[key], 1)

    def test_what_is_decided_at_rest_is_sent_at_the_next_start(self) -> None:
        broker, client = self.broker_with()
        erp = Erp(self.client_of(broker))
        erp.calm = True
        some = self.now[:400]
        breach = next(i for i in range(100, 400) if b'"type":"stock.par_breached' in some[i])
        (self.folder / "mended.json").write_bytes(some[breach])
        some[breach] = some[breach].replace(b'"item":"', b'"item":"no-such-')
        client.publish_all("events.all", some)
        arguments = self.arguments(broker, "--emit", "--until-idle", "1 s")
        self.shadow(*arguments)
        before = self.commands()
        self.shadow("redrive", "S.db", 1, "--with", "mended.json")
        (key,) = set(self.commands()) - set(before)
        self.assertEqual((self.commands()[key]["step"], erp.tried[key]), ("send", 0))
        self.shadow(*arguments)
        self.assertEqual((self.commands()[key]["step"], erp.done[key]), ("done", 1))

    def test_a_start_that_emits_no_more_says_so_once(self) -> None:
        broker, client = self.broker_with()
        client.publish_all("events.all", self.now[:50])
        told = "without --emit it only decides, and these decisions are never sent later"
        silent = self.arguments(broker, "--until-idle", "300 ms", "--quiet")
        self.assertNotIn(told, self.shadow(*silent).stderr)
        self.assertNotIn(told, self.shadow(*silent, "--emit").stderr)
        self.assertEqual(self.shadow(*silent).stderr.count(told), 1)
        self.assertNotIn(told, self.shadow(*silent).stderr)

    def test_without_emit_nothing_is_sent(self) -> None:
        broker, client = self.broker_with()
        erp = Erp(self.client_of(broker))
        client.publish_all("events.all", self.now)
        self.shadow(*self.arguments(broker, "--until-idle", "500 ms"))
        self.assertEqual((erp.done, erp.asked, self.commands()), (Counter(), Counter(), {}))

    def test_where_nobody_listens_commands_wait_and_a_backlog_is_parked(self) -> None:
        broker, client = self.broker_with()
        client.publish_all("events.all", self.now)
        process, url = self.listening(*self.arguments(broker, "--emit"))
        self.wait_until(lambda: self.metric(url, 'supplytwin_calls_total{outcome="failed"}') > 3, process)
        erp = Erp(self.client_of(broker), 2)
        self.wait_until(self.settled, process)
        self.assertEqual({n for n in erp.done.values()}, {1})
        process.terminate()
        process.wait(timeout=30)
        # The year-old log of a simulation orders nothing.
        (self.folder / "S.db").unlink()
        client.request("$JS.API.STREAM.PURGE.S")
        before = erp.tried.total()
        client.publish_all("events.all", self.events[:1_000])
        self.shadow(*self.arguments(broker, "--emit", "--until-idle", "500 ms"))
        self.assertEqual({c["note"] for c in self.commands().values()}, {"decided too long ago to be sent"})
        self.assertEqual(erp.tried.total(), before)

    def test_an_outage_and_kills_in_it_double_nothing_and_what_became_too_old_is_decided_again(self) -> None:
        (self.folder / "fast.yaml").write_text(POLICY.read_text() + OUTAGE)
        broker, client = self.broker_with()
        erp = Erp(self.client_of(broker), 3)
        erp.calm = True
        erp.down.set()
        arguments = self.arguments(broker, "--emit")
        client.publish_all("events.all", self.now[:100])
        process, url = self.listening(*arguments)
        open_ = 'supplytwin_circuit{verb="requisition.create"}'
        self.wait_until(lambda: self.metric(url, open_) == 1, process)
        tried = erp.tried_while_down["requisition.create"]
        client.publish_all("events.all", self.now[100:700])
        self.wait_until(lambda: self.kept() == 700, process)
        began = time.monotonic()

        def is_open() -> bool:
            return self.metric(url, open_) > 0

        for _ in range(3):  # in the outage, with questions under way
            process.kill()
            process.wait()
            process, url = self.listening(*arguments)
            self.wait_until(is_open, process)
        self.assertEqual(erp.tried_while_down["requisition.create"], tried)  # what was decided since is held back
        time.sleep(max(0.0, 3.2 - (time.monotonic() - began)))
        client.publish_all("events.all", self.now[700:])
        self.wait_until(lambda: self.kept() >= 1_500, process)
        before = self.commands()
        erp.down.clear()
        self.wait_until(lambda: self.stale(), process)
        process.kill()  # while it is drained, undone or decided again
        process.wait()
        process, url = self.listening(*arguments)
        self.wait_until(self.settled, process, 120)
        self.wait_until(lambda: self.metric(url, open_) == 0, process)
        process.terminate()
        process.wait(timeout=30)

        commands = self.commands()
        self.assertEqual({key: n for key, n in erp.done.items() if n > 1}, {})
        for key, command in commands.items():
            self.assertEqual(erp.done[key], 1 if command["step"] == "done" else 0, (key, command))
        superseded = {key for key, c in commands.items() if c["step"] == "superseded"}
        self.assertGreater(len(superseded), 10)
        self.assertTrue(superseded < set(before))
        young = {key for key in before if commands[key]["step"] == "done"}
        self.assertTrue(young)
        decided = [json.loads(line) for line in self.export("S.db", "D.jsonl").read_bytes().splitlines()]
        ids = {d["decision"] for d in decided}
        for key in superseded:
            need, revision = key.rsplit("/", 2)[:2]
            self.assertIn(f"{need}/{int(revision) + 1}", ids)
        # Its own messages are in the log, so that a replay undoes and decides as it did.
        self.shadow("export", "S.db", "--events", "taken.jsonl")
        taken = (self.folder / "taken.jsonl").read_bytes().splitlines()
        own = [e for e in taken if b'"source":"/orchestrator/host"' in e]
        self.assertEqual(len(own), 2 * len(superseded))
        self.run_it("replay", "taken.jsonl", "--policy", "fast.yaml", "--out", "R.jsonl")
        self.assert_decided_as_simulated("S.db", self.folder / "R.jsonl")
        key = min(superseded)
        self.assertIn("neither the number", self.shadow("redrive", "S.db", key, code=2).stderr)
        parked = json.loads(self.shadow("dead-letters", "S.db", "--json").stdout)["commands"]
        self.assertEqual(parked, [])

    def stale(self) -> bool:
        return any(c["step"] == "superseded" for c in self.commands().values())

    def test_what_is_parked_for_a_vital_item_is_to_be_phoned_in(self) -> None:
        broker, client = self.broker_with()
        erp = Erp(self.client_of(broker))
        erp.turns_down = True
        client.publish_all("events.all", self.now[:400])
        process, url = self.listening(*self.arguments(broker, "--emit"))
        self.wait_until(lambda: self.kept() == 400 and self.settled(), process)
        parked = json.loads(self.shadow("dead-letters", "S.db", "--json").stdout)["commands"]
        vital = [c["key"] for c in parked if c["phone"]]
        self.assertEqual(vital, [c["key"] for c in parked if c["criticality"] == "vital"])
        self.assertTrue(vital)
        self.assertLess(len(vital), len(parked))
        self.wait_until(lambda: self.metric(url, "supplytwin_outbox_phone") == len(vital), process)
        told = self.shadow("dead-letters", "S.db").stdout.splitlines()
        self.assertEqual(sum("(vital: carry it out by phone at once)" in line for line in told), len(vital))
        process.terminate()
        process.wait(timeout=30)
        said = self.shadow("redrive", "S.db", "--all").stdout
        self.assertIn(f"no dead letter is open; {len(parked)} commands are parked, name one", said)
        self.shadow("redrive", "S.db", vital[0])
        parked = json.loads(self.shadow("dead-letters", "S.db", "--json").stdout)["commands"]
        self.assertEqual([c["key"] for c in parked if c["phone"]], vital[1:])
        self.assertIn("--note is missing", self.shadow("settle", "S.db", vital[1], code=2).stderr)
        self.shadow("settle", "S.db", vital[1], "--note", "phoned in by J. Doe")
        self.assertEqual(self.commands()[vital[1]]["step"], "done")
        self.assertIn("settled by hand: phoned in by J. Doe", self.commands()[vital[1]]["note"])
        again = self.shadow("settle", "S.db", vital[1], "--note", "again", code=2).stderr
        self.assertIn("neither the number of an open dead letter nor the key of a parked command", again)


if __name__ == "__main__":
    unittest.main()
