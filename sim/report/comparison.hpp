#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compare/comparison.hpp"
#include "outcome/kpi.hpp"
#include "store/reader.hpp"

namespace supplytwin::report {

/// Needs left to a person, by what parked them first.
struct Parked {
  std::int64_t needs = 0, by_error = 0, without_rule = 0;  ///< by a rule that says so: the rest
};

/// The figures of a results file, for the network or by part of it.
struct Comparison {
  store::Header header;
  std::size_t baseline = 0;      ///< index among the policies
  std::size_t replications = 0;  ///< in the file
  outcome::By by = outcome::By::network;
  std::vector<std::string> parts;  ///< names; one for the network
  compare::Samples samples;
  compare::Samples
      service;  ///< the fill rate of the network, whatever was asked for: spending less is no merit alone
  std::vector<std::vector<compare::Figure>> figures;  ///< [part][figure]
  std::vector<Parked> parked;                         ///< by policy, all replications together

  const std::vector<std::string>& policies() const { return header.axes.policies; }
  const std::string& baseline_name() const { return policies()[baseline]; }
  bool partial() const { return static_cast<std::int64_t>(replications) < header.provenance.replications_planned; }
};

/// Reads a results file record by record and compares its policies on `kpis`.
Comparison compare_results(const store::Reader& results, const std::vector<const outcome::Kpi*>& kpis,
                           outcome::By by);

}  // namespace supplytwin::report
