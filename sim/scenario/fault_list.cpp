#include "scenario/fault_list.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace supplytwin::scenario {

std::vector<base::Fault> in_order(std::vector<base::Fault> faults, const std::string& first) {
  std::map<std::string, std::size_t> met{{first, 0}};
  for (const base::Fault& f : faults) met.emplace(f.file, met.size());
  std::ranges::stable_sort(faults, {},
                           [&](const base::Fault& f) { return std::tuple{met.at(f.file), f.line, f.column}; });
  std::vector<base::Fault> told;
  for (std::size_t i = 0; i < faults.size();) {
    const std::string file = faults[i].file;
    std::size_t count = 0;
    for (; i < faults.size() && faults[i].file == file; ++i) {
      if (count++ < kMostFaults) told.push_back(std::move(faults[i]));
    }
    if (count > kMostFaults) {
      told.push_back({file, 0, 0, std::to_string(count - kMostFaults) + " more faults in this file", {}, 1});
    }
  }
  return told;
}

std::string unknown(std::string_view what, std::string_view name, const std::vector<std::string>& known) {
  return "unknown " + std::string(what) + " '" + std::string(name) + "'" + base::hint(name, known);
}

}  // namespace supplytwin::scenario
