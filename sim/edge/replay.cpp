#include "edge/replay.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <optional>
#include <string>

#include "edge/decider.hpp"
#include "edge/event_message.hpp"
#include "edge/recorder.hpp"

namespace supplytwin::edge {
namespace {

constexpr std::uint64_t kLookEvery = 1024;  // lines between two looks at `stop`

}  // namespace

Replayed replay(const std::filesystem::path& events, const policy::Bundle& bundle,
                const std::filesystem::path& decisions, const std::atomic<bool>& stop,
                std::atomic<std::int64_t>& progress) {
  std::ifstream in(events, std::ios::binary);
  std::string line;
  std::uint64_t number = 0;
  const auto refuse = [&](const std::string& why) {
    throw WireError(events.string() + ":" + std::to_string(number) + ": " + why);
  };
  if (!in || (in.peek(), in.bad())) throw WireError(events.string() + ": cannot be read: " + std::strerror(errno));
  LineFile out(decisions);
  std::optional<Decider> again;
  Place latest;
  while (std::getline(in, line)) {
    if (number++ % kLookEvery == 0 && stop) throw Stopped();
    progress += static_cast<std::int64_t>(line.size()) + 1;
    try {
      const Message message = read_message(line);
      const Place place = message.place();
      if ((message.type == kMasterSnapshot) != !again)
        throw WireError(again ? "a second master.snapshot" : "a log of events opens with a master.snapshot");
      if (again && place.recorded < latest.recorded)
        throw WireError("recorded before the line above; a log is in the order of its recorded times");
      if (again && place <= latest)
        throw WireError(
            "not behind the line above, which was recorded at the same instant; there the order is that " +
            std::string("of `sequence`, then of `source`"));
      latest = place;
      if (again)
        again->hear(again->read(message));
      else
        again.emplace(message, bundle,
                      [&](const policy::Decision&, const std::string& decision) { out.write(decision); });
    } catch (const WireError& e) {
      refuse(e.what());
    }
  }
  if (in.bad()) refuse("cannot be read further");
  if (!again) throw WireError(events.string() + ": is empty; a log of events opens with a master.snapshot");
  out.close();
  return {number - 1, again->decisions()};
}

}  // namespace supplytwin::edge
