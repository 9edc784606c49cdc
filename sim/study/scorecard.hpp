#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compare/estimate.hpp"
#include "scenario/scenario.hpp"

namespace supplytwin::study {

/// Whether a figure meets a known answer. It agrees when it lies within four standard errors, or within 1e-9 of it
/// when it does not vary; the answer is only known well enough when the standard error is at most half a per cent of
/// it.
enum class Agreement : std::uint8_t { agrees, differs, imprecise };

/// One line of the scorecard.
struct Score {
  std::string name, source;  ///< of the case
  std::string figure, note;
  std::string unit;
  double expected = 0, got = 0;
  std::optional<compare::Interval> interval;  ///< 95 %
  double standard_error = 0;
  Agreement agreement = Agreement::differs;
};

/// A line of a figure that varies by replication, and of one with an interval and a standard error of its own.
Score held(std::string figure, std::string unit, double expected, const compare::Estimate& estimate);
Score held(std::string figure, std::string unit, double expected, double got,
           const std::optional<compare::Interval>& interval, double standard_error);
/// A line of a number that either is the expected one or is not.
Score exactly(std::string figure, std::string unit, double expected, double got);

/// Runs a scenario in memory and holds it against its expectations. Throws world::Interrupted when it was stopped.
std::vector<Score> score(scenario::Scenario scenario, unsigned jobs, std::atomic<bool>& stop);

}  // namespace supplytwin::study

template <>
struct supplytwin::base::EnumNames<supplytwin::study::Agreement> {
  static constexpr std::array<std::string_view, 3> names{"agrees", "differs", "imprecise"};
};
