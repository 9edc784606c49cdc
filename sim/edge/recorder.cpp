#include "edge/recorder.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

#include "base/error.hpp"
#include "edge/event_message.hpp"
#include "edge/master_message.hpp"
#include "edge/wire.hpp"

namespace supplytwin::edge {

LineFile::LineFile(std::filesystem::path file) : file_(std::move(file)), making_(file_) {
  making_ += ".part";
  std::error_code untold;
  if (std::filesystem::exists(file_, untold))
    throw WireError(file_.string() + " exists; name another place or remove it");
  out_.open(making_, std::ios::binary | std::ios::trunc);
  if (!out_) fail();
}

LineFile::~LineFile() {
  if (whole_) return;
  out_.close();
  std::error_code untold;
  std::filesystem::remove(making_, untold);
}

void LineFile::write(std::string_view line) {
  out_.write(line.data(), static_cast<std::streamsize>(line.size())).put('\n');
  if (!out_) fail();
}

void LineFile::close() {
  out_.close();
  if (!out_) fail();
  std::error_code error;
  std::filesystem::rename(making_, file_, error);
  if (error) throw base::StoreError(file_.string() + ": cannot be written: " + error.message());
  whole_ = true;
}

void LineFile::fail() const {
  throw base::StoreError(file_.string() + ": cannot be written: " + std::strerror(errno));
}

Recorder::Recorder(const std::filesystem::path& folder, const policy::Bundle& bundle)
    : bundle_(&bundle), events_file_(folder / "events.jsonl"), decisions_file_(folder / "decisions.jsonl") {}

void Recorder::opened(const policy::Master& master, const policy::View& view, base::Time at) {
  names_ = std::make_unique<Names>(master);
  lines_ = std::make_unique<DecisionLines>(*names_, *bundle_);
  events_file_.write(master_message(master_data(master, view), at));
}

void Recorder::decided(const policy::Trigger& trigger, const policy::View& view, const policy::Decision& decision) {
  decisions_file_.write(lines_->line(trigger, view, decision));
}

void Recorder::passed(base::Time t) {
  // What was told first stays first among the events of one instant.
  std::ranges::stable_sort(waiting_, {}, &policy::Event::recorded);
  const auto ready = std::ranges::upper_bound(waiting_, t, {}, &policy::Event::recorded);
  for (auto e = waiting_.begin(); e != ready; ++e) events_file_.write(event_message(*e, *names_, ++events_));
  waiting_.erase(waiting_.begin(), ready);
}

void Recorder::close() {
  passed(base::kNever);
  events_file_.close();
  decisions_file_.close();
}

}  // namespace supplytwin::edge
