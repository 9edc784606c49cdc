#include "edge/wire.hpp"

#include <unordered_set>
#include <vector>

#include "edge/wire_time.hpp"

namespace supplytwin::edge {
namespace {

constexpr int kDeepest = 16;

}  // namespace

Json parse(std::string_view text) {
  if (text.size() > kLongestMessage) throw WireError("longer than " + std::to_string(kLongestMessage >> 20) + " MiB");
  bool deep = false;
  std::string twice;  // a member that stands twice: whoever reads it takes another one
  std::vector<std::unordered_set<std::string>> within;  // members so far of the objects around
  const auto watch = [&](int depth, Json::parse_event_t event, Json& parsed) {
    deep |= depth > kDeepest;
    if (event == Json::parse_event_t::object_start) within.emplace_back();
    if (event == Json::parse_event_t::object_end && !within.empty()) within.pop_back();
    if (event == Json::parse_event_t::key && !within.empty()) {
      const auto& key = parsed.get_ref<const std::string&>();
      if (!within.back().insert(key).second) twice = key;
    }
    return !deep;
  };
  // The parser keeps no stack of its own calls, so that depth costs it nothing before it is refused here.
  Json json = Json::parse(text.begin(), text.end(), watch, false);
  if (deep) throw WireError("nested deeper than 16");
  if (!twice.empty()) throw WireError("member '" + twice + "' stands twice");
  if (json.is_discarded()) throw WireError("not JSON");
  return json;
}

Members::Members(const Json& of, std::string where) : of_(&of), where_(std::move(where)) {
  if (!of.is_object()) throw WireError((where_.empty() ? "the message" : where_) + " is not an object");
}

const Json* Members::find(std::string_view key) const {
  const auto found = of_->find(key);
  return found == of_->end() ? nullptr : &*found;
}

std::uint8_t Members::word(std::string_view key, std::span<const std::string_view> words) const {
  const std::string& word = text(key);
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words[i] == word) return static_cast<std::uint8_t>(i);
  refuse(key, "no such word '" + word + "'");
}

void Members::refuse(std::string_view key, const std::string& why) const {
  throw WireError((where_.empty() ? "" : where_ + ".") + std::string(key) + ": " + why);
}

const Json& Members::member(std::string_view key) const {
  const Json* found = find(key);
  if (!found) refuse(key, "missing");
  return *found;
}

const std::string& Members::text(std::string_view key) const {
  const Json& found = member(key);
  if (!found.is_string()) refuse(key, "expected a text");
  return found.get_ref<const std::string&>();
}

bool Members::truth(std::string_view key) const {
  const Json& found = member(key);
  if (!found.is_boolean()) refuse(key, "expected true or false");
  return found.get<bool>();
}

std::int64_t Members::number(std::string_view key, std::int64_t low, std::int64_t high) const {
  const Json& found = member(key);
  constexpr auto kHighest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  const bool fits =
      found.is_number_integer() && !(found.is_number_unsigned() && found.get<std::uint64_t>() > kHighest);
  const std::int64_t value = fits ? found.get<std::int64_t>() : 0;
  if (!fits || value < low || value > high)
    refuse(key, "expected a whole number from " + std::to_string(low) + " to " + std::to_string(high));
  return value;
}

base::Time Members::time(std::string_view key) const {
  const std::optional<base::Time> t = parse_wire_time(text(key));
  if (!t) refuse(key, "expected an instant such as 2025-02-08T07:00:00.000Z");
  return *t;
}

const Json& Members::list(std::string_view key) const {
  const Json& found = member(key);
  if (!found.is_array()) refuse(key, "expected a list");
  return found;
}

}  // namespace supplytwin::edge
