#include "edge/replay.hpp"

#include <string>
#include <utility>

#include "edge/decision_log.hpp"
#include "edge/event_message.hpp"
#include "edge/master_message.hpp"
#include "edge/read_log.hpp"
#include "edge/recorder.hpp"
#include "policy/orchestrator.hpp"

namespace supplytwin::edge {
namespace {

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
    if (message.type == kMasterSnapshot) throw WireError("a second master.snapshot");
    if (message.recorded < latest_)
      throw WireError("recorded before the line above; a log is in the order of its recorded times");
    latest_ = message.recorded;
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
  base::Time latest_ = opening_.at;
};

}  // namespace

Replayed replay(const std::filesystem::path& events, const policy::Bundle& bundle,
                const std::filesystem::path& decisions, const std::atomic<bool>& stop,
                std::atomic<std::int64_t>& progress) {
  return read_log<Again>(events, "events", bundle, decisions, stop, progress,
                         [](Again& again, const std::string& line) { again.hear(read_message(line)); });
}

}  // namespace supplytwin::edge
