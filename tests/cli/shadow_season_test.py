"""A whole season of the flagship through the broker: hundreds of thousands of decisions, twenty kills, no difference."""

import json
import unittest
from datetime import timedelta

from case import ROOT
from shadow_case import POLICY, ShadowCase, as_a_bus_brings_them, recorded

HOLD = timedelta(hours=1)


class Season(ShadowCase):
    def setUp(self) -> None:
        super().setUp()
        self.events, self.decisions = recorded(ROOT / "scenarios" / "winter-surge.yaml")

    def test_a_season_out_of_order_with_duplicates_and_killed_twenty_times(self) -> None:
        broker, client = self.broker_with()
        messages = self.events[:1] + as_a_bus_brings_them(self.events[1:], HOLD, 8)
        publisher = self.publish_slowly(client, messages, 60)
        start = ["--state", "S.db", "--from", broker.url, "--stream", "S", "--policy", POLICY, "--hold", "1 h"]
        further = self.kill_again_and_again(20, [*start, "--quiet"], 5, 9)
        self.assertGreater(further, 8)
        publisher.join()
        broker.wait_for(client, "S", len(messages))
        said = json.loads(self.shadow(*start, "--until-idle", "2 s", "--json").stdout)
        self.assertEqual(said["events"], len(self.events) - 1)
        self.assertEqual((said["this_run"]["late"], said["dead_letters"], said["waiting"]), (0, 0, 0))
        self.assertGreater(said["decisions"], 200_000)
        self.assert_decided_as_simulated("S.db")


if __name__ == "__main__":
    unittest.main()
