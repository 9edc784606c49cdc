#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace supplytwin::scenario {

/// A text with its name, able to point into itself.
class TextFile {
 public:
  /// Drops a byte order mark.
  TextFile(std::string text, std::string name);

  const std::string& text() const { return text_; }
  const std::string& name() const { return name_; }
  /// A fault at `position`, `length` bytes long [bytes].
  base::Fault fault(std::size_t position, std::size_t length, std::string message) const;
  /// The line that holds `position`, from 1.
  int line(std::size_t position) const;
  /// A fault where it stops being text that people write, or where a line is longer than `most_line` bytes.
  std::optional<base::Fault> flaw(std::size_t most_line) const;

 private:
  std::string text_, name_;
  std::vector<std::size_t> line_begin_;
};

}  // namespace supplytwin::scenario
