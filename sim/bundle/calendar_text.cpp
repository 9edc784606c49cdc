#include <utility>
#include <vector>

#include "bundle/days.hpp"
#include "bundle/units.hpp"

namespace supplytwin::bundle {
namespace {

/// Reads the words of schedules and opening hours; keeps the first thing that goes wrong.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::size_t at() const { return at_; }
  const std::string& error() const { return error_; }
  std::size_t error_at() const { return error_at_; }
  bool failed() const { return !error_.empty(); }
  bool fail(std::size_t where, std::string message) {
    if (error_.empty()) {
      error_ = std::move(message);
      error_at_ = where;
    }
    return false;
  }

  void skip() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }
  bool end() {
    skip();
    return at_ == text_.size();
  }
  bool take(char c) {
    skip();
    if (at_ == text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool next_is_letter() {
    skip();
    return at_ < text_.size() && text_[at_] >= 'a' && text_[at_] <= 'z';
  }
  std::string_view rest() {
    skip();
    return text_.substr(at_);
  }

  /// `daily`, `mon`, `mon-fri`, or several of them.
  bool days(std::vector<int>& out) {
    out.clear();
    if (!next_is_letter()) return fail(at_, "expected a day: daily, mon, tue, wed, thu, fri, sat or sun");
    while (next_is_letter()) {
      const std::size_t start = at_;
      const std::string_view name = word();
      if (name == "daily") {
        for (int d = 0; d < 7; ++d) out.push_back(d);
      } else {
        const int first = day(name, start);
        if (first < 0) return false;
        int last = first;
        if (at_ < text_.size() && text_[at_] == '-') {
          const std::size_t second = ++at_;
          last = day(word(), second);
          if (last < 0) return false;
        }
        for (int d = first;; d = (d + 1) % 7) {
          out.push_back(d);
          if (d == last) break;
        }
      }
      const std::size_t back = at_;
      if (take(',') && !next_is_letter()) {
        at_ = back;
        break;
      }
    }
    return true;
  }

  /// `06:00`; 24:00 only where a window ends.
  bool time(base::Duration& out, bool end_of_window) {
    skip();
    const std::size_t start = at_;
    int hours = 0, minutes = 0;
    if (!two_digits(hours) || at_ == text_.size() || text_[at_] != ':' || (++at_, !two_digits(minutes)) ||
        minutes > 59 || hours > 24 || (hours == 24 && (minutes > 0 || !end_of_window))) {
      return fail(start, end_of_window ? "expected a time of day from 00:00 to 24:00"
                                       : "expected a time of day from 00:00 to 23:59");
    }
    out = base::kHour * hours + base::kMinute * minutes;
    return true;
  }

 private:
  std::string_view word() {
    const std::size_t from = at_;
    while (at_ < text_.size() && text_[at_] >= 'a' && text_[at_] <= 'z') ++at_;
    return text_.substr(from, at_ - from);
  }
  int day(std::string_view name, std::size_t where) {
    for (std::size_t d = 0; d < kDays.size(); ++d) {
      if (kDays[d] == name) return static_cast<int>(d);
    }
    fail(where, "unknown day '" + std::string(name) + "'; expected daily, mon, tue, wed, thu, fri, sat or sun");
    return -1;
  }
  bool two_digits(int& out) {
    if (at_ + 2 > text_.size()) return false;
    const char tens = text_[at_], ones = text_[at_ + 1];
    if (tens < '0' || tens > '9' || ones < '0' || ones > '9') return false;
    out = (tens - '0') * 10 + (ones - '0');
    at_ += 2;
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string error_;
  std::size_t error_at_ = 0;
};

}  // namespace

Parsed<base::Schedule> parse_schedule(std::string_view text) {
  Reader r(text);
  const std::string_view all = r.rest();
  if (all == "continuous") return {base::Schedule(), {}, 0};
  std::vector<base::Duration> departures;
  if (all.starts_with("every ")) {
    const std::size_t start = r.at() + 6;
    const auto step = parse_duration(text.substr(start));
    if (!step) return {std::nullopt, step.error, start + step.offset};
    if (*step < base::kMinute || *step > base::kDay || base::kDay.count() % step.value->count() != 0) {
      return {std::nullopt, "the interval must be at least a minute and divide a day, such as 'every 15 minutes'",
              start};
    }
    for (base::Duration t{0}; t < base::kWeek; t += *step) departures.push_back(t);
    return {base::Schedule(std::move(departures)), {}, 0};
  }
  do {
    std::vector<int> days;
    if (!r.days(days)) break;
    do {
      base::Duration time{};
      if (!r.time(time, false)) break;
      for (const int d : days) departures.push_back(base::kDay * d + time);
    } while (r.take(','));
  } while (!r.failed() && r.take(';'));
  if (!r.failed() && !r.end()) r.fail(r.at(), "expected ',' and a time, or ';' and a day");
  if (r.failed()) {
    return {std::nullopt,
            quoted(text) + " is not a schedule: " + r.error() +
                "; write 'daily 06:00, 14:00', 'mon-fri 05:00; sat 08:00', 'every 15 minutes' or 'continuous'",
            r.error_at()};
  }
  return {base::Schedule(std::move(departures)), {}, 0};
}

Parsed<base::Hours> parse_hours(std::string_view text) {
  Reader r(text);
  if (r.rest() == "always") return {base::Hours(), {}, 0};
  if (r.rest() == "never") return {base::Hours(std::vector<base::Hours::Window>{}), {}, 0};
  std::vector<base::Hours::Window> windows;
  std::vector<int> days;
  do {
    if ((days.empty() || r.next_is_letter()) && !r.days(days)) break;
    base::Duration from{}, to{};
    r.skip();
    const std::size_t start = r.at();
    if (!r.time(from, false)) break;
    if (!r.take('-')) {
      r.fail(r.at(), "expected '-' and the time at which the window ends");
      break;
    }
    if (!r.time(to, true)) break;
    if (from == to) {
      r.fail(start, "the window is empty; a whole day is 00:00-24:00");
      break;
    }
    if (to < from) to += base::kDay;
    for (const int d : days) windows.push_back({base::kDay * d + from, base::kDay * d + to});
  } while (r.take(','));
  if (!r.failed() && !r.end()) r.fail(r.at(), "expected ',' and another window");
  if (r.failed()) {
    return {std::nullopt,
            quoted(text) + " are not opening hours: " + r.error() +
                "; write 'always', 'never' or 'mon-fri 08:00-17:00, sat 09:00-12:00'",
            r.error_at()};
  }
  return {base::Hours(std::move(windows)), {}, 0};
}

}  // namespace supplytwin::bundle
