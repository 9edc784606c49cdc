#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "outcome/kpi.hpp"

namespace supplytwin::cli {

/// What to show of a results file.
struct ShowOptions {
  bool json = false;
  bool notes = false;  ///< tell on standard error what a table has below it
  outcome::By by = outcome::By::network;
  std::vector<std::string> kpis;  ///< names; empty: the usual ones; `all`: all
};

/// Prints the comparison of a results file on standard output. Returns kDone, or kPartial when replications are
/// missing.
int show_comparison(const std::filesystem::path& results, const ShowOptions& options);

/// The results file that a person means by a folder or a file. Throws Partial for a study without one.
std::filesystem::path results_of(const std::filesystem::path& named);

/// A path as it can be pasted into a shell.
std::string quoted(const std::filesystem::path& path);

}  // namespace supplytwin::cli
