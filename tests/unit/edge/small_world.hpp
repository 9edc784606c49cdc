#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "../bundle/one_rule.hpp"
#include "../bundle/small_network.hpp"
#include "edge/wire.hpp"

namespace supplytwin::edge {

/// The small network with names for all its locations: its points stand at DC, H1, H2, H3, H1-ICU and H1.
struct SmallWorld : bundle::SmallNetwork {
  SmallWorld() {
    m.locations = {"DC", "H1", "H2", "H3", "H1-ICU"};
    constexpr std::array<std::uint32_t, 6> kAt{0, 1, 2, 3, 4, 1};
    for (std::size_t p = 0; p < m.points.size(); ++p) m.points[p].location = kAt[p];
    m.index();
  }
  policy::Event event(policy::EventType type, std::uint32_t point, std::uint32_t episode = 1) const {
    policy::Event e;
    e.type = type;
    e.occurred = e.recorded = now;
    e.from = now - base::kHour;
    e.point = base::PointId(point);
    e.episode = episode;
    return e;
  }
};

/// A folder of its own that goes with it.
class Scratch {
 public:
  Scratch() {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    path = std::filesystem::temp_directory_path() /
           (std::string("supplytwin-edge-") + test->test_suite_name() + "-" + test->name());
    std::filesystem::remove_all(path);
    std::filesystem::create_directories(path);
  }
  ~Scratch() { std::filesystem::remove_all(path); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  std::filesystem::path path;
};

inline std::vector<std::string> lines_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

inline void write_lines(const std::filesystem::path& file, const std::vector<std::string>& lines) {
  std::ofstream out(file, std::ios::binary);
  for (const std::string& line : lines) out << line << '\n';
}

/// What is said when `refused` throws a WireError; empty when it does not.
template <class Refused>
std::string refusal(Refused refused) {
  try {
    refused();
  } catch (const WireError& e) {
    return e.what();
  }
  return "";
}

}  // namespace supplytwin::edge
