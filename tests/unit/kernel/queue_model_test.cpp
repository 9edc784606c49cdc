#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "base/hash.hpp"
#include "goodness.hpp"
#include "kernel/event_queue.hpp"
#include "kernel/random.hpp"
#include "kernel/variates.hpp"

namespace supplytwin::kernel {
namespace {

// Case V03: M/M/1, arrivals 0.8, service 1, first come first served: L = 4, Lq = 3.2, W = 5, Wq = 4; asymptotic
// variance of the mean number present 1800. Source: closed forms; Whitt (1989), Management Science 35:1341-1366, for
// the variance.
constexpr double kArrivalRate = 0.8;
constexpr double kUnit = 1e6;         // milliseconds a unit of time, so that rounding to them does not matter
constexpr double kHorizon = 100'000;  // units a replication
constexpr int kReplications = 100;    // the error of L is sqrt(1800 / 1e7) = 0.0134

struct Figures {
  double present, waiting, stay, wait;
};

/// One replication from a stationary start.
Figures simulate(std::uint64_t replication) {
  constexpr std::uint32_t kArrives = 0, kLeaves = 1;
  const Random random(3, replication);
  const std::uint64_t entity = base::hash_name("queue");
  const auto lasting = [&](Purpose purpose, std::uint64_t n, double rate) {
    Draw draw = random.draw(entity, purpose, n);
    return base::Duration{static_cast<std::int64_t>(exponential(draw) / rate * kUnit)};
  };
  EventQueue queue;
  base::Time now{base::Duration{0}};
  const base::Time end = now + base::Duration{static_cast<std::int64_t>(kHorizon * kUnit)};
  std::deque<base::Time> line;  // when each one present arrived
  std::uint64_t arrived = 0, served = 0;
  double present = 0, waiting = 0, stay = 0, wait = 0, left = 0, begun = 0;

  const auto serve = [&] {
    wait += static_cast<double>((now - line.front()).count());
    ++begun;
    queue.schedule(now + lasting(Purpose::processing, served++, 1), EventClass::completion, {kLeaves, 0, 0});
  };
  Draw start = random.draw(entity, Purpose::initial_stock, 0);
  for (auto n = static_cast<int>(log(start.uniform()) / log(kArrivalRate)); n > 0; --n) line.push_back(now);
  if (!line.empty()) serve();
  queue.schedule(now + lasting(Purpose::choice, arrived++, kArrivalRate), EventClass::arrival, {kArrives, 0, 0});

  while (true) {
    const base::Time next = std::min(queue.next_time(), end);
    const auto span = static_cast<double>((next - now).count());
    present += span * static_cast<double>(line.size());
    waiting += span * static_cast<double>(line.empty() ? 0 : line.size() - 1);
    now = next;
    if (now == end) break;
    if (queue.pop().event.kind == kArrives) {
      line.push_back(now);
      if (line.size() == 1) serve();
      queue.schedule(now + lasting(Purpose::choice, arrived++, kArrivalRate), EventClass::arrival, {kArrives, 0, 0});
    } else {
      stay += static_cast<double>((now - line.front()).count());
      ++left;
      line.pop_front();
      if (!line.empty()) serve();
    }
  }
  return {present / kUnit / kHorizon, waiting / kUnit / kHorizon, stay / kUnit / left, wait / kUnit / begun};
}

void expect_within_four_errors(const std::vector<double>& values, double exact, const std::string& what) {
  const Moments moments(values);
  const double error = std::sqrt(moments.variance / static_cast<double>(values.size()));
  EXPECT_LT(std::fabs(moments.mean - exact), 4 * error) << what << ": " << moments.mean << ", error " << error;
  EXPECT_LT(error, 0.005 * exact) << what;  // as the case asks
}

TEST(QueueModel, ReproducesTheSingleServerQueue) {
  std::vector<double> present, waiting, stay, wait;
  for (std::uint64_t r = 0; r < kReplications; ++r) {
    const Figures figures = simulate(r);
    present.push_back(figures.present);
    waiting.push_back(figures.waiting);
    stay.push_back(figures.stay);
    wait.push_back(figures.wait);
  }
  expect_within_four_errors(present, 4, "L");
  expect_within_four_errors(waiting, 3.2, "Lq");
  expect_within_four_errors(stay, 5, "W");
  expect_within_four_errors(wait, 4, "Wq");
  // The spread itself is known: variance 1800 over the horizon, give or take 4 errors of a variance of 100 values.
  const double variance = Moments(present).variance * kHorizon;
  EXPECT_NEAR(variance, 1800, 4 * 1800 * std::sqrt(2.0 / (kReplications - 1)));
}

}  // namespace
}  // namespace supplytwin::kernel
