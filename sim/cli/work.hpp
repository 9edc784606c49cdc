#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>

#include "study/study.hpp"

namespace supplytwin::cli {

/// What `run` and `warm-up` let a person ask for other than the scenario says: seed, replications, policies.
void add_overrides(CLI::App& parser, study::Overrides& overrides);

/// The options that `run` and `resume` share.
struct WorkOptions {
  unsigned jobs = 0;  ///< 0: as many as the machine has
  bool check = false, json = false, quiet = false;
};
void add_work_options(CLI::App& parser, WorkOptions& options);

/// Does a piece of work with progress and Ctrl-C in hand, then prints the comparison. Returns the exit code.
int work(const WorkOptions& options,
         const std::function<study::Summary(const study::Options&, std::atomic<bool>&, study::Progress&)>& step);

}  // namespace supplytwin::cli
