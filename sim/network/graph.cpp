#include "network/graph.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/strong_components.hpp>
#include <limits>
#include <queue>
#include <tuple>

namespace supplytwin::network {

namespace {

/// Lexicographic length of a way.
struct Length {
  std::int64_t time = 0, cost = 0;
  auto operator<=>(const Length&) const = default;
};

constexpr Length kUnreached{std::numeric_limits<std::int64_t>::max(), 0};

}  // namespace

// Edges are stored against the direction of the lanes, because every question asks who can bring goods to a node.
struct LaneGraph::Graph {
  using List = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, boost::no_property,
                                     boost::property<boost::edge_weight_t, Length>>;
  List reversed;
};

LaneGraph::LaneGraph(std::size_t nodes, const std::vector<Link>& links) : graph_(std::make_unique<Graph>()) {
  graph_->reversed = Graph::List(nodes);
  for (const Link& l : links) {
    boost::add_edge(l.to, l.from, Length{l.time.count(), l.cost.micros}, graph_->reversed);
  }
}

LaneGraph::~LaneGraph() = default;
LaneGraph::LaneGraph(LaneGraph&&) noexcept = default;
LaneGraph& LaneGraph::operator=(LaneGraph&&) noexcept = default;

std::vector<Reach> LaneGraph::sources_of(std::uint32_t to) const {
  const Graph::List& g = graph_->reversed;
  const std::size_t nodes = boost::num_vertices(g);
  std::vector<Length> length(nodes);
  std::vector<std::size_t> next(nodes);
  boost::dijkstra_shortest_paths(
      g, std::size_t{to},
      boost::distance_map(length.data())
          .predecessor_map(next.data())
          .distance_inf(kUnreached)
          .distance_zero(Length{})
          .distance_compare([](const Length& a, const Length& b) { return a < b; })
          .distance_combine([](const Length& a, const Length& b) {
            return a == kUnreached || b == kUnreached ? kUnreached : Length{a.time + b.time, a.cost + b.cost};
          }));
  std::vector<Reach> result;
  for (std::uint32_t node = 0; node < nodes; ++node) {
    if (node == to || length[node] == kUnreached) continue;
    std::uint32_t legs = 0;
    for (std::size_t at = node; at != to; at = next[at]) ++legs;
    result.push_back({node, base::Duration{length[node].time}, base::Money{length[node].cost}, legs});
  }
  std::ranges::sort(result, {}, [](const Reach& r) { return std::tuple{r.time, r.cost, r.node}; });
  return result;
}

std::vector<bool> LaneGraph::reached_from(const std::vector<std::uint32_t>& starts) const {
  const Graph::List& g = graph_->reversed;
  std::vector<bool> reached(boost::num_vertices(g));
  std::queue<std::size_t> open;
  const auto reach = [&](std::size_t node) {
    if (reached[node]) return;
    reached[node] = true;
    open.push(node);
  };
  for (const std::uint32_t start : starts) reach(start);
  for (; !open.empty(); open.pop()) {
    const auto [first, last] = boost::in_edges(open.front(), g);
    for (auto e = first; e != last; ++e) reach(boost::source(*e, g));
  }
  return reached;
}

std::vector<std::vector<std::size_t>> circles(std::size_t nodes,
                                              const std::vector<std::pair<std::uint32_t, std::uint32_t>>& edges) {
  using Directed = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, boost::no_property,
                                         boost::property<boost::edge_index_t, std::size_t>>;
  Directed g(nodes);
  for (std::size_t i = 0; i < edges.size(); ++i) boost::add_edge(edges[i].first, edges[i].second, i, g);
  std::vector<int> knot(nodes);
  boost::strong_components(g, knot.data());
  std::vector<std::size_t> edges_inside(nodes);  // of a knot; a node that is in no circle is a knot without edges
  for (const auto& [from, to] : edges) {
    if (knot[from] == knot[to]) ++edges_inside[static_cast<std::size_t>(knot[from])];
  }

  constexpr auto kNowhere = std::numeric_limits<std::size_t>::max();
  std::vector<std::vector<std::size_t>> result;
  for (std::size_t start = 0; start < nodes; ++start) {
    std::size_t& inside = edges_inside[static_cast<std::size_t>(knot[start])];
    if (inside == 0) continue;
    inside = 0;
    // The shortest way inside the knot from its least node back to itself.
    std::vector<std::size_t> came_by(nodes, kNowhere);
    std::queue<std::size_t> open;
    open.push(start);
    for (; !open.empty() && came_by[start] == kNowhere; open.pop()) {
      const auto [first, last] = boost::out_edges(open.front(), g);
      for (auto e = first; e != last; ++e) {
        const std::size_t to = boost::target(*e, g);
        if (knot[to] != knot[start] || came_by[to] != kNowhere) continue;
        came_by[to] = boost::get(boost::edge_index, g, *e);
        open.push(to);
      }
    }
    std::vector<std::size_t> circle;
    std::size_t at = start;
    do {
      circle.push_back(came_by[at]);
      at = edges[came_by[at]].first;
    } while (at != start);
    std::ranges::reverse(circle);
    result.push_back(std::move(circle));
  }
  return result;
}

}  // namespace supplytwin::network
