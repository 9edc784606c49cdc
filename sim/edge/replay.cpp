#include "edge/replay.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <optional>
#include <string>

#include "edge/decision_log.hpp"
#include "edge/event_message.hpp"
#include "edge/master_message.hpp"
#include "edge/recorder.hpp"
#include "policy/orchestrator.hpp"

namespace supplytwin::edge {
namespace {

constexpr std::uint64_t kLookEvery = 1024;  // lines between two looks at `stop`

/// Writes each decision as it is taken.
class Decisions final : public policy::Journal {
 public:
  Decisions(const Names& names, const policy::Bundle& bundle, LineFile& file) : lines_(names, bundle), file_(&file) {}
  void opened(const policy::Master&, const policy::View&, base::Time) override {}
  void told(const policy::Event&) override {}
  void decided(const policy::Trigger& trigger, const policy::View& view, const policy::Decision& decision) override {
    file_->write(lines_.line(trigger, view, decision));
  }
  void passed(base::Time) override {}
  std::uint64_t count() const { return lines_.count(); }

 private:
  DecisionLines lines_;
  LineFile* file_;
};

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
  std::optional<Opening> opening;
  std::optional<Names> names;
  std::optional<Decisions> taken;
  base::Time latest = base::Time::min();
  while (std::getline(in, line)) {
    if (number++ % kLookEvery == 0 && stop) throw Stopped();
    progress += static_cast<std::int64_t>(line.size()) + 1;
    try {
      const Message message = read_message(line);
      if ((message.type == kMasterSnapshot) != !opening)
        throw WireError(opening ? "a second master.snapshot" : "a log of events opens with a master.snapshot");
      if (message.recorded < latest)
        throw WireError("recorded before the line above; a log is in the order of its recorded times");
      latest = message.recorded;
      if (!opening) {
        opening = read_master(message.data, message.recorded);
        names.emplace(opening->master);
        taken.emplace(*names, bundle, out);
        continue;
      }
      const policy::Event event = read_event(message, *names);
      policy::tell(opening->view, event, nullptr);
      if (const auto trigger = policy::asks(event))
        policy::take(bundle, opening->master, opening->view, *trigger, event.recorded, &*taken);
    } catch (const WireError& e) {
      refuse(e.what());
    }
  }
  if (in.bad()) refuse("cannot be read further");
  if (!taken) throw WireError(events.string() + ": is empty; a log of events opens with a master.snapshot");
  out.close();
  return {number - 1, taken->count()};
}

}  // namespace supplytwin::edge
