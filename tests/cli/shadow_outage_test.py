"""The broker goes away and comes back while a host is at work."""

import signal
import threading
import unittest
from datetime import timedelta

from shadow_case import POLICY, ShadowCase, as_a_bus_brings_them

HOLD = timedelta(hours=2)


class Outage(ShadowCase):
    def test_an_outage_of_the_broker_loses_nothing(self) -> None:
        broker, client = self.broker_with()
        messages = self.events[:1] + as_a_bus_brings_them(self.events[1:20_001], HOLD, 5)
        client.publish_all("events.all", messages[:9_000])
        arguments = [
            "--state",
            "S.db",
            "--from",
            broker.url,
            "--stream",
            "S",
            "--hold",
            "2 h",
            "--retention",
            "400 days",
        ]
        process, url = self.listening(*arguments, "--policy", POLICY)
        self.wait_until(lambda: self.kept() > 2_000, process)
        broker.stop()
        self.wait_until(lambda: self.get(f"{url}/healthz")[0] == 503, process)
        broker.start()
        self.wait_until(lambda: self.get(f"{url}/healthz")[0] == 200, process)
        client = self.client_of(broker)
        client.publish_all("events.all", messages[9_000:])
        self.wait_until(lambda: self.kept() == 20_001, process)
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(timeout=30), 130)
        self.shadow(*arguments, "--until-idle", "500 ms")
        (self.folder / "events.jsonl").write_bytes(b"".join(event + b"\n" for event in self.events[:20_001]))
        self.run_it("replay", "events.jsonl", "--policy", POLICY, "--out", "R.jsonl")
        self.assert_decided_as_simulated("S.db", self.folder / "R.jsonl")

    def test_that_the_broker_goes_away_and_comes_back_is_said(self) -> None:
        broker, client = self.broker_with()
        client.publish_all("events.all", self.events[:10])
        start = ["--state", "S.db", "--from", broker.url, "--stream", "S", "--policy", POLICY]
        process = self.start_shadow(*start)
        said: list[str] = []
        reader = threading.Thread(target=lambda: said.extend(process.stderr or ()))
        reader.start()
        self.addCleanup(reader.join)
        self.wait_until(lambda: self.kept() == 10, process)
        broker.stop()
        away = "supplytwin: the broker cannot be reached; it is tried until it answers\n"
        self.wait_until(lambda: said == [away], process)
        broker.start()
        self.wait_until(lambda: said == [away, "supplytwin: the broker answers again\n"], process)
        process.kill()


if __name__ == "__main__":
    unittest.main()
