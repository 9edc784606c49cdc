#include "scenario/text_file.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace supplytwin::scenario {

namespace {

int characters(std::string_view text) { return static_cast<int>(base::characters(text)); }

}  // namespace

TextFile::TextFile(std::string text, std::string name) : text_(std::move(text)), name_(std::move(name)) {
  if (text_.starts_with("\xEF\xBB\xBF")) text_.erase(0, 3);
  line_begin_.push_back(0);
  for (std::size_t i = text_.find('\n'); i != std::string::npos; i = text_.find('\n', i + 1))
    line_begin_.push_back(i + 1);
}

int TextFile::line(std::size_t position) const {
  return static_cast<int>(std::ranges::upper_bound(line_begin_, position) - line_begin_.begin());
}

base::Fault TextFile::fault(std::size_t position, std::size_t length, std::string message) const {
  const int line_number = line(position);
  const std::size_t begin = line_begin_[static_cast<std::size_t>(line_number) - 1];
  std::size_t end = std::min(text_.find('\n', begin), text_.size());
  if (end > begin && text_[end - 1] == '\r') --end;
  position = std::min(position, end);
  const std::string_view text = std::string_view(text_).substr(begin, end - begin);
  const std::size_t at = position - begin;
  base::Fault f{name_, line_number, 1 + characters(text.substr(0, at)), std::move(message), {}, 1};
  f.length = std::max(1, characters(text.substr(at, length)));
  f.quote(text, at);
  return f;
}

std::optional<base::Fault> TextFile::flaw(std::size_t most_line) const {
  const std::size_t bad = base::first_bad_byte(text_);
  if (bad != std::string::npos) return fault(bad, 1, std::string(base::bad_byte_words(text_[bad])));
  for (std::size_t i = 0; i < line_begin_.size(); ++i) {
    const std::size_t end = i + 1 < line_begin_.size() ? line_begin_[i + 1] : text_.size();
    if (end - line_begin_[i] > most_line)
      return fault(line_begin_[i], 1, "a line of more than " + std::to_string(most_line) + " bytes; break it");
  }
  return std::nullopt;
}

}  // namespace supplytwin::scenario
