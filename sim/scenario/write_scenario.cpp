#include "scenario/write_scenario.hpp"

#include <fstream>
#include <string>
#include <system_error>
#include <utility>

#include "base/error.hpp"
#include "scenario/freeze_time_zone.hpp"
#include "scenario/write_fields.hpp"

namespace supplytwin::scenario {
namespace {

void save(const std::filesystem::path& file, const std::string& text) {
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out << text;
  out.close();
  if (!out)
    throw base::Error(file.string() + ": cannot be written; see to its folder and to free space, or choose another");
}

void write_network(const world::NetworkConfig& network, const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw base::Error(folder.string() + ": cannot be made: " + error.message() + "; choose another folder");
  save(folder / "network.yaml", yaml_of<world::NetworkFile>(network, {}, 0));
  base::for_each_field<world::NetworkConfig>([&](const auto& f) {
    using Owner = typename std::remove_cvref_t<decltype(f)>::OwnerType;
    if constexpr (std::is_same_v<Owner, world::NetworkConfig>)  // a table; the others stand in network.yaml
      save(folder / (std::string(f.name) + ".csv"), csv_of(network.*f.member));
  });
}

}  // namespace

std::string content_of(const world::NetworkConfig& network) {
  std::string text = yaml_of<world::NetworkFile>(network, {}, 0);
  base::for_each_field<world::NetworkConfig>([&](const auto& f) {
    using Owner = typename std::remove_cvref_t<decltype(f)>::OwnerType;
    if constexpr (std::is_same_v<Owner, world::NetworkConfig>)
      text += std::string(f.name) + "\n" + csv_of(network.*f.member);
  });
  return text;
}

ScenarioFile file_of(const Scenario& scenario) {
  ScenarioFile file = scenario.written;
  file.model.here = scenario.model.network;
  file.model.path.clear();
  const std::filesystem::path from = std::filesystem::absolute(scenario.file).parent_path();
  const auto absolute = [&](std::string& path) {
    if (!path.empty()) path = (from / path).lexically_normal().string();
  };
  for (HappeningConfig& h : file.happens) absolute(h.surge);
  absolute(file.opening);
  for (std::string& policy : file.policies) absolute(policy);
  return file;
}

std::filesystem::path write(ScenarioFile file, const std::filesystem::path& folder) {
  if (!file.model.here) throw base::Error("a scenario is written with its network in place");
  write_network(*file.model.here, folder / "network");
  const std::string zone = file.period.time_zone.empty() ? file.model.here->time_zone : file.period.time_zone;
  file.model.here.reset();
  file.model.path = "network";
  take_times(file, freeze_time_zone(zone, file.period.start - file.warm_up,
                                    file.period.start + file.period.length + file.follow_up));
  const std::filesystem::path path = folder / "scenario.yaml";
  save(path, yaml_of(file, {}, 0));
  return path;
}

std::string yaml_quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos && !text.starts_with('#')) return text;
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

}  // namespace supplytwin::scenario
