#include "edge/replay.hpp"

#include <string>

#include "edge/decider.hpp"
#include "edge/read_log.hpp"
#include "edge/recorder.hpp"

namespace supplytwin::edge {
namespace {

/// Decides again from a log of events, which must be in its order.
class Again {
 public:
  Again(const Message& master, const policy::Bundle& bundle, LineFile& out)
      : decider_(master, bundle, [&out](const policy::Decision&, const std::string& line) { out.write(line); }),
        latest_(master.place()) {}

  void hear(const Message& message) {
    const Place place = message.place();
    if (message.type == kMasterSnapshot) throw WireError("a second master.snapshot");
    if (place.recorded < latest_.recorded)
      throw WireError("recorded before the line above; a log is in the order of its recorded times");
    if (place <= latest_)
      throw WireError(
          "not behind the line above, which was recorded at the same instant; there the order is that of "
          "`sequence`, then of `source`");
    latest_ = place;
    decider_.hear(decider_.read(message));
  }
  std::uint64_t decisions() const { return decider_.decisions(); }

 private:
  Decider decider_;
  Place latest_;
};

}  // namespace

Replayed replay(const std::filesystem::path& events, const policy::Bundle& bundle,
                const std::filesystem::path& decisions, const std::atomic<bool>& stop,
                std::atomic<std::int64_t>& progress) {
  return read_log<Again>(events, "events", bundle, decisions, stop, progress,
                         [](Again& again, const std::string& line) { again.hear(read_message(line)); });
}

}  // namespace supplytwin::edge
