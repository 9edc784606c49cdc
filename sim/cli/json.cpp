#include "cli/json.hpp"

#include <fmt/core.h>

namespace supplytwin::cli {

using Json = nlohmann::ordered_json;

void print_json(const Json& value) { fmt::print("{}\n", value.dump(2, ' ', false, Json::error_handler_t::replace)); }

Json json_of(const std::vector<base::Fault>& faults) {
  auto list = Json::array();
  for (const auto& f : faults)
    list.push_back(
        {{"file", f.file}, {"line", f.line}, {"column", f.column}, {"message", f.message}, {"excerpt", f.excerpt}});
  return list;
}

}  // namespace supplytwin::cli
