// V33: an autoregressive series, X_t = 0.9 X_(t-1) + e_t with e normal(0, 1), started at 50 or from its stationary
// law: variance 1 / (1 - 0.81), asymptotic variance 1 / 0.1^2 = 100, bias of the mean of the first 1000 values 0.45.
// Closed form; the standard test process of MSER and batch means.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "kernel/random.hpp"
#include "kernel/variates.hpp"
#include "stats/steady_state.hpp"
#include "stats/student.hpp"

namespace supplytwin {
namespace {

constexpr double kPhi = 0.9, kStart = 50, kVariance = 5.26315789474, kAsymptotic = 100, kBias = 0.45;
constexpr int kRuns = 1000;

/// X_1 to X_n from X_0.
std::vector<double> series(int run, std::size_t n, double start) {
  kernel::Draw draw = kernel::Random(33, static_cast<std::uint64_t>(run)).draw(1, kernel::Purpose::noise, 0);
  double x = std::isnan(start) ? std::sqrt(kVariance) * kernel::normal(draw) : start;
  std::vector<double> values;
  values.reserve(n);
  for (std::size_t t = 0; t < n; ++t) values.push_back(x = kPhi * x + kernel::normal(draw));
  return values;
}
const double kStationary = std::nan("");

double mean_of(std::span<const double> values) { return stats::mean_interval(values, 0.95).mean; }

/// The share of runs whose interval holds the true mean 0, and whether 95 % is within four binomial errors of it.
void expect_covered(int covered) {
  const double error = std::sqrt(0.95 * 0.05 / kRuns);
  EXPECT_NEAR(covered / static_cast<double>(kRuns), 0.95, 4 * error);
}
bool holds_zero(const stats::Interval& i) { return i.lo <= 0 && 0 <= i.hi; }

TEST(OutputAnalysis, TheSeriesHasItsVarianceAndBatchMeansItsAsymptoticVariance) {
  std::vector<double> squares, scaled;
  for (int run = 0; run < kRuns; ++run) {
    const auto x = series(run, 20'000, kStationary);
    squares.push_back(x.back() * x.back());
    const auto half = stats::batch_means_interval(x, 20, 0.95).hi - mean_of(x);
    const double error = half / stats::student_quantile(0.975, 19);
    scaled.push_back(error * error * 20'000);
  }
  const auto near = [](const std::vector<double>& values, double answer, double allowed) {
    const stats::Interval i = stats::mean_interval(values, 0.95);
    EXPECT_NEAR(i.mean, answer, 4 * (i.hi - i.mean) / 1.96 + allowed);
  };
  near(squares, kVariance, 0);
  near(scaled, kAsymptotic, 0.01 * kAsymptotic);  // batches of 1000 hang together by half a per cent
}

TEST(OutputAnalysis, BatchMeansCoverTheMeanAsOftenAsTheySay) {
  int covered = 0;
  for (int run = 0; run < kRuns; ++run)
    covered += holds_zero(stats::batch_means_interval(series(run, 20'000, kStationary), 20, 0.95));
  expect_covered(covered);
}

TEST(OutputAnalysis, Mser5TakesTheBiasOfTheStartAway) {
  std::vector<double> raw, cut;
  int covered = 0;
  std::size_t most = 0;
  for (int run = 0; run < kRuns; ++run) {
    const auto x = series(run, 20'000, kStart);
    raw.push_back(mean_of(std::span(x).first(1000)));
    const stats::WarmUp first = stats::mser_5(std::span(x).first(1000));
    cut.push_back(mean_of(std::span(x).first(1000).subspan(first.values)));
    const stats::WarmUp all = stats::mser_5(x);
    EXPECT_TRUE(all.settled);
    most = std::max(most, all.values);
    covered += holds_zero(stats::batch_means_interval(std::span(x).subspan(all.values), 20, 0.95));
  }
  const double error = std::sqrt(kAsymptotic / 1000 / kRuns);
  EXPECT_NEAR(mean_of(raw), kBias, 4 * error);
  EXPECT_NEAR(mean_of(cut), 0, 4 * error);
  expect_covered(covered);
  EXPECT_LT(most, 10'000u);
}

}  // namespace
}  // namespace supplytwin
