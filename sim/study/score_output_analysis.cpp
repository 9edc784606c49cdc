// V33: an autoregressive series, X_t = 0.9 X_(t-1) + e_t with e normal(0, 1): its variance is 1 / (1 - 0.81), its
// asymptotic variance 1 / 0.1^2, and begun at 50 the mean of its first 1000 values is 0.45 too high. The means pass
// through the estimates that all figures pass through, and the start through the MSER-5 of the warm-up test.
#include <cmath>
#include <span>

#include "kernel/random.hpp"
#include "kernel/variates.hpp"
#include "stats/steady_state.hpp"
#include "stats/student.hpp"
#include "study/computed_case.hpp"
#include "world/run.hpp"

namespace supplytwin::study {
namespace {

constexpr double kPhi = 0.9, kStart = 50, kVariance = 1 / (1 - kPhi * kPhi);
constexpr double kAsymptotic = 1 / ((1 - kPhi) * (1 - kPhi));

/// X_1 to X_n from X_0; `draw` has made X_0 where that is random.
std::vector<double> series(kernel::Draw& draw, std::size_t n, double start) {
  std::vector<double> values(n);
  for (double& x : values) x = start = kPhi * start + kernel::normal(draw);
  return values;
}

kernel::Draw draw_of(std::uint64_t run, const std::atomic<bool>& stop) {
  if (stop) throw world::Interrupted();
  return kernel::Random(33, run).draw(1, kernel::Purpose::noise, 0);
}

double mean_of(std::span<const double> values) { return stats::mean_interval(values, 0.95).mean; }

compare::Estimate estimate(const compare::Sample& sample) {
  return compare::estimate(*compare::pseudo_values(sample));
}

}  // namespace

std::vector<Score> score_output_analysis(const std::atomic<bool>& stop) {
  // The stationary series. The mean of n values varies by a known share less than its asymptotic variance / n.
  constexpr std::uint64_t kRuns = 120'000;
  constexpr std::size_t kShort = 100;
  const double known = 1 - 2 * kPhi * kVariance / static_cast<double>(kShort);  // 0.9^100 is nothing
  compare::Sample squares, scaled;
  for (std::uint64_t run = 0; run < kRuns; ++run) {
    kernel::Draw draw = draw_of(run, stop);
    const double first = std::sqrt(kVariance) * kernel::normal(draw);
    const auto x = series(draw, kShort, first);
    double sum = 0;
    for (const double value : x) sum += value * value;
    squares.push_back({sum / kShort, 1, true});
    scaled.push_back({kShort * mean_of(x) * mean_of(x) / known, 1, true});
  }

  // The series that begins too high, in experiments of ten replications each. Of intervals about raw means hardly one
  // would hold the true mean, 0; MSER-5 leaves a fiftieth of the bias, a tenth of a standard error.
  constexpr std::uint64_t kExperiments = 2'250, kReplications = 10;
  constexpr std::size_t kLong = 1000;
  compare::Sample raw;
  std::int64_t covered = 0;
  for (std::uint64_t e = 0; e < kExperiments; ++e) {
    compare::Sample experiment;
    for (std::uint64_t r = 0; r < kReplications; ++r) {
      kernel::Draw draw = draw_of(kRuns + e * kReplications + r, stop);
      const auto x = series(draw, kLong, kStart);
      raw.push_back({mean_of(x), 1, true});
      experiment.push_back({mean_of(std::span(x).subspan(stats::mser_5(x).values)), 1, true});
    }
    const compare::Interval interval = *estimate(experiment).interval;
    covered += interval.lo <= 0 && 0 <= interval.hi;
  }
  const stats::Interval share = stats::wilson_interval(covered, kExperiments, 0.95);
  const double error = std::sqrt(0.95 * 0.05 / kExperiments);
  return {
      held("variance", "1", kVariance, estimate(squares)),
      held("asymptotic variance", "1", kAsymptotic, estimate(scaled)),
      held("mean of the first 1000", "1", 0.45, estimate(raw)),
      held("intervals that hold the true mean", "1", 0.95, share.mean, compare::Interval{share.lo, share.hi}, error),
  };
}

}  // namespace supplytwin::study
