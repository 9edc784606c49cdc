#include <string_view>

#include "edge/decision_log.hpp"
#include "edge/facts_log.hpp"
#include "edge/master_message.hpp"
#include "edge/read_log.hpp"
#include "edge/recorder.hpp"
#include "edge/replay.hpp"

namespace supplytwin::edge {
namespace {

/// Decides from each line of facts by itself.
class FromFacts {
 public:
  FromFacts(const Message& master, const policy::Bundle& bundle, LineFile& file)
      : master_(read_master(master.data, master.recorded).master),
        names_(master_),
        bundle_(&bundle),
        reader_(names_),
        lines_(names_, bundle),
        file_(&file) {}
  FromFacts(const FromFacts&) = delete;
  FromFacts& operator=(const FromFacts&) = delete;

  void hear(std::string_view line) {
    const RecordedNeed need = reader_.read(line);
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

}  // namespace

Replayed replay_facts(const std::filesystem::path& facts, const policy::Bundle& bundle,
                      const std::filesystem::path& decisions, const std::atomic<bool>& stop,
                      std::atomic<std::int64_t>& progress) {
  return read_log<FromFacts>(facts, "facts", bundle, decisions, stop, progress,
                             [](FromFacts& from, const std::string& line) { from.hear(line); });
}

}  // namespace supplytwin::edge
