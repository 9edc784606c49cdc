#include "scenario/fault_list.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <tuple>

#include "base/quote.hpp"

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
  std::string hint = base::hint(name, known);
  if (hint.empty() && !known.empty()) {
    constexpr std::size_t kSome = 5;
    std::vector<std::string> some = known;
    const auto shared = [&](const std::string& k) { return std::ranges::mismatch(k, name).in1 - k.begin(); };
    std::ranges::stable_sort(some, std::greater{}, shared);
    const std::size_t all = some.size();
    some.resize(std::min(all, kSome));
    hint = "; expected one of " + std::to_string(all) + ", such as " + base::one_of(some);
  }
  return "unknown " + std::string(what) + " " + base::in_quotes(name) + hint;
}

}  // namespace supplytwin::scenario
