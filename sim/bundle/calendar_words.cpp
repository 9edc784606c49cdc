#include <algorithm>
#include <array>
#include <bitset>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/format.hpp"
#include "bundle/days.hpp"
#include "bundle/units.hpp"

namespace supplytwin::bundle {
namespace {

using Days = std::bitset<7>;
/// `daily`, `mon-fri`, `mon, wed-fri`.
std::string days_text(const Days& days) {
  if (days.all()) return "daily";
  std::string text;
  for (std::size_t d = 0; d < days.size(); ++d) {
    if (!days[d]) continue;
    const std::size_t first = d;
    while (d + 1 < days.size() && days[d + 1]) ++d;
    text += (text.empty() ? "" : ", ") + std::string(kDays[first]);
    if (d > first) text += "-" + std::string(kDays[d]);
  }
  return text;
}

std::string clock(base::Duration since_midnight) {
  const auto minutes = since_midnight / base::kMinute;
  const auto two = [](std::int64_t n) { return std::to_string(100 + n).substr(1); };
  return two(minutes / 60) + ":" + two(minutes % 60);
}

std::string joined(const std::vector<std::string>& parts, const char* between) {
  std::string text;
  for (const std::string& p : parts) text += (text.empty() ? "" : between) + p;
  return text;
}

}  // namespace

std::string text_of(const base::Schedule& schedule) {
  if (schedule.continuous()) return "continuous";
  const std::vector<base::Duration>& all = schedule.departures();
  const base::Duration step = base::kWeek / static_cast<std::int64_t>(all.size());
  bool even = step < base::kDay && base::kDay % step == base::Duration{0};
  for (std::size_t i = 0; even && i < all.size(); ++i) even = all[i] == step * static_cast<std::int64_t>(i);
  if (even) return "every " + base::words(step);

  std::map<base::Duration, Days> times;
  for (const base::Duration t : all) times[t % base::kDay].set(static_cast<std::size_t>(t / base::kDay));
  std::map<std::string, std::vector<std::string>> by_days;
  for (const auto& [time, days] : times) by_days[days_text(days)].push_back(clock(time));
  std::vector<std::string> parts;
  for (const auto& [days, clocks] : by_days) parts.push_back(days + " " + joined(clocks, ", "));
  return joined(parts, "; ");
}

std::string text_of(const base::Hours& hours) {
  if (hours.always()) return "always";
  if (hours.windows().empty()) return "never";
  std::map<std::pair<base::Duration, base::Duration>, Days> pieces;  // cut at midnight
  for (auto [from, to] : hours.windows()) {
    while (from < to) {
      const std::int64_t day = from / base::kDay;
      const base::Duration midnight = base::kDay * day;
      const base::Duration end = std::min(to, midnight + base::kDay);
      pieces[{from - midnight, end - midnight}].set(static_cast<std::size_t>(day));
      from = end;
    }
  }
  std::vector<std::string> parts;
  for (const auto& [window, days] : pieces)
    parts.push_back(days_text(days) + " " + clock(window.first) + "-" + clock(window.second));
  return joined(parts, ", ");
}

}  // namespace supplytwin::bundle
