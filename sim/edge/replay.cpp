#include "edge/replay.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <memory>
#include <string>

#include "edge/decision_log.hpp"
#include "edge/event_message.hpp"
#include "edge/facts_log.hpp"
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

/// Decides from each line of facts by itself.
class FromFacts {
 public:
  FromFacts(Opening opening, const policy::Bundle& bundle, LineFile& file)
      : master_(std::move(opening.master)),
        names_(master_),
        bundle_(&bundle),
        reader_(names_),
        lines_(names_, bundle),
        file_(&file) {}
  FromFacts(const FromFacts&) = delete;
  FromFacts& operator=(const FromFacts&) = delete;

  void hear(std::string_view line) {
    const Need need = reader_.read(line);
    const policy::Decision decision = bundle_->decide(master_, reader_.view(), need.trigger, need.as_of);
    file_->write(lines_.line(need.trigger, reader_.view(), decision));
  }
  std::uint64_t decisions() const { return lines_.count(); }

 private:
  policy::Master master_;
  Names names_;
  const policy::Bundle* bundle_;
  FactsReader reader_;
  DecisionLines lines_;
  LineFile* file_;
};

/// Reads a log line by line: the snapshot that it opens with makes a `Decider`, which hears the others.
template <class Decider, class Hear>
Replayed read_log(const std::filesystem::path& log, const std::string& what, const policy::Bundle& bundle,
                  const std::filesystem::path& decisions, const std::atomic<bool>& stop,
                  std::atomic<std::int64_t>& progress, Hear hear) {
  std::ifstream in(log, std::ios::binary);
  std::string line;
  std::uint64_t number = 0;
  const auto refuse = [&](const std::string& why) {
    throw WireError(log.string() + ":" + std::to_string(number) + ": " + why);
  };
  if (!in || (in.peek(), in.bad())) throw WireError(log.string() + ": cannot be read: " + std::strerror(errno));
  const std::string opens = "a log of " + what + " opens with a master.snapshot";
  LineFile out(decisions);
  std::unique_ptr<Decider> decider;
  while (std::getline(in, line)) {
    if (number++ % kLookEvery == 0 && stop) throw Stopped();
    progress += static_cast<std::int64_t>(line.size()) + 1;
    try {
      if (decider) {
        hear(*decider, line);
        continue;
      }
      const Message message = read_message(line);
      if (message.type != kMasterSnapshot) throw WireError(opens);
      decider = std::make_unique<Decider>(read_master(message.data, message.recorded), bundle, out);
    } catch (const WireError& e) {
      refuse(e.what());
    }
  }
  if (in.bad()) refuse("cannot be read further");
  if (!decider) throw WireError(log.string() + ": is empty; " + opens);
  out.close();
  return {number - 1, decider->decisions()};
}

}  // namespace

Replayed replay(const std::filesystem::path& events, const policy::Bundle& bundle,
                const std::filesystem::path& decisions, const std::atomic<bool>& stop,
                std::atomic<std::int64_t>& progress) {
  return read_log<Again>(events, "events", bundle, decisions, stop, progress,
                         [](Again& again, const std::string& line) { again.hear(read_message(line)); });
}

Replayed replay_facts(const std::filesystem::path& facts, const policy::Bundle& bundle,
                      const std::filesystem::path& decisions, const std::atomic<bool>& stop,
                      std::atomic<std::int64_t>& progress) {
  return read_log<FromFacts>(facts, "facts", bundle, decisions, stop, progress,
                             [](FromFacts& from, const std::string& line) { from.hear(line); });
}

}  // namespace supplytwin::edge
