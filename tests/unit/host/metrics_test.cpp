#include "host/metrics.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace supplytwin::host {
namespace {

TEST(MetricsText, CountersGaugesAndHistogramsAreAsPrometheusReadsThem) {
  Metrics m;
  m.add(Metric::decisions, 2, label("action", "defer"));
  m.set(Metric::waiting, 3);
  m.tell(Metric::policy, label("name", "a \"b\" \\ c\nd"));
  m.tell(Metric::policy, label("name", "e"));
  m.observe(Metric::hold, 0.05);
  m.observe(Metric::hold, 0.1);
  m.observe(Metric::hold, 1e9);
  const std::string text = m.text();
  const auto says = [&](const std::string& line) { return text.find(line + "\n") != std::string::npos; };
  EXPECT_TRUE(says("# TYPE supplytwin_decisions_total counter"));
  EXPECT_TRUE(says("supplytwin_decisions_total{action=\"defer\"} 2"));
  EXPECT_TRUE(says("supplytwin_events_waiting 3"));
  EXPECT_TRUE(says("supplytwin_events_received_total 0"));
  EXPECT_TRUE(says("supplytwin_policy_info{name=\"e\"} 1"));
  EXPECT_EQ(text.find("a \\\"b"), std::string::npos);
  EXPECT_TRUE(says("supplytwin_hold_seconds_bucket{le=\"0.01\"} 0"));
  EXPECT_TRUE(says("supplytwin_hold_seconds_bucket{le=\"0.1\"} 2"));
  EXPECT_TRUE(says("supplytwin_hold_seconds_bucket{le=\"3600\"} 2"));
  EXPECT_TRUE(says("supplytwin_hold_seconds_bucket{le=\"+Inf\"} 3"));
  EXPECT_TRUE(says("supplytwin_hold_seconds_count 3"));
  EXPECT_EQ(label("name", "a \"b\" \\ c\nd"), R"(name="a \"b\" \\ c d")");
}

TEST(MetricsText, TheReadmeExplainsEveryOne) {
  std::ifstream in(SOURCE_DIR "/sim/host/README.md");
  const std::string readme((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  for (const MetricFamily& f : metric_families()) {
    const std::string row = "| `" + std::string(f.name) + "` | " + std::string(f.type) + " | " + std::string(f.help);
    EXPECT_NE(readme.find(row), std::string::npos) << f.name;
  }
}

}  // namespace
}  // namespace supplytwin::host
