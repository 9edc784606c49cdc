#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "experiment/simulation.hpp"
#include "study/plan.hpp"

namespace supplytwin::study {

/// How far a study at work has come; may be read from other threads.
struct Progress {
  std::atomic<std::int64_t> total{0};      ///< simulated ms to come, set when the work starts
  std::atomic<std::int64_t> simulated{0};  ///< simulated ms done
};

struct Options {
  unsigned jobs = 1;   ///< threads
  bool check = false;  ///< balance at every event, recount each day
};

/// What a call left behind.
struct Summary {
  std::filesystem::path folder, results;       ///< `results` is empty while the study is not complete
  std::int64_t replications = 0, planned = 0;  ///< in the folder now, and of the whole study
  std::optional<Part> part;                    ///< that this folder is for, and no more than that
  std::int64_t picks = 0;                      ///< simulated by this call, all policies; none before a snapshot
  double seconds = 0;                          ///< that this call simulated for
  unsigned threads = 0;                        ///< that simulated: at most one a task
  bool interrupted = false;                    ///< `stop` turned true before the end
  std::vector<std::string> notes;              ///< what a person should be told
};

/// Does what is missing of a study, or of the planned part of it, in `folder`; a whole study is then merged. A folder
/// that holds the same study is gone on with; one that holds anything else is refused. `simulate` is called at most
/// once, and only when something is missing.
Summary carry_out(const Plan& plan, const std::function<experiment::Simulation()>& simulate,
                  const std::filesystem::path& folder, const Options& options, std::atomic<bool>& stop,
                  Progress& progress);

}  // namespace supplytwin::study
