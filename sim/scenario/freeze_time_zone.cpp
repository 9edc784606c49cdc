#include "scenario/freeze_time_zone.hpp"

#include <date/tz.h>

#include <chrono>
#include <stdexcept>
#include <vector>

#include "base/error.hpp"

namespace supplytwin::scenario {

namespace {

[[noreturn]] void unknown_zone(const std::string& name) {
  std::vector<std::string> known;
  try {
    for (const date::time_zone& zone : date::get_tzdb().zones) known.push_back(zone.name());
  } catch (const std::exception& e) {
    throw base::Error(std::string("the time-zone database cannot be read; is tzdata installed? ") + e.what());
  }
  const std::string near = base::suggestion(name, known);
  throw base::Error("unknown time zone '" + name + "'" +
                    (near.empty() ? "; expected an IANA name, such as 'America/Indiana/Indianapolis'"
                                  : "; did you mean '" + near + "'?"));
}

const date::time_zone& find_zone(const std::string& name) {
  try {
    return *date::locate_zone(name);
  } catch (const std::exception&) {
    unknown_zone(name);
  }
}

}  // namespace

base::TimeZone freeze_time_zone(const std::string& name, base::Time from, base::Time to) {
  const date::time_zone& zone = find_zone(name);
  const auto end = std::chrono::ceil<std::chrono::seconds>(to + base::kDay * 366);
  auto at = std::chrono::floor<std::chrono::seconds>(from - base::kDay * 366);
  std::vector<base::TimeZone::Transition> transitions;
  while (at < end) {
    const date::sys_info info = zone.get_info(at);
    const base::Duration offset = info.offset;
    // The database also splits where only the abbreviation changes.
    if (transitions.empty() || transitions.back().offset != offset) transitions.push_back({base::Time{at}, offset});
    if (info.end <= at) break;
    at = info.end;
  }
  return base::TimeZone(name, std::move(transitions));
}

}  // namespace supplytwin::scenario
