"""What `supplytwin shadow` cannot work with is named, with what to do about it."""

import resource
import sqlite3
import subprocess
import unittest

from broker import free_port
from case import SUPPLYTWIN
from shadow_case import OTHER, POLICY, ShadowCase


class Refusals(ShadowCase):
    def refused(self, *arguments: object, code: int = 2) -> str:
        return self.shadow(*arguments, code=code).stderr

    def test_what_is_missing_or_does_not_go_together_is_said(self) -> None:
        (self.folder / "events.jsonl").write_bytes(self.events[0] + b"\n")
        for arguments, told in (
            ([], "--state is missing"),
            (["--state", "S.db"], "--from is missing"),
            (["--state", "S.db", "--from", "events.jsonl"], "name the policy that decides with --policy"),
            (["--state", "S.db", "--from", "no.jsonl", "--policy", POLICY], "no.jsonl: cannot be read"),
            (["--state", "S.db", "--from", "events.jsonl", "--policy", POLICY, "--emit"], "--from must name one"),
            (["--state", "S.db", "--from", "events.jsonl", "--policy", POLICY, "--hold", "5"], "--hold: "),
            (
                ["--state", "S.db", "--from", "events.jsonl", "--hold", "2 days", "--retention", "1 day"],
                "--retention",
            ),
            (
                ["--state", "S.db", "--from", "events.jsonl", "--policy", POLICY, "--listen", "0.0.0.0:80"],
                "this machine alone",
            ),
            (["--state", "S.db", "--from", "events.jsonl", "--token-file", "t"], "--listen, which is missing"),
            (["--state", "S.db", "--from", "events.jsonl", "--signature", "s"], "a --policy, which is missing"),
            (["export", "N.db", "--out", "D"], "N.db: no such state"),
            (["export", "S.db"], "nothing to write"),
            (["redrive", "S.db"], "name one letter or command, or say --all"),
            (["pause", "S.db"], "is no address of a host at work"),
            (["stop", "http://127.0.0.1:1"], "--token-file is missing"),
            (["swap", "http://10.0.0.1:80", POLICY, "--token-file", self.token()], "this machine alone"),
        ):
            with self.subTest(told):
                self.assertIn(told, self.refused(*arguments))

    def test_a_broker_that_is_not_there_or_has_no_such_stream_is_named(self) -> None:
        start = ["--state", "S.db", "--policy", POLICY]
        nobody = f"nats://anna:secret@127.0.0.1:{free_port()}"
        said = self.refused(*start, "--from", nobody, code=1)
        self.assertIn("no broker answers there", said)
        self.assertNotIn("secret", said)
        broker, client = self.broker_with()
        start += ["--from", broker.url]
        self.assertIn("has no stream 'T'", self.refused(*start, "--stream", "T"))
        said = self.refused(*start, "--stream", "S", "--subject", "other.>")
        self.assertIn("cannot be read for 'other.>': it has no such subject (error 10093)", said)
        broker.stream(client, "W", "work.>", retention="workqueue")
        self.assertIn("retention by limits", self.refused(*start, "--stream", "W"))

    def test_a_stream_that_is_another_or_has_dropped_messages_is_refused(self) -> None:
        broker, client = self.broker_with()
        start = ["--state", "S.db", "--from", broker.url, "--stream", "S", "--until-idle", "300 ms"]
        client.publish_all("events.all", self.events[:100])
        self.shadow(*start, "--policy", POLICY)
        client.publish_all("events.all", self.events[100:200])
        client.request("$JS.API.STREAM.PURGE.S", {"seq": 151})
        self.assertIn("has dropped the messages from 101 to 150 before they were read", self.refused(*start))
        client.request("$JS.API.STREAM.DELETE.S")
        broker.stream(client, "S", "events.>")
        self.assertIn("was made anew since it was read", self.refused(*start))

    def test_a_state_in_use_of_another_layout_or_another_policy_is_refused(self) -> None:
        broker, client = self.broker_with()
        client.publish_all("events.all", self.events[:100])
        start = ["--state", "S.db", "--from", broker.url, "--stream", "S"]
        process, _ = self.listening(*start, "--policy", POLICY)
        self.assertIn("another process is at work with it", self.refused(*start, "--policy", POLICY))
        self.assertIn("another process is at work with it", self.refused("swap", "S.db", OTHER))
        process.terminate()
        process.wait()
        said = self.refused(*start, "--policy", OTHER)
        self.assertIn("transfer-first", said)
        self.assertIn("put it in its place with `supplytwin shadow swap`", said)
        with sqlite3.connect(self.folder / "S.db") as db:
            db.execute("PRAGMA user_version = 9")
        self.assertIn("has layout 9, and this program knows 2", self.refused(*start))
        (self.folder / "text.db").write_text("what somebody wrote\n" * 50)
        self.assertIn(
            "is no state of a host", self.refused("--state", "text.db", "--from", broker.url, "--policy", POLICY)
        )

    def test_a_decision_that_was_changed_in_the_state_is_found(self) -> None:
        (self.folder / "events.jsonl").write_bytes(b"".join(event + b"\n" for event in self.events[:2_000]))
        self.shadow("--state", "S.db", "--from", "events.jsonl", "--policy", POLICY)
        with sqlite3.connect(self.folder / "S.db") as db:
            db.execute(
                "UPDATE decision SET line = replace(line, '\"quantity\":', '\"quantity\":1') WHERE number = 20"
            )
        said = self.shadow("export", "S.db", "--out", "D.jsonl", code=2).stderr
        self.assertIn("S.db: decision 20: chain: is broken", said)
        self.assertEqual(list(self.folder.glob("D.jsonl*")), [])

    def test_a_full_disk_ends_it_and_with_room_it_goes_on(self) -> None:
        (self.folder / "events.jsonl").write_bytes(b"".join(event + b"\n" for event in self.events))
        arguments = ["shadow", "--state", "S.db", "--from", "events.jsonl", "--policy", str(POLICY)]
        done = subprocess.run(
            [SUPPLYTWIN, *arguments],
            cwd=self.folder,
            capture_output=True,
            text=True,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (9 << 20, 9 << 20)),
        )
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("S.db: ", done.stderr)
        self.assertIn("make room and start again, and it goes on from there", done.stderr)
        self.assertGreater(self.kept(), 1_000)
        self.shadow(*arguments[1:])
        self.assert_decided_as_simulated("S.db")

    def test_events_without_a_master_are_not_understood(self) -> None:
        (self.folder / "events.jsonl").write_bytes(b"".join(event + b"\n" for event in self.events[1:9]))
        start = ["--state", "S.db", "--from", "events.jsonl", "--policy", POLICY]
        self.assertIn("no master.snapshot came, so that 8 events cannot be understood", self.refused(*start))
        (self.folder / "master.json").write_bytes(self.events[0] + b"\n")
        self.shadow(*start, "--master", "master.json")
        out = self.export("S.db", "D.jsonl").read_bytes().splitlines()
        self.assertEqual(out, self.decisions.read_bytes().splitlines()[: len(out)])
        other = self.events[0].replace(b'"time":"2024', b'"time":"2023')
        (self.folder / "other.json").write_bytes(other + b"\n")
        self.assertIn("was begun with another master.snapshot", self.refused(*start, "--master", "other.json"))


if __name__ == "__main__":
    unittest.main()
