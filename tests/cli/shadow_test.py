"""The orchestrator of production on a file and on a broker: the simulator's decisions, whatever happens on the way."""

import contextlib
import json
import os
import signal
import sqlite3
import threading
import time
import unittest
from datetime import timedelta

from broker import Broker
from shadow_case import OTHER, POLICY, TOKEN, ShadowCase, as_a_bus_brings_them, recorded_time

HOLD = timedelta(hours=2)


class FromFiles(ShadowCase):
    def log(self, events: list[bytes], name: str = "events.jsonl") -> str:
        (self.folder / name).write_bytes(b"".join(event + b"\n" for event in events))
        return name

    def test_on_a_file_it_decides_as_replay_does(self) -> None:
        file = self.log(self.events)
        said = self.shadow("--state", "S.db", "--from", file, "--policy", POLICY).stdout
        self.assertIn(f"{len(self.events) - 1} events by transfer-first; 0 waiting, 0 dead letters open", said)
        self.run_it("replay", file, "--policy", POLICY, "--out", "R.jsonl")
        self.assert_decided_as_simulated("S.db", self.folder / "R.jsonl")
        self.assert_decided_as_simulated("S.db")
        again = json.loads(self.shadow("--state", "S.db", "--from", file, "--json").stdout)
        self.assertEqual((again["this_run"]["received"], again["events"]), (0, len(self.events) - 1))

    def test_standard_input_twice_is_decided_on_once(self) -> None:
        some = b"".join(event + b"\n" for event in self.events[:3_000])
        first = json.loads(
            self.shadow("--state", "S.db", "--from", "-", "--policy", POLICY, "--json", stdin=some).stdout
        )
        second = json.loads(self.shadow("--state", "S.db", "--from", "-", "--json", stdin=some).stdout)
        self.assertEqual(second["this_run"]["duplicates"], 3_000)
        self.assertEqual(first["chain"], second["chain"])

    def test_killed_on_a_file_it_goes_on(self) -> None:
        file = self.log(self.events[:1] + as_a_bus_brings_them(self.events[1:], HOLD, 1))
        arguments = ["--state", "S.db", "--from", file, "--policy", POLICY, "--hold", "2 h", "--quiet"]
        self.assertGreater(self.kill_again_and_again(3, arguments, 0.2, 1), 1)
        self.shadow(*arguments)
        self.assert_decided_as_simulated("S.db")

    def test_what_comes_too_late_is_taken_noted_and_can_be_replayed(self) -> None:
        file = self.log(self.events[:1] + as_a_bus_brings_them(self.events[1:9_000], HOLD, 2))
        said = json.loads(
            self.shadow(
                "--state",
                "S.db",
                "--from",
                file,
                "--policy",
                POLICY,
                "--hold",
                "10 min",
                "--retention",
                "400 days",
                "--json",
            ).stdout
        )
        self.assertEqual(said["events"], 8_999)
        self.assertGreater(said["this_run"]["late"], 100)
        notes = json.loads(self.shadow("dead-letters", "S.db", "--late", "--json").stdout)["letters"]
        self.assertEqual(len(notes), said["this_run"]["late"])
        self.assertIn("taken as of", notes[0]["reason"])
        self.shadow("export", "S.db", "--events", "taken.jsonl")
        self.run_it("replay", "taken.jsonl", "--policy", POLICY, "--out", "R.jsonl")
        self.assert_decided_as_simulated("S.db", self.folder / "R.jsonl")

    def test_what_is_exported_while_it_works_belongs_together(self) -> None:
        os.mkfifo(self.folder / "pipe")
        process = self.start_shadow("--state", "P.db", "--from", "pipe", "--policy", POLICY, "--hold", "0 s")
        over = threading.Event()

        def write() -> None:
            with contextlib.suppress(BrokenPipeError), (self.folder / "pipe").open("wb", buffering=0) as pipe:
                for event in self.events:
                    if over.is_set():
                        return
                    pipe.write(event + b"\n")
                    time.sleep(0.002)

        writer = threading.Thread(target=write, daemon=True)
        writer.start()
        self.addCleanup(lambda: writer.join(10))
        self.addCleanup(over.set)
        counts = [0]
        for i in range(4):
            self.wait_until(lambda: self.kept("P.db") > counts[-1] + 300, process)
            said = self.shadow("export", "P.db", "--out", f"D{i}", "--events", f"E{i}", "--json").stdout
            counts.append(json.loads(said)["events"])
        over.set()
        for i in range(4):
            self.run_it("replay", f"E{i}", "--policy", POLICY, "--out", f"R{i}")
            self.assertEqual((self.folder / f"D{i}").read_bytes(), (self.folder / f"R{i}").read_bytes(), i)

    def test_an_interrupt_ends_it_with_all_kept(self) -> None:
        os.mkfifo(self.folder / "pipe")
        process = self.start_shadow("--state", "P.db", "--from", "pipe", "--policy", POLICY, "--hold", "2 h")
        with (self.folder / "pipe").open("wb") as pipe:
            pipe.write(b"".join(event + b"\n" for event in self.events[:4_000]))
            pipe.flush()
            self.wait_until(lambda: self.kept("P.db") == 4_000, process)
            process.send_signal(signal.SIGTERM)
            out, said = process.communicate(timeout=30)
        self.assertEqual(process.returncode, 130)
        self.assertIn("interrupted; all is kept, and the same command goes on", said)
        self.assertRegex(out, r"[1-9]\d* waiting")
        self.shadow("--state", "P.db", "--from", self.log(self.events), "--hold", "2 h")
        self.assert_decided_as_simulated("P.db")

    def test_a_last_line_that_is_still_being_written_is_left_and_said(self) -> None:
        file = self.folder / self.log(self.events[:20])
        half = len(self.events[20]) // 2
        with file.open("ab") as log:
            log.write(self.events[20][:half])
        start = ["--state", "S.db", "--from", file, "--policy", POLICY, "--json"]
        done = self.shadow(*start)
        self.assertIn("its last line is not whole yet", done.stderr)
        self.assertEqual(json.loads(done.stdout)["this_run"]["received"], 20)
        with file.open("ab") as log:
            log.write(self.events[20][half:] + b"\n")
        done = self.shadow(*start)
        self.assertNotIn("not whole", done.stderr)
        self.assertEqual(json.loads(done.stdout)["this_run"]["received"], 1)
        # As it comes on standard input it is taken: nothing follows.
        cut = b"\n".join(self.events[:2])[:-5]
        said = json.loads(
            self.shadow("--state", "T.db", "--from", "-", "--policy", POLICY, "--json", stdin=cut).stdout
        )
        self.assertEqual((said["this_run"]["received"], said["dead_letters"]), (2, 1))

    def test_events_that_are_not_kept_any_more_are_told_before_anything_is_written(self) -> None:
        file = self.log(self.events[:9_000])
        more = ("--policy", POLICY, "--hold", "0 s", "--retention", "1 h")
        self.shadow("--state", "S.db", "--from", file, *more)
        said = self.shadow("export", "S.db", "--out", "D", "--events", "E", code=2).stderr
        self.assertIn("begin the next state with a --retention that is longer", said)
        self.assertFalse((self.folder / "D").exists() or (self.folder / "E").exists())


