#include "host/file_source.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "edge/wire.hpp"
#include "host/state_file.hpp"

namespace supplytwin::host {
namespace {

constexpr std::size_t kPart = std::size_t{1} << 16;

}  // namespace

FileSource::FileSource(const std::string& file) : said_(file == "-" ? "standard input" : file) {
  descriptor_ = file == "-" ? ::dup(STDIN_FILENO) : ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat told{};
  if (descriptor_ < 0 || ::fstat(descriptor_, &told) != 0 || S_ISDIR(told.st_mode)) {
    const int why = descriptor_ < 0 ? errno : EISDIR;
    if (descriptor_ >= 0) ::close(descriptor_);
    throw Refused(said_ + ": cannot be read: " + std::strerror(why));
  }
  file_ = file != "-" && S_ISREG(told.st_mode);
  std::error_code untold;
  name_ = file_ ? "file " + std::filesystem::weakly_canonical(file, untold).string() : "stream " + file;
}

FileSource::~FileSource() { ::close(descriptor_); }

void FileSource::go_on(std::optional<std::uint64_t> at) {
  if (!file_ || !at) return;
  const off_t size = ::lseek(descriptor_, 0, SEEK_END);
  if (size < 0 || static_cast<std::uint64_t>(size) < *at)
    throw Refused(said_ + ": is shorter than the " + std::to_string(*at) +
                  " bytes that were read of it; put the file back, or begin another state");
  at_ = *at;
  std::array<char, 2> around{};  // of a last line that was taken without its end, which has come since
  if (at_ > 0 && ::pread(descriptor_, around.data(), 2, static_cast<off_t>(at_ - 1)) == 2 && around[0] != '\n' &&
      around[1] == '\n')
    ++at_;
  ::lseek(descriptor_, static_cast<off_t>(at_), SEEK_SET);
}

std::string FileSource::remark() const {
  if (!left_) return "";
  return said_ + ": its last line is not whole yet and was left; the next start takes it";
}

/// Whether a line without its end is still being written. Half an object is no JSON.
bool FileSource::half(std::string_view line) const {
  if (!file_) return false;
  if (left_out_ > 0) return true;
  try {
    return !edge::parse(line).is_object();
  } catch (const edge::WireError&) {
    return true;
  }
}

/// Reads a part more; false when nothing came in time.
bool FileSource::fill(std::chrono::milliseconds patience) {
  pollfd waits{descriptor_, POLLIN, 0};
  if (::poll(&waits, 1, static_cast<int>(patience.count())) <= 0) return false;
  std::array<char, kPart> part;
  const ssize_t got = ::read(descriptor_, part.data(), part.size());
  if (got < 0 && errno == EINTR) return false;
  if (got < 0) throw base::StoreError(said_ + ": cannot be read further: " + std::strerror(errno));
  if (got == 0) {
    ended_ = true;
    return false;
  }
  rest_.erase(0, std::exchange(from_, 0));
  rest_.append(part.data(), static_cast<std::size_t>(got));
  return true;
}

/// Takes the next line of what was read; false when none is whole.
bool FileSource::cut(std::vector<Arrival>& to) {
  const std::size_t end = rest_.find('\n', from_ + searched_);
  const std::size_t length = (end == std::string::npos ? rest_.size() : end) - from_;
  if (end == std::string::npos && (!ended_ || length == 0)) {
    searched_ = length;
    if (length > edge::kLongestMessage) {  // how long it is will be told, its end is not kept
      left_out_ += length - edge::kLongestMessage;
      rest_.resize(from_ + edge::kLongestMessage);
      searched_ = edge::kLongestMessage;
    }
    return false;
  }
  if (end == std::string::npos && half(std::string_view(rest_).substr(from_))) {
    left_ = true;
    from_ = rest_.size();  // `at_` stays before it
    return false;
  }
  const std::size_t passed = length + (end == std::string::npos ? 0 : 1);
  at_ += passed + left_out_;
  to.push_back({rest_.substr(from_, std::min(length, edge::kLongestMessage)), at_, length + left_out_});
  from_ += passed;
  searched_ = left_out_ = 0;
  return true;
}

std::vector<Arrival> FileSource::take(std::size_t most, std::chrono::milliseconds patience) {
  std::vector<Arrival> taken;
  bool last = false;  // the end was seen before the last look at what was read
  while (taken.size() < most) {
    if (cut(taken)) continue;
    if (last) break;
    if (!ended_ && !fill(taken.empty() ? patience : std::chrono::milliseconds{0}) && !ended_) break;
    last = ended_;
  }
  return taken;
}

}  // namespace supplytwin::host
