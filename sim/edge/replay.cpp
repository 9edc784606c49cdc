#include "edge/replay.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <memory>
#include <string>

#include "edge/decision_log.hpp"
#include "edge/event_message.hpp"
#include "edge/master_message.hpp"
#include "edge/recorder.hpp"
#include "policy/orchestrator.hpp"

namespace supplytwin::edge {
namespace {

constexpr std::uint64_t kLookEvery = 1024;  // lines between two looks at `stop`

/// An orchestrator made anew from the snapshot that a log opens with; writes each decision as it is taken.
class Again final : public policy::Journal {
 public:
  Again(Opening opening, const policy::Bundle& bundle, LineFile& file)
      : opening_(std::move(opening)),
        names_(opening_.master),
        bundle_(&bundle),
        lines_(names_, bundle),
        file_(&file) {}
  Again(const Again&) = delete;
  Again& operator=(const Again&) = delete;

  void hear(const Message& message) {
    const policy::Event event = read_event(message, names_);
    policy::tell(opening_.view, event, nullptr);
    if (const auto trigger = policy::asks(event))
      policy::take(*bundle_, opening_.master, opening_.view, *trigger, event.recorded, this);
  }
  std::uint64_t decisions() const { return lines_.count(); }

 private:
  void decided(const policy::Trigger& trigger, const policy::View& view, const policy::Decision& decision) override {
    file_->write(lines_.line(trigger, view, decision));
  }

  Opening opening_;
  Names names_;
  const policy::Bundle* bundle_;
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
  std::unique_ptr<Again> again;
  base::Time latest = base::Time::min();
  while (std::getline(in, line)) {
    if (number++ % kLookEvery == 0 && stop) throw Stopped();
    progress += static_cast<std::int64_t>(line.size()) + 1;
    try {
      const Message message = read_message(line);
      if ((message.type == kMasterSnapshot) != !again)
        throw WireError(again ? "a second master.snapshot" : "a log of events opens with a master.snapshot");
      if (message.recorded < latest)
        throw WireError("recorded before the line above; a log is in the order of its recorded times");
      latest = message.recorded;
      if (again)
        again->hear(message);
      else
        again = std::make_unique<Again>(read_master(message.data, message.recorded), bundle, out);
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