class FromABroker(ShadowCase):
    def arguments(self, broker: Broker, *more: object, hold: str = "2 h") -> list[object]:
        start = ["--state", "S.db", "--from", broker.url, "--stream", "S"]
        return [*start, "--hold", hold, "--retention", "400 days", *more]

    def test_out_of_order_with_duplicates_and_killed_twenty_times_not_a_decision_differs(self) -> None:
        broker, client = self.broker_with()
        messages = self.events[:1] + as_a_bus_brings_them(self.events[1:], HOLD, 3)
        self.assertGreater(len(messages), 1.04 * len(self.events))
        self.assertNotEqual([m for m in messages if m in set(self.events[:50])], self.events[:50])
        half = len(messages) // 2
        client.publish_all("events.all", messages[:half])
        publisher = self.publish_slowly(client, messages[half:], 6)
        arguments = self.arguments(broker, "--policy", POLICY, "--quiet")
        further = self.kill_again_and_again(20, arguments, 0.3, 4)
        self.assertGreater(further, 8)
        publisher.join()
        broker.wait_for(client, "S", len(messages))
        said = json.loads(self.shadow(*arguments, "--until-idle", "1 s", "--json").stdout)
        self.assertEqual(said["events"], len(self.events) - 1)
        self.assertEqual((said["this_run"]["late"], said["dead_letters"], said["waiting"]), (0, 0, 0))
        self.assert_decided_as_simulated("S.db")
        # The events as they were decided on are those of the simulator, in its order.
        self.shadow("export", "S.db", "--events", "taken.jsonl")
        self.assertEqual((self.folder / "taken.jsonl").read_bytes().splitlines(), self.events)

    def test_other_subjects_of_the_stream_may_be_dropped_before_a_restart(self) -> None:
        broker, client = self.broker_with("T")
        broker.stream(client, "S", "sites.>")
        client.publish_all("sites.in", self.events[:100])
        process, _ = self.listening(*self.arguments(broker, "--policy", POLICY, "--subject", "sites.in"))
        self.wait_until(lambda: self.kept() == 100, process)
        client.publish_all("sites.out", self.events[:100])
        self.wait_until(lambda: self.position() == 200, process)
        process.kill()
        process.wait()
        client.request("$JS.API.STREAM.PURGE.S", {"seq": 191})
        client.publish_all("sites.in", self.events[100:200])
        self.shadow(*self.arguments(broker, "--subject", "sites.in", "--until-idle", "300 ms"))
        self.assertEqual(self.kept(), 200)

    def test_another_policy_takes_over_between_two_events(self) -> None:
        broker, client = self.broker_with()
        token = self.token()
        client.publish_all("events.all", self.events[:8_000])
        more = ("--policy", POLICY, "--token-file", token)
        process, url = self.listening(*self.arguments(broker, *more))
        self.wait_until(lambda: self.kept() == 8_000, process)
        self.assertIn("standard-par", self.shadow("swap", url, OTHER, "--token-file", token).stdout)
        self.assertIn('name="standard-par"', self.get(f"{url}/metrics")[1])
        client.publish_all("events.all", self.events[8_000:16_000])
        self.wait_until(lambda: self.kept() == 16_000, process)
        process.kill()  # so that the next start decides again by both
        process.wait()
        said = self.shadow(*self.arguments(broker, "--policy", POLICY), code=2).stderr
        self.assertIn("standard-par", said)
        self.assertIn("`supplytwin shadow swap`", said)
        self.shadow(*self.arguments(broker, "--until-idle", "500 ms"))
        lines = [json.loads(line) for line in self.export("S.db", "D.jsonl").read_bytes().splitlines()]
        digests = [line["policy"] for line in lines]
        change = digests.index(digests[-1])
        self.assertEqual(len(set(digests)), 2)
        self.assertGreater(change, 500)
        self.assertEqual(set(digests[:change]), {digests[0]})
        self.assertEqual(set(digests[change:]), {digests[-1]})
        keys = [command["key"] for line in lines for command in line["commands"]]
        self.assertEqual(len(keys), len(set(keys)))
        self.assertEqual(
            self.decisions.read_bytes().splitlines()[:change],
            (self.folder / "D.jsonl").read_bytes().splitlines()[:change],
        )
        process, url = self.listening(*self.arguments(broker, "--policy", OTHER, "--token-file", token))
        self.shadow("swap", url, POLICY, "--token-file", token)
        process.terminate()
        said = process.communicate(timeout=30)[1]
        self.assertIn("the same command without --policy goes on", said)
        self.shadow("swap", "S.db", OTHER)  # also at rest
        self.shadow("swap", "S.db", POLICY)
        self.shadow(*self.arguments(broker, "--policy", POLICY, "--until-idle", "100 ms"))

    def test_what_is_no_message_goes_into_the_dead_letter_and_the_host_lives(self) -> None:
        broker, client = self.broker_with()
        token = self.token()
        good = self.events[1]
        bad = {
            "not JSON": good[:-9],
            "longer than 1 MiB": good[:-1] + b',"pad":"' + b"x" * (1 << 20) + b'"}',
            "nested deeper than 16": good[:-1] + b',"deep":' + b"[" * 500 + b"]" * 500 + b"}",
            "quantity: expected a whole number": good.replace(b'"quantity":', b'"quantity":"many","was":'),
            "not in this version": good.replace(b".v1", b".v9"),
            "type: 'stock.eaten.v1'": good.replace(b"stock.consumed", b"stock.eaten"),
            "unknown name": good.replace(b'"item":"', b'"item":"no-such-'),
            "recordedtime": good.replace(b'"recordedtime":"2024', b'"recordedtime":"2924'),
        }
        # Each is a message of its own.
        bad = {why: m.replace(b'"id":"1"', b'"id":"bad-%d"' % i) for i, (why, m) in enumerate(bad.items())}
        client.publish_all("events.all", [self.events[0], *bad.values()])
        more = ("--policy", POLICY, "--token-file", token)
        process, url = self.listening(*self.arguments(broker, *more, hold="0 s"))
        self.wait_until(lambda: self.metric(url, "supplytwin_dead_letters_total") == len(bad), process)
        letters = json.loads(self.shadow("dead-letters", "S.db", "--json").stdout)["letters"]
        for (why, message), letter in zip(bad.items(), letters, strict=True):
            self.assertIn(why, letter["reason"])
            self.assertEqual(letter["bytes"], len(message))
            self.assertTrue(message.decode().startswith(letter["message"][:1_000]))
        mended = self.folder / "mended.json"
        mended.write_bytes(good)
        said = self.shadow("redrive", url, letters[0]["number"], "--token-file", token, code=1).stdout
        self.assertIn("refused, not JSON", said)
        said = self.shadow("redrive", url, letters[0]["number"], "--with", mended, "--token-file", token).stdout
        self.assertIn("taken", said)
        note = ("--note", "the sender was told", "--token-file", token)
        open_before = self.metric(url, "supplytwin_dead_letters")
        self.shadow("settle", url, letters[1]["number"], *note)
        self.assertEqual(self.metric(url, "supplytwin_dead_letters"), open_before - 1)
        self.assertIn("nor the key", self.shadow("settle", url, letters[1]["number"], *note, code=2).stderr)
        client.publish_all("events.all", self.events[1:3_000])  # the first of them is known by now
        self.wait_until(lambda: self.metric(url, "supplytwin_events_taken_total") == 2_999, process)
        self.assertEqual(self.metric(url, "supplytwin_events_duplicate_total"), 1)
        self.shadow("stop", url, "--token-file", token)
        self.assertEqual(process.wait(timeout=30), 0)
        self.shadow("redrive", "S.db", "--all", code=1)
        self.assertIn("no open dead letter", self.shadow("redrive", "S.db", "1", code=2).stderr)
        self.assertEqual(len(self.shadow("dead-letters", "S.db").stdout.splitlines()), len(bad) - 2)
        self.assertEqual(len(self.shadow("dead-letters", "S.db", "--all").stdout.splitlines()), len(bad))
        out = self.export("S.db", "D.jsonl").read_bytes().splitlines()
        self.assertEqual(out, self.decisions.read_bytes().splitlines()[: len(out)])

    def test_orders_need_the_token_and_the_metrics_tell(self) -> None:
        broker, client = self.broker_with()
        messages = self.events[:1] + as_a_bus_brings_them(self.events[1:5_000], HOLD, 6)
        client.publish_all("events.all", messages)
        process, url = self.listening(*self.arguments(broker, "--policy", POLICY, "--token-file", self.token()))
        self.wait_until(lambda: self.metric(url, "supplytwin_events_received_total") == len(messages), process)
        for verb in ("swap", "redrive", "settle", "pause", "resume", "stop"):
            self.assertEqual(self.post(f"{url}/{verb}")[0], 401)
            self.assertEqual(self.post(f"{url}/{verb}", TOKEN + "x")[0], 401)
        self.assertEqual(self.get(f"{url}/stop")[0], 404)
        self.assertEqual(self.post(f"{url}/swap", TOKEN, b"no policy")[0], 400)
        self.assertEqual(self.post(f"{url}/redrive?which=77", TOKEN)[0], 409)
        self.assertEqual(self.post(f"{url}/pause", TOKEN)[0], 200)
        self.assertEqual(self.metric(url, "supplytwin_paused"), 1)
        client.publish_all("events.all", self.events[5_000:5_100])
        time.sleep(0.5)
        self.assertEqual(self.metric(url, "supplytwin_events_received_total"), len(messages))
        self.assertEqual(self.post(f"{url}/resume", TOKEN)[0], 200)
        self.wait_until(lambda: self.metric(url, "supplytwin_events_received_total") == len(messages) + 100, process)
        self.assertEqual(self.post(f"{url}/pause", TOKEN)[0], 200)  # between two rounds, so that all figures agree
        text = self.get(f"{url}/metrics")[1]
        waiting = self.metric(url, "supplytwin_events_waiting")
        taken = self.metric(url, "supplytwin_events_taken_total")
        self.assertEqual(taken + waiting, 5_099)
        self.assertEqual(self.metric(url, "supplytwin_events_duplicate_total"), len(messages) - 5_000)
        self.assertEqual(self.metric(url, "supplytwin_hold_seconds_count"), taken)
        self.assertEqual(self.metric(url, 'supplytwin_hold_seconds_bucket{le="+Inf"}'), taken)
        decided = sum(
            float(line.split()[-1]) for line in text.splitlines() if line.startswith("supplytwin_decisions_total{")
        )
        self.assertEqual(self.metric(url, "supplytwin_decision_seconds_count"), decided)
        head = self.export("S.db", "D.jsonl").read_bytes().splitlines()[-1][-66:-2].decode()
        self.assertIn(f'supplytwin_chain_head_info{{chain="{head}",decisions="{int(decided)}"}} 1', text)
        self.assertEqual(self.post(f"{url}/stop", TOKEN)[0], 200)
        self.assertEqual(process.wait(timeout=30), 0)

    def test_what_is_not_said_again_stays_in_force(self) -> None:
        (self.folder / "e.jsonl").write_bytes(b"".join(event + b"\n" for event in self.events[:100]))
        start = ("--state", "S.db", "--from", "e.jsonl")
        self.shadow(*start, "--policy", POLICY, "--retention", "400 days", "--hold", "3 min")
        self.shadow(*start)
        with contextlib.closing(sqlite3.connect(self.folder / "S.db")) as db:
            facts = dict(db.execute("SELECT name, value FROM fact WHERE name IN ('retention', 'hold')").fetchall())
        self.assertEqual(
            {name: int(value) for name, value in facts.items()}, {"retention": 400 * 86_400_000, "hold": 180_000}
        )

    def test_without_a_token_file_there_are_no_orders(self) -> None:
        broker, client = self.broker_with()
        client.publish_all("events.all", self.events[:10])
        _, url = self.listening(*self.arguments(broker, "--policy", POLICY))
        status, said = self.post(f"{url}/stop", TOKEN)
        self.assertEqual(status, 403)
        self.assertIn("--token-file", said)

    def test_in_wall_clock_an_event_waits_its_hold_and_no_longer(self) -> None:
        broker, client = self.broker_with()
        client.publish_all("events.all", self.events[:40])
        process, url = self.listening(*self.arguments(broker, "--policy", POLICY, hold="1 h"))
        self.wait_until(lambda: self.kept() == 40, process)
        held = self.metric(url, "supplytwin_events_waiting")
        self.assertGreater(held, 0)
        process.kill()
        process.wait()
        process, url = self.listening(*self.arguments(broker, hold="500 ms"))
        self.wait_until(lambda: self.metric(url, "supplytwin_events_waiting") == 0, process)
        self.assertGreater((recorded_time(self.events[39]) - recorded_time(self.events[1])).total_seconds(), 60)
        self.assertEqual(self.metric(url, "supplytwin_events_late_total"), 0)


if __name__ == "__main__":
    unittest.main()
