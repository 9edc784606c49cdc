#include "stats/steady_state.hpp"

#include <numeric>
#include <stdexcept>
#include <vector>

namespace supplytwin::stats {
namespace {

constexpr std::size_t kFive = 5;

double mean_of(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

}  // namespace

WarmUp mser_5(std::span<const double> values) {
  const std::size_t fives = values.size() / kFive;
  if (fives < 2) throw std::invalid_argument("MSER-5: at least ten values expected");
  std::vector<double> z;
  for (std::size_t j = 0; j < fives; ++j) z.push_back(mean_of(values.subspan(j * kFive, kFive)));

  // From the back, so that one pass gives the squares of every rest (Welford 1962).
  const std::size_t most = fives / 2;
  double mean = 0, squares = 0, least = 0;
  std::size_t best = most;
  for (std::size_t d = fives; d-- > 0;) {
    const double rest = static_cast<double>(fives - d), off = z[d] - mean;
    mean += off / rest;
    squares += off * (z[d] - mean);
    const double error = squares / (rest * rest);
    if (d == most || (d < most && error <= least)) {
      least = error;
      best = d;
    }
  }
  return {best * kFive, best < most};
}

}  // namespace supplytwin::stats
