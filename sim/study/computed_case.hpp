#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "study/scorecard.hpp"

namespace supplytwin::study {

/// A case with known answers that no scenario can state: of the generator, of the statistics that every figure passes
/// through, or of a planner who works beside the policy.
struct ComputedCase {
  std::string name, source;
  std::vector<Score> (*scores)(const std::atomic<bool>& stop);  ///< their lines, without name and source
};

/// All of them, in name order.
const std::vector<ComputedCase>& computed_cases();

/// The lines of the scorecard of a case. Throws world::Interrupted when it was stopped.
std::vector<Score> score(const ComputedCase& computed, const std::atomic<bool>& stop);

std::vector<Score> score_generator(const std::atomic<bool>& stop);        ///< V01
std::vector<Score> score_bullwhip(const std::atomic<bool>& stop);         ///< V26
std::vector<Score> score_output_analysis(const std::atomic<bool>& stop);  ///< V33

}  // namespace supplytwin::study
