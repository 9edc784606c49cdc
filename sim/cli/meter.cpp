#include "cli/meter.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <string>

namespace supplytwin::cli {
namespace {

using Clock = std::chrono::steady_clock;
constexpr auto kRefresh = std::chrono::milliseconds(200);
constexpr double kYear = 365.0 * 86'400'000;  // ms

std::string time_left(double seconds) {
  const auto s = std::lround(seconds);
  if (s >= 3600) return fmt::format("{} h {:02} min left", s / 3600, s / 60 % 60);
  if (s >= 60) return fmt::format("{} min {:02} s left", s / 60, s % 60);
  return fmt::format("{} s left", s);
}

std::string line(const study::Progress& progress, Clock::time_point began) {
  const auto total = static_cast<double>(progress.total.load());
  const auto done = std::min(static_cast<double>(progress.simulated.load()), total);
  if (total <= 0) return "reading";
  const double seconds = std::chrono::duration<double>(Clock::now() - began).count();
  std::string text = fmt::format("{:5.1f} %", 100 * done / total);
  if (done > 0 && seconds > 1)
    text += fmt::format("  {:.2f} years/s  {}", done / kYear / seconds, time_left(seconds * (total - done) / done));
  return text;
}

}  // namespace

Meter::Meter(const study::Progress& progress, bool quiet) : shown_(!quiet && isatty(STDERR_FILENO) == 1) {
  if (!shown_) return;
  painter_ = std::jthread([&progress](const std::stop_token& over) {
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    auto began = Clock::now();
    while (!over.stop_requested()) {
      if (progress.total == 0) began = Clock::now();
      fmt::print(stderr, "\r\033[K{}", line(progress, began));
      std::fflush(stderr);
      wake.wait_for(lock, over, kRefresh, [] { return false; });
    }
  });
}

Meter::~Meter() {
  if (!shown_) return;
  painter_.request_stop();
  painter_.join();
  fmt::print(stderr, "\r\033[K");
  std::fflush(stderr);
}

}  // namespace supplytwin::cli
