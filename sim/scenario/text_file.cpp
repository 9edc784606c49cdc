#include "scenario/text_file.hpp"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <sstream>
#include <system_error>

#include "base/utf8.hpp"

namespace supplytwin::scenario {

namespace {

int characters(std::string_view text) { return static_cast<int>(base::characters(text)); }

}  // namespace

std::optional<std::string> load(const std::filesystem::path& file, std::size_t most,
                                std::vector<base::Fault>& faults) {
  const auto fail = [&](std::string message) {
    faults.push_back({file.string(), 0, 0, std::move(message), {}, 1});
    return std::nullopt;
  };
  std::error_code error;
  const auto status = std::filesystem::status(file, error);
  if (status.type() == std::filesystem::file_type::not_found) return fail("no such file");
  if (std::filesystem::is_directory(status)) return fail("this is a folder; expected a file");
  std::ifstream in(file, std::ios::binary);
  if (!in) return fail("cannot be read: " + std::generic_category().message(errno));
  std::string text;
  std::string part(1u << 16, '\0');
  while (in.read(part.data(), static_cast<std::streamsize>(part.size())) || in.gcount() > 0) {
    text.append(part, 0, static_cast<std::size_t>(in.gcount()));
    if (text.size() > most)
      return fail("more than " + std::to_string(most >> 20) + " MiB; this is no file of this kind");
  }
  if (in.bad()) return fail("cannot be read to its end");
  return text;
}

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
