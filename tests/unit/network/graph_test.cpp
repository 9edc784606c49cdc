#include "network/graph.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <random>

namespace supplytwin::network {
namespace {

std::vector<Link> random_links(std::mt19937& random, std::uint32_t nodes, std::size_t count) {
  std::vector<Link> links;
  for (std::size_t i = 0; i < count; ++i) {
    const auto from = static_cast<std::uint32_t>(random() % nodes), to = static_cast<std::uint32_t>(random() % nodes);
    links.push_back({from, to, base::Duration{static_cast<std::int64_t>(random() % 5)},
                     base::Money{static_cast<std::int64_t>(random() % 5)}});
  }
  return links;
}

/// Bellman and Ford, for comparison.
std::vector<std::pair<std::int64_t, std::int64_t>> slow_lengths(std::uint32_t nodes, const std::vector<Link>& links,
                                                                std::uint32_t to) {
  constexpr std::int64_t kFar = std::numeric_limits<std::int64_t>::max();
  std::vector<std::pair<std::int64_t, std::int64_t>> length(nodes, {kFar, 0});
  length[to] = {0, 0};
  for (std::uint32_t round = 0; round < nodes; ++round) {
    for (const Link& l : links) {
      if (length[l.to].first == kFar) continue;
      length[l.from] =
          std::min(length[l.from], {length[l.to].first + l.time.count(), length[l.to].second + l.cost.micros});
    }
  }
  return length;
}

TEST(LaneGraph, AgreesWithASlowerMethod) {
  std::mt19937 random(1);
  for (int round = 0; round < 200; ++round) {
    const auto nodes = static_cast<std::uint32_t>(2 + random() % 12);
    const std::vector<Link> links = random_links(random, nodes, random() % 40);
    const LaneGraph graph(nodes, links);
    const auto to = static_cast<std::uint32_t>(random() % nodes);
    const auto expected = slow_lengths(nodes, links, to);
    std::size_t reaching = 0;
    for (std::uint32_t n = 0; n < nodes; ++n)
      reaching += n != to && expected[n].first != std::numeric_limits<std::int64_t>::max();
    const auto found = graph.sources_of(to);
    ASSERT_EQ(found.size(), reaching);
    for (std::size_t i = 0; i < found.size(); ++i) {
      EXPECT_EQ(std::pair(found[i].time.count(), found[i].cost.micros), expected[found[i].node]);
      EXPECT_GE(found[i].legs, 1u);
      if (i > 0) {
        EXPECT_LT(std::tuple(found[i - 1].time, found[i - 1].cost, found[i - 1].node),
                  std::tuple(found[i].time, found[i].cost, found[i].node));
      }
      EXPECT_TRUE(graph.reached_from({found[i].node})[to]);
    }
  }
}

TEST(LaneGraph, ReachFollowsLanesForwards) {
  const LaneGraph graph(4, {{0, 1, {}, {}}, {1, 2, {}, {}}, {3, 2, {}, {}}});
  EXPECT_EQ(graph.reached_from({0}), (std::vector<bool>{true, true, true, false}));
  EXPECT_EQ(graph.reached_from({3}), (std::vector<bool>{false, false, true, true}));
  EXPECT_EQ(graph.reached_from({}), (std::vector<bool>(4, false)));
}

TEST(Circles, OneForEachKnot) {
  using Edges = std::vector<std::pair<std::uint32_t, std::uint32_t>>;
  EXPECT_TRUE(circles(3, Edges{{0, 1}, {1, 2}, {0, 2}}).empty());
  const auto found = circles(6, Edges{{4, 5}, {2, 1}, {1, 2}, {5, 4}, {3, 3}, {0, 1}, {2, 4}});
  EXPECT_EQ(found, (std::vector<std::vector<std::size_t>>{{2, 1}, {4}, {0, 3}}));
}

}  // namespace
}  // namespace supplytwin::network
