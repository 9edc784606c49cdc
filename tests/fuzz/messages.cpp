// Messages and logged decisions: each line is read, or refused with a reason. The first line may be a
// master.snapshot.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "edge/decision_log.hpp"
#include "edge/event_message.hpp"
#include "edge/master_message.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace supplytwin::edge;
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  std::optional<Opening> opening;
  std::optional<Names> names;
  DecisionReader decisions;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    try {
      const Message message = read_message(line);
      if (message.type == kMasterSnapshot) {
        names.reset();
        opening.reset();
        opening = read_master(message.data, message.recorded);
        names.emplace(opening->master);
      } else if (names) {
        supplytwin::policy::tell(opening->view, read_event(message, *names), nullptr);
      }
    } catch (const WireError&) {
    }
    try {
      decisions.read(line);
    } catch (const WireError&) {
    }
  }
  return 0;
}
