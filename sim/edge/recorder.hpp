#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <vector>

#include "edge/decision_log.hpp"
#include "edge/names.hpp"
#include "policy/orchestrator.hpp"

namespace supplytwin::edge {

/// A file of lines that takes its name when it is whole; dropped before, it leaves nothing behind.
class LineFile {
 public:
  /// Throws WireError when there is such a file or another process writes it, base::StoreError when it cannot be
  /// written, and so do the others.
  explicit LineFile(std::filesystem::path file);
  ~LineFile();
  LineFile(const LineFile&) = delete;
  LineFile& operator=(const LineFile&) = delete;
  void write(std::string_view line);
  void close();

 private:
  void refuse_existing() const;
  [[noreturn]] void fail() const;

  std::filesystem::path file_, making_;
  std::FILE* out_ = nullptr;
  bool whole_ = false;
};

/// Writes what an orchestrator is told and decides into a folder: `events.jsonl`, CloudEvents in the order in which
/// they were recorded, and `decisions.jsonl`; with facts also `facts.jsonl`, what each decision was taken from.
class Recorder final : public policy::Journal {
 public:
  /// Throws WireError when the folder holds such files, and base::StoreError when it cannot be written to.
  Recorder(const std::filesystem::path& folder, const policy::Bundle& bundle, bool facts = false);

  void opened(const policy::Master& master, const policy::View& view, base::Time at) override;
  void told(const policy::Event& event) override { waiting_.push_back(event); }
  void decided(const policy::Trigger& trigger, const policy::View& view, const policy::Decision& decision) override;
  void passed(base::Time t) override;
  /// All was told: the files take their names.
  void close();

  std::uint64_t events() const { return events_; }
  std::uint64_t decisions() const { return lines_ ? lines_->count() : 0; }

 private:
  const policy::Bundle* bundle_;
  LineFile events_file_, decisions_file_;
  std::unique_ptr<LineFile> facts_file_;
  std::unique_ptr<Names> names_;
  std::unique_ptr<DecisionLines> lines_;
  std::vector<policy::Event> waiting_;  // told, but something older may still come
  std::uint64_t events_ = 0;
};

}  // namespace supplytwin::edge
