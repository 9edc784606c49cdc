#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/ids.hpp"
#include "base/money.hpp"
#include "base/time.hpp"

namespace supplytwin::network {

/// An edge of the lane graph: goods can move from one node to another.
struct Link {
  std::uint32_t from, to;
  base::Duration time{};
  base::Money cost;
};

/// A node from which another one can be reached, and by the quickest way, the cheapest among equally quick ones.
struct Reach {
  std::uint32_t node = 0;
  base::Duration time{};
  base::Money cost;
  std::uint32_t legs = 0;  ///< lanes on the way; 1: a lane of its own
  bool operator==(const Reach&) const = default;
};

/// Who reaches whom over lanes. Nodes are 0 to nodes - 1; what they stand for is the caller's.
class LaneGraph {
 public:
  /// Times and costs must not be negative.
  LaneGraph(std::size_t nodes, const std::vector<Link>& links);
  ~LaneGraph();
  LaneGraph(LaneGraph&&) noexcept;
  LaneGraph& operator=(LaneGraph&&) noexcept;

  /// Every other node that reaches `to`, by time, then cost, then node (Dijkstra over reversed lanes).
  std::vector<Reach> sources_of(std::uint32_t to) const;
  /// Whether each node can be reached from some node of `starts`; the starts themselves can.
  std::vector<bool> reached_from(const std::vector<std::uint32_t>& starts) const;

 private:
  struct Graph;
  std::unique_ptr<Graph> graph_;
};

/// One circle in each knot of a directed graph: the indices into `edges` of the circle's edges, in walking order, the
/// circle starting at its least node. Circles are in the order of their least nodes.
std::vector<std::vector<std::size_t>> circles(std::size_t nodes,
                                              const std::vector<std::pair<std::uint32_t, std::uint32_t>>& edges);

}  // namespace supplytwin::network
