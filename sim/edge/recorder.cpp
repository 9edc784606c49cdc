#include "edge/recorder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include "base/error.hpp"
#include "edge/event_message.hpp"
#include "edge/facts_log.hpp"
#include "edge/master_message.hpp"
#include "edge/wire.hpp"

namespace supplytwin::edge {

LineFile::LineFile(std::filesystem::path file) : file_(std::move(file)), making_(file_) {
  making_ += ".partial";
  refuse_existing();
  // Who holds the lock writes the file; what a process that was killed left is written over.
  for (;;) {
    const int made = ::open(making_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (made < 0) fail();
    if (::flock(made, LOCK_EX | LOCK_NB) != 0) {
      ::close(made);
      throw WireError(file_.string() + ": another process is writing it");
    }
    struct stat held{}, named{};
    // Another process may have given it its name in between; then that is its file.
    if (::fstat(made, &held) == 0 && ::stat(making_.c_str(), &named) == 0 && held.st_ino == named.st_ino &&
        held.st_dev == named.st_dev) {
      out_ = ::ftruncate(made, 0) == 0 ? ::fdopen(made, "wb") : nullptr;
      if (!out_) fail();
      return;
    }
    ::close(made);
  }
}

LineFile::~LineFile() {
  if (!out_) return;
  std::error_code untold;
  std::filesystem::remove(making_, untold);
  std::fclose(out_);
}

void LineFile::write(std::string_view line) {
  if (std::fwrite(line.data(), 1, line.size(), out_) != line.size() || std::fputc('\n', out_) == EOF) fail();
}

void LineFile::close() {
  if (std::fflush(out_) != 0 || ::fsync(::fileno(out_)) != 0) fail();
  refuse_existing();
  std::error_code error;
  std::filesystem::rename(making_, file_, error);
  if (error) throw base::StoreError(file_.string() + ": cannot be written: " + error.message());
  std::fclose(std::exchange(out_, nullptr));
}

void LineFile::refuse_existing() const {
  std::error_code untold;
  if (std::filesystem::exists(file_, untold))
    throw WireError(file_.string() + " exists; name another place or remove it");
}

void LineFile::fail() const {
  throw base::StoreError(file_.string() + ": cannot be written: " + std::strerror(errno));
}

Recorder::Recorder(const std::filesystem::path& folder, const policy::Bundle& bundle, bool facts)
    : bundle_(&bundle), events_file_(folder / "events.jsonl"), decisions_file_(folder / "decisions.jsonl") {
  if (facts) facts_file_ = std::make_unique<LineFile>(folder / "facts.jsonl");
}

void Recorder::opened(const policy::Master& master, const policy::View& view, base::Time at) {
  names_ = std::make_unique<Names>(master);
  lines_ = std::make_unique<DecisionLines>(*names_, *bundle_);
  const std::string opening = master_message(master_data(master, view), at);
  events_file_.write(opening);
  if (facts_file_) facts_file_->write(opening);
}

void Recorder::decided(const policy::Trigger& trigger, const policy::View& view, const policy::Decision& decision) {
  decisions_file_.write(lines_->line(trigger, view, decision));
  if (facts_file_) facts_file_->write(facts_line(*bundle_, *names_, view, trigger, decision.as_of));
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
  if (facts_file_) facts_file_->close();
}

}  // namespace supplytwin::edge
