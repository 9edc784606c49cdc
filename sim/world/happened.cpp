#include "world/happened.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>

#include "base/format.hpp"
#include "base/quote.hpp"

namespace supplytwin::world {
namespace {

/// Takes the number behind the last space off a line.
std::optional<std::int64_t> take_number(std::string& line) {
  const std::size_t space = line.rfind(' ');
  if (space == std::string::npos) return std::nullopt;
  std::int64_t value = 0;
  const char* const end = line.data() + line.size();
  const auto [stop, error] = std::from_chars(line.data() + space + 1, end, value);
  if (error != std::errc{} || stop != end) return std::nullopt;
  line.resize(space);
  return value;
}

/// `2025-02-08`, or `2025-02-08 02:00:00` where it is not midnight.
std::string local(std::int64_t at, const base::TimeZone& zone) {
  std::string text = base::iso(base::Time{zone.local(base::Time{base::Duration{at}}).time_since_epoch()});
  text.pop_back();  // the Z of another zone
  constexpr std::string_view kMidnight = "T00:00:00";
  if (text.ends_with(kMidnight)) return text.substr(0, text.size() - kMidnight.size());
  std::ranges::replace(text, 'T', ' ');
  return text;
}

std::string percent(std::int64_t ppm) {
  std::string text = std::to_string(ppm / 10'000);
  if (ppm % 10'000 == 0) return text + " %";
  text += "." + std::to_string(10'000 + ppm % 10'000).substr(1);
  return text.substr(0, text.find_last_not_of('0') + 1) + " %";
}

/// A line that is of no form that this version writes is told as it stands.
std::string in_words(const std::string& line, const base::TimeZone& zone) {
  std::string rest = line;
  const bool is_allocation = rest.starts_with("allocation ");
  const auto share = is_allocation ? take_number(rest) : std::optional<std::int64_t>{0};
  const auto length = take_number(rest), start = take_number(rest);
  if (!share || !length || !start || !(is_allocation || rest.starts_with("outage "))) return base::on_one_line(line);
  const std::string when = ", start: " + local(*start, zone) + ", length: " + base::words(base::Duration{*length});
  if (!is_allocation) return "outage: { system: " + rest.substr(rest.find(' ') + 1) + when + " }";
  const std::size_t from = rest.find(' ') + 1, to = std::min(rest.find(' ', from), rest.size());
  const std::string category = to + 1 < rest.size() ? ", category: " + rest.substr(to + 1) : "";
  return "allocation: { supplier: " + rest.substr(from, to - from) + category + when + ", share: " + percent(*share) +
         " }";
}

}  // namespace

std::string happened_in_words(const std::vector<std::string>& lines, const std::vector<std::string>& other,
                              const base::TimeZone& zone) {
  std::string text;
  for (const std::string& line : lines)
    if (std::ranges::find(other, line) == other.end()) text += "\n    " + in_words(line, zone);
  return text.empty() ? "\n    nothing but what the other has too" : text;
}

}  // namespace supplytwin::world
