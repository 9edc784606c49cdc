#include "study/computed_case.hpp"

namespace supplytwin::study {

const std::vector<ComputedCase>& computed_cases() {
  static const std::vector<ComputedCase> all{
      {"V01", "Random123 (DEShawResearch/random123, commit 9545ff6), tests/kat_vectors; C++26 [rand.predef]",
       score_generator},
      {"V26", "Chen, Drezner, Ryan and Simchi-Levi (2000), Management Science 46(3)", score_bullwhip},
      {"V33", "closed form; the standard test process of MSER and of intervals", score_output_analysis},
  };
  return all;
}

std::vector<Score> score(const ComputedCase& computed, const std::atomic<bool>& stop) {
  std::vector<Score> scores = computed.scores(stop);
  for (Score& s : scores) s.name = computed.name, s.source = computed.source;
  return scores;
}

}  // namespace supplytwin::study
