#include "host/redrive.hpp"

#include <charconv>

#include "edge/wire.hpp"
#include "host/commands.hpp"

namespace supplytwin::host {
namespace {

edge::Json json_of(std::int64_t number, const Redriven& became) {
  edge::Json j{{"letter", number}, {"taken", became.taken}};
  if (!became.taken) j["reason"] = became.reason;
  return j;
}

}  // namespace

std::string redrive(Host& host, State& state, const std::string& which, const std::optional<std::string>& mended,
                    base::Time now) {
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
  std::int64_t number = 0;
  const char* const end = which.data() + which.size();
  if (const auto [stop, error] = std::from_chars(which.data(), end, number); error == std::errc{} && stop == end) {
    became.push_back(json_of(number, host.redrive(number, mended)));
    return became.dump();
  }
  if (mended) throw Refused("a command is sent again as it was; only a letter can be mended");
  Transaction t(state.database());
  if (!Commands(state.database()).redrive(which, now))
    throw Refused("'" + which + "' is neither the number of a dead letter nor the key of a parked command");
  t.commit();
  became.push_back({{"command", which}, {"taken", true}});
  return became.dump();
}

}  // namespace supplytwin::host
