#include "host/redrive.hpp"

#include <charconv>

#include "base/utf8.hpp"
#include "edge/wire.hpp"
#include "host/commands.hpp"

namespace supplytwin::host {
namespace {

edge::Json json_of(std::int64_t number, const Redriven& became) {
  edge::Json j{{"letter", number}, {"taken", became.taken}};
  if (!became.taken) j["reason"] = became.reason;
  return j;
}

std::optional<std::int64_t> letter_number(const std::string& which) {
  std::int64_t number = 0;
  const char* const end = which.data() + which.size();
  const auto [stop, error] = std::from_chars(which.data(), end, number);
  return error == std::errc{} && stop == end ? std::optional(number) : std::nullopt;
}

/// What people say is kept, and told as JSON.
void check_text(const std::string& text) {
  if (!base::is_utf8(text)) throw Refused("a text that is not UTF-8");
}

Refused nothing_parked(const std::string& which) {
  return Refused("'" + which + "' is neither the number of an open dead letter nor the key of a parked command");
}

}  // namespace

std::string redrive(Host& host, State& state, const std::string& which, const std::optional<std::string>& mended,
                    base::Time now) {
  check_text(which);
  auto became = edge::Json::array();
  if (which == "all") {
    if (mended) throw Refused("a mended message stands for one letter; name its number");
    for (const Letter& letter : Letters(state.database()).list(Letters::kRefused, false)) {
      if (letter.size > letter.message.size()) {
        became.push_back(json_of(letter.number, {false, letter.reason}));
        continue;
      }
      became.push_back(json_of(letter.number, host.redrive(letter.number, std::nullopt)));
    }
    return became.dump();
  }
  if (const auto number = letter_number(which)) {
    became.push_back(json_of(*number, host.redrive(*number, mended)));
    return became.dump();
  }
  if (mended) throw Refused("a command is sent again as it was; only a letter can be mended");
  Transaction t(state.database());
  if (!Commands(state.database()).redrive(which, now)) throw nothing_parked(which);
  t.commit();
  became.push_back({{"command", which}, {"taken", true}});
  return became.dump();
}

std::string settle(State& state, const std::string& which, const std::string& note, base::Time now) {
  check_text(which);
  check_text(note);
  if (note.empty()) throw Refused("say with --note who did what; it is kept with what is settled");
  Transaction t(state.database());
  const auto number = letter_number(which);
  if (number) {
    Letters letters(state.database());
    const auto letter = letters.find(*number);
    if (!letter || letter->kind != Letters::kRefused || letter->settled) throw nothing_parked(which);
    letters.set_reason(*number, letter->reason + "; settled by hand: " + note);
    letters.settle(*number, now);
  } else if (!Commands(state.database()).settle(which, note, now)) {
    throw nothing_parked(which);
  }
  t.commit();
  return edge::Json{{"settled", which}, {"note", note}}.dump();
}

}  // namespace supplytwin::host
