#pragma once

#include <filesystem>
#include <string>

#include "host/source.hpp"

namespace supplytwin::host {

/// Messages on lines of a file, or of standard input where the file is `-`. A place is a number of bytes; standard
/// input has none to go on from, so that what was sent before is told by source and id. The last line of a regular
/// file may be still being written: without its end it is taken only where it is a whole object, and else left for
/// later.
class FileSource final : public Source {
 public:
  /// Throws Refused when it cannot be read.
  explicit FileSource(const std::string& file);
  ~FileSource() override;
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;

  const std::string& name() const override { return name_; }
  const std::string& made() const override { return made_; }
  void go_on(std::optional<std::uint64_t> at) override;
  std::vector<Arrival> take(std::size_t most, std::chrono::milliseconds patience) override;
  std::uint64_t at() const override { return at_; }
  void kept(std::uint64_t /*at*/) override {}
  bool ended() const override { return ended_ && from_ == rest_.size(); }
  bool more() const override { return !ended() && file_; }
  std::uint64_t lag() const override { return 0; }
  bool connected() const override { return true; }
  std::string remark() const override;

 private:
  bool fill(std::chrono::milliseconds patience);
  bool cut(std::vector<Arrival>& to);
  bool half(std::string_view line) const;

  std::string name_, made_, said_;
  int descriptor_ = -1;
  bool file_ = false;  // a regular file: all of it is there at once
  bool ended_ = false;
  bool left_ = false;  // the last line, which is not whole yet
  std::string rest_;   // read; told up to `from_`
  std::size_t from_ = 0;
  std::size_t searched_ = 0;    // behind it, without the end of a line
  std::uint64_t at_ = 0;        // behind the last line that was told
  std::uint64_t left_out_ = 0;  // of a line that is too long
};

}  // namespace supplytwin::host
