#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "base/time.hpp"
#include "compare/estimate.hpp"
#include "outcome/kpi.hpp"

namespace supplytwin::compare {

/// The observations of some figures, by part of the network, policy and replication. Records pass through; their
/// observations stay.
class Samples {
 public:
  Samples(std::vector<const outcome::Kpi*> kpis, outcome::By by, std::size_t parts, std::size_t policies,
          std::size_t replications, base::Duration period);

  /// A figure of vital items alone has nothing to tell of the other criticalities.
  void add(std::size_t policy, std::size_t replication, const outcome::Record& record);
  const std::vector<const outcome::Kpi*>& kpis() const { return kpis_; }
  std::size_t parts() const { return parts_; }
  std::size_t policies() const { return policies_; }
  const Sample& of(std::size_t kpi, std::size_t part, std::size_t policy) const;

 private:
  std::vector<const outcome::Kpi*> kpis_;
  outcome::By by_;
  std::size_t parts_, policies_;
  base::Duration period_;
  std::vector<Sample> samples_;  // [kpi][part][policy]
};

/// One figure under every policy, and its paired difference from the baseline.
struct Figure {
  const outcome::Kpi* kpi = nullptr;
  std::vector<std::optional<Estimate>> policies;  ///< nothing when no replication had anything to tell
  std::vector<std::optional<Difference>> paired;  ///< nothing for the baseline itself, nor between lower bounds
};

/// Every figure of one part of the network, in the order of `samples.kpis()`.
std::vector<Figure> compare(const Samples& samples, std::size_t part, std::size_t baseline);

/// A policy's place on one figure.
struct Place {
  std::size_t policy = 0;
  Estimate estimate;
  bool told_apart = false;  ///< resolved from the first; false for the first itself
};
/// Policies from best to worst on a figure, and which of them cannot be told apart from the first. Policies without
/// the figure are left out; a figure without a good direction ranks nobody.
std::vector<Place> rank(const Samples& samples, std::size_t kpi, std::size_t part);

}  // namespace supplytwin::compare
