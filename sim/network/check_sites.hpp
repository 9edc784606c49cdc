#pragma once

#include <cstdint>
#include <unordered_set>
#include <vector>

#include "network/findings.hpp"
#include "network/graph.hpp"

namespace supplytwin::network {

/// Examines locations, suppliers and lanes, and then answers which lanes there are and which sites they reach.
class SiteCheck {
 public:
  /// Tells all problems of these tables.
  explicit SiteCheck(Findings& findings);

  bool is_site(std::uint32_t location) const { return f_.tables.locations[location].kind != LocationKind::unit; }
  /// Whether a lane leads, or with a name put right may lead, from a supplier (an internal one: from its location) to
  /// a location.
  bool lane(std::uint32_t supplier, std::uint32_t location) const;
  /// Whether any way over lanes leads from an outside supplier to a location.
  bool reached(std::uint32_t location) const { return reached_[node_of_location(location)]; }

 private:
  void check_locations();
  void check_unit(std::size_t row);
  void check_suppliers();
  void check_lanes();
  std::uint32_t start_of(std::size_t lane);
  void check_reach();
  // Nodes of the lane graph: suppliers, then locations. An internal supplier is its location.
  std::uint32_t node_of_location(std::uint32_t row) const;
  std::uint32_t node_of_supplier(std::uint32_t row) const;

  Findings& f_;
  std::unordered_set<std::uint64_t> lanes_;  // pairs of nodes
  std::unordered_set<std::uint32_t> leads_to_unknown_, led_to_from_unknown_;
  std::vector<Link> links_;
  std::vector<bool> reached_;
};

}  // namespace supplytwin::network
