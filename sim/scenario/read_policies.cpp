#include "scenario/read_policies.hpp"

#include <algorithm>
#include <filesystem>

#include "bundle/compile.hpp"
#include "scenario/in_quotes.hpp"
#include "scenario/read_network.hpp"

namespace supplytwin::scenario {

std::vector<Competitor> read_policies(const std::vector<std::string>& paths, const bundle::Document& document,
                                      const world::NetworkConfig* network, std::vector<base::Fault>& faults) {
  const std::filesystem::path folder = std::filesystem::path(document.file()).parent_path();
  std::vector<bundle::Vocabulary> words;
  if (network != nullptr) words.push_back({"need.category", categories_of(*network)});
  std::vector<Competitor> policies;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    if (paths[i].empty()) continue;
    const bundle::YamlNode& node = document.root().find("policies")->items[i];
    const std::filesystem::path file = (folder / paths[i]).lexically_normal();
    std::error_code untold;  // then load_file tells
    const bool folder_there = std::filesystem::is_directory(file, untold);
    if (folder_there || (!std::filesystem::exists(file, untold) && !untold)) {
      const std::string name = path_in_quotes(file);
      faults.push_back(document.fault(
          node, folder_there ? name + " is a folder; expected a policy file" : "no such file " + name));
      continue;
    }
    try {
      policy::Bundle compiled = bundle::load_file(file, words);
      std::string name(compiled.name());
      const auto same = std::ranges::find(policies, name, &Competitor::name);
      if (same != policies.end()) {
        faults.push_back(document.fault(
            node, "duplicate policy " + in_quotes(name) + "; " + path_in_quotes(same->file) + " has that name too"));
        continue;
      }
      policies.push_back({std::move(name), file, std::move(compiled)});
    } catch (const base::PolicyError& e) {
      faults.insert(faults.end(), e.faults.begin(), e.faults.end());
    }
  }
  std::ranges::sort(policies, {}, &Competitor::name);
  return policies;
}

}  // namespace supplytwin::scenario
