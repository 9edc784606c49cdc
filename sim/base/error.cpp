#include "base/error.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "base/format.hpp"
#include "base/quote.hpp"
#include "base/utf8.hpp"

namespace supplytwin::base {
namespace {

constexpr std::size_t kNumberWidth = 4;

/// The excerpt with its line number, and below it `^~~~` under the faulty characters.
std::string excerpt_lines(const Fault& fault) {
  const std::string number = std::to_string(fault.line);
  const std::size_t width = std::max(kNumberWidth, number.size());
  std::string text = "\n";
  text.append(width - number.size(), ' ').append(number).append(" | ").append(fault.excerpt);
  if (fault.column <= 0) return text;

  const std::size_t length = characters(fault.excerpt);
  // A fault may stand just past the end of the line (something missing), never further.
  const std::size_t before = std::min(static_cast<std::size_t>(fault.column - 1 - fault.skipped), length);
  const std::size_t wanted = static_cast<std::size_t>(std::max(fault.length, 1));
  const std::size_t marked = std::max<std::size_t>(std::min(wanted, length - before), 1);

  text.append("\n").append(width, ' ').append(" | ");
  std::size_t seen = 0;
  for (const char c : fault.excerpt) {
    if (!begins_character(c)) continue;
    if (seen++ == before) break;
    text += c == '\t' ? '\t' : ' ';  // a tab stays one, or the caret would miss its column
  }
  return text.append("^").append(marked - 1, '~');
}

std::string all_texts(const std::vector<Fault>& faults) {
  std::string text;
  for (const Fault& fault : faults) text += fault.text() + "\n";
  return text + std::to_string(faults.size()) + (faults.size() == 1 ? " fault" : " faults");
}

/// Damerau-Levenshtein distance: insertions, deletions, replacements and swaps of neighbours.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, above);
    std::swap(above, row);
  }
  return above[b.size()];
}

std::string joined(const std::vector<std::string>& words, const char* last) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i)
    text += (i == 0 ? "" : i + 1 == words.size() ? last : ", ") + words[i];
  return text;
}

}  // namespace

void Fault::quote(std::string_view all, std::size_t at) {
  constexpr std::size_t kAround = 150;  // bytes on either side
  at = std::min(at, all.size());
  constexpr std::string_view kMore = "\u2026", kNoText = "\uFFFD";
  std::size_t from = at > kAround ? at - kAround : 0;
  std::size_t to = all.size() - at > kAround ? at + kAround : all.size();
  while (from > 0 && from < at && !begins_character(all[from])) ++from;
  while (to < all.size() && to > at && !begins_character(all[to])) --to;
  skipped = from == 0 ? 0 : column - 2 - static_cast<int>(characters(all.substr(from, at - from)));
  excerpt = from == 0 ? "" : kMore;
  for (std::string_view rest = all.substr(from, to - from); !rest.empty();) {
    const std::size_t bad = std::min(first_bad_byte(rest), rest.size());
    excerpt.append(rest.substr(0, bad)).append(bad < rest.size() ? kNoText : "");
    rest.remove_prefix(std::min(bad + 1, rest.size()));
  }
  if (to < all.size()) excerpt += kMore;
}

std::string Fault::text() const {
  std::string text = on_one_line(file);
  if (line > 0) text.append(":").append(std::to_string(line));
  if (line > 0 && column > 0) text.append(":").append(std::to_string(column));
  text.append(text.empty() ? "" : ": ").append(message);
  if (line > 0 && !excerpt.empty()) text += excerpt_lines(*this);
  return text;
}

InputError::InputError(std::vector<Fault> all) : Error(all_texts(all)), faults(std::move(all)) {}

ModelError::ModelError(const std::string& message, Time at) : Error(iso(at) + ": " + message), time(at) {}

std::string one_of(const std::vector<std::string>& words) { return joined(words, " or "); }

std::string all_of(const std::vector<std::string>& words) { return joined(words, " and "); }

std::string suggestion(std::string_view word, const std::vector<std::string>& known) {
  std::string nearest;
  std::size_t least = 0;
  for (const std::string& candidate : known) {
    const std::size_t longest = std::max(word.size(), candidate.size());
    const std::size_t limit = std::max<std::size_t>(longest / 3, 1);  // one slip in three letters is still the word
    if (longest - std::min(word.size(), candidate.size()) > limit) continue;
    const std::size_t distance = edit_distance(word, candidate);
    if (distance > limit || distance >= longest) continue;
    if (nearest.empty() || distance < least) {
      nearest = candidate;
      least = distance;
    }
  }
  return nearest;
}

std::string hint(std::string_view word, const std::vector<std::string>& known) {
  constexpr std::size_t kFew = 16;
  const std::string near = suggestion(word, known);
  if (!near.empty()) return "; did you mean " + in_quotes(near) + "?";
  return known.empty() || known.size() > kFew ? "" : "; expected " + one_of(known);
}

}  // namespace supplytwin::base
