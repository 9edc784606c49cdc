#include "scenario/parse_law.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "kernel/variates.hpp"
#include "scenario/in_quotes.hpp"

namespace supplytwin::scenario {

namespace {

using bundle::Parsed;
using kernel::Law;

constexpr int kDeepest = 8;  // laws inside mixtures

/// A part of the law's text that knows where it lies in the whole.
struct Piece {
  std::string_view text;
  std::size_t offset = 0;

  Piece part(std::size_t from, std::size_t length = std::string_view::npos) const {
    return Piece{text.substr(from, length), offset + from}.trimmed();
  }
  Piece trimmed() const {
    const std::size_t first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) return {{}, offset};
    return {text.substr(first, text.find_last_not_of(' ') - first + 1), offset + first};
  }
};

/// Thrown and caught inside this file.
struct Failure {
  std::string message;
  std::size_t offset;
};

[[noreturn]] void fail(const Piece& at, std::string message) { throw Failure{std::move(message), at.offset}; }

class LawReader {
 public:
  explicit LawReader(Dimension dimension) : dimension_(dimension) {}

  Law law(Piece p, int depth) const {
    if (p.text.empty()) fail(p, "expected " + example());
    const std::size_t open = p.text.find('(');
    if (open == std::string_view::npos) {
      const std::string_view word = p.text;
      for (const std::string_view name : kNames) {
        if (word == name) refuse(p, name, std::string(name) + " needs its numbers");
      }
      return Law::constant(value(p));
    }
    const std::string_view name = p.part(0, open).text;
    if (std::ranges::find(kNames, name) == kNames.end()) {
      const std::vector<std::string> known{kNames.begin(), kNames.end()};
      const std::string near = base::suggestion(name, known);
      fail(p, "unknown law " + in_quotes(name) + base::hint(name, known) +
                  (near.empty() ? ", such as " + in_quotes("uniform(1" + unit() + ", 3" + unit() + ")")
                                : " " + usage(near)));
    }
    if (p.text.back() != ')') {
      refuse(p, name, in_quotes(p.text) + " has no closing bracket; inside { } put the law in quotes");
    }
    if (depth > kDeepest) fail(p, "laws are nested too deep");
    const std::vector<Piece> arguments = split(p.part(open + 1, p.text.size() - open - 2));
    if (name == "uniform") return uniform(p, arguments);
    if (name == "triangular") return triangular(p, arguments);
    if (name == "exponential") return exponential(p, arguments);
    if (name == "lognormal") return lognormal(p, arguments);
    if (name == "gamma") return gamma(p, arguments);
    if (name == "normal") return normal(p, arguments);
    if (name == "poisson") return poisson(p, arguments);
    if (name == "empirical") return empirical(p, arguments);
    return mixture(p, arguments, depth);
  }

 private:
  static constexpr std::array<std::string_view, 9> kNames{
      "uniform", "triangular", "exponential", "lognormal", "gamma", "normal", "poisson", "empirical", "mixture"};

  std::string example() const {
    switch (dimension_) {
      case Dimension::time:
        return "a time or a law, such as '4 h' or 'uniform(1 h, 3 h)'";
      case Dimension::money:
        return "an amount of money or a law, such as '12 USD' or 'uniform(10 USD, 15 USD)'";
      case Dimension::ratio:
        return "a ratio or a law, such as '95 %' or 'uniform(90 %, 100 %)'";
      case Dimension::number:
        break;
    }
    return "a number or a law, such as '4' or 'uniform(1, 3)'";
  }

  std::string unit() const {
    constexpr std::array<std::string_view, 4> kUnits{" h", " USD", " %", ""};
    return std::string(kUnits[static_cast<std::size_t>(dimension_)]);
  }

  std::string usage(std::string_view name) const {
    const std::string u = unit();
    if (name == "uniform") return "write uniform(1" + u + ", 3" + u + ")";
    if (name == "triangular")
      return "write triangular(1" + u + ", 2" + u + ", 4" + u + "): least, most likely, greatest";
    if (name == "exponential") return "write exponential(2" + u + "): the mean";
    if (name == "lognormal")
      return "write lognormal(median 4" + u + ", p95 10" + u + ") or lognormal(median 4" + u + ", sigma 0.6)";
    if (name == "gamma") return "write gamma(mean 3" + u + ", cv 0.5)";
    if (name == "normal") return "write normal(mean 50" + u + ", sd 8" + u + ")";
    if (name == "poisson") return "write poisson(6): the mean, of a number of things";
    if (name == "empirical") return "write empirical(0: 1" + u + ", 0.5: 4" + u + ", 1: 20" + u + ")";
    return "write mixture(0.95: 1" + u + ", 0.05: uniform(2" + u + ", 4" + u + "))";
  }

  [[noreturn]] void refuse(const Piece& at, std::string_view name, const std::string& why) const {
    fail(at, why + "; " + usage(name));
  }

  /// The arguments between the commas that no inner bracket encloses.
  static std::vector<Piece> split(const Piece& p) {
    std::vector<Piece> result;
    std::size_t from = 0;
    int depth = 0;
    for (std::size_t i = 0; i <= p.text.size(); ++i) {
      const char c = i < p.text.size() ? p.text[i] : ',';
      if (c == '(') ++depth;
      if (c == ')' && --depth < 0) fail(p.part(i), "a closing bracket too many");
      if (i == p.text.size() && depth > 0) fail(p, in_quotes(p.text) + " has no closing bracket");
      if (c != ',' || depth > 0) continue;
      result.push_back(p.part(from, i - from));
      from = i + 1;
    }
    return result;
  }

  template <class T>
  static std::int64_t base_units(const Piece& p, const Parsed<T>& parsed) {
    if (!parsed) throw Failure{parsed.error, p.offset + parsed.offset};
    if constexpr (std::is_same_v<T, base::Duration>) return parsed.value->count();
    if constexpr (std::is_same_v<T, base::Money>) return parsed.value->micros;
    if constexpr (std::is_same_v<T, base::Ratio>) return parsed.value->ppm;
  }

  double value(const Piece& p) const {
    switch (dimension_) {
      case Dimension::time:
        return static_cast<double>(base_units(p, bundle::parse_duration(p.text)));
      case Dimension::money:
        return static_cast<double>(base_units(p, bundle::parse_money(p.text)));
      case Dimension::ratio:
        return static_cast<double>(base_units(p, bundle::parse_ratio(p.text)));
      case Dimension::number:
        break;
    }
    return number(p);
  }

  static double number(const Piece& p) {
    const Parsed<double> parsed = parse_number(p.text);
    if (!parsed) throw Failure{parsed.error, p.offset + parsed.offset};
    return *parsed;
  }

  std::vector<double> values(std::string_view name, const Piece& whole, const std::vector<Piece>& arguments,
                             std::size_t count) const {
    if (arguments.size() != count) {
      refuse(whole, name,
             std::string(name) + " takes " + std::to_string(count) + (count == 1 ? " value" : " values") +
                 ", found " + std::to_string(arguments.size()));
    }
    std::vector<double> result;
    for (const Piece& a : arguments) result.push_back(value(a));
    for (std::size_t i = 1; i < count; ++i) {
      if (result[i] < result[i - 1]) refuse(arguments[i], name, std::string(name) + " values must ascend");
    }
    return result;
  }

  Law uniform(const Piece& whole, const std::vector<Piece>& arguments) const {
    const auto v = values("uniform", whole, arguments, 2);
    return Law::uniform(v[0], v[1]);
  }
  Law triangular(const Piece& whole, const std::vector<Piece>& arguments) const {
    const auto v = values("triangular", whole, arguments, 3);
    return Law::triangular(v[0], v[1], v[2]);
  }
  Law exponential(const Piece& whole, const std::vector<Piece>& arguments) const {
    const auto v = values("exponential", whole, arguments, 1);
    if (v[0] <= 0) refuse(arguments[0], "exponential", "the mean of exponential must be above 0");
    return Law::exponential(v[0]);
  }

  /// The piece after a word that must open an argument; none when another word does.
  static std::optional<Piece> after(const Piece& argument, std::string_view word) {
    if (!argument.text.starts_with(word) || argument.text.size() == word.size() ||
        argument.text[word.size()] != ' ') {
      return std::nullopt;
    }
    return argument.part(word.size());
  }

  Law lognormal(const Piece& whole, const std::vector<Piece>& arguments) const {
    const auto median = arguments.size() == 2 ? after(arguments[0], "median") : std::nullopt;
    const auto p95 = median ? after(arguments[1], "p95") : std::nullopt;
    const auto sigma = median ? after(arguments[1], "sigma") : std::nullopt;
    if (!p95 && !sigma) refuse(whole, "lognormal", "lognormal takes a median and a p95 or a sigma");
    const double middle = value(*median);
    if (middle <= 0) refuse(*median, "lognormal", "the median of lognormal must be above 0");
    const double mu = kernel::log(middle);
    if (sigma) {
      const double s = number(*sigma);
      if (s <= 0 || s > 5) refuse(*sigma, "lognormal", "the sigma of lognormal must be above 0 and at most 5");
      return Law::lognormal(mu, s);
    }
    const double high = value(*p95);
    if (high <= middle) refuse(*p95, "lognormal", "the p95 of lognormal must be above its median");
    return Law::lognormal(mu, (kernel::log(high) - mu) / kernel::normal_quantile(0.95));
  }

  Law gamma(const Piece& whole, const std::vector<Piece>& arguments) const {
    const auto mean = arguments.size() == 2 ? after(arguments[0], "mean") : std::nullopt;
    const auto cv = mean ? after(arguments[1], "cv") : std::nullopt;
    if (!cv) refuse(whole, "gamma", "gamma takes a mean and a cv");
    const double m = value(*mean), c = number(*cv);
    if (m <= 0) refuse(*mean, "gamma", "the mean of gamma must be above 0");
    if (c < 0.01 || c > 100) refuse(*cv, "gamma", "the cv of gamma must be between 0.01 and 100");
    return Law::gamma(1 / (c * c), m * c * c);
  }

  Law normal(const Piece& whole, const std::vector<Piece>& arguments) const {
    const auto mean = arguments.size() == 2 ? after(arguments[0], "mean") : std::nullopt;
    const auto sd = mean ? after(arguments[1], "sd") : std::nullopt;
    if (!sd) refuse(whole, "normal", "normal takes a mean and an sd");
    const double m = value(*mean), s = value(*sd);
    if (m < 0) refuse(*mean, "normal", "the mean of normal must not be negative");
    if (s <= 0) refuse(*sd, "normal", "the sd of normal must be above 0");
    return Law::normal(m, s);
  }
  Law poisson(const Piece& whole, const std::vector<Piece>& arguments) const {
    if (dimension_ != Dimension::number) fail(whole, "poisson counts things; it is no law of a time, money or ratio");
    const auto v = values("poisson", whole, arguments, 1);
    if (v[0] <= 0)
      fail(arguments[0], "the mean of poisson must be above 0, found " + in_quotes(arguments[0].text) +
                             "; write 0 where there is nothing, otherwise a mean, as poisson(6)");
    return Law::poisson(v[0]);
  }

  /// What stands before and after the colon of an argument.
  std::pair<Piece, Piece> by_colon(std::string_view name, const Piece& argument) const {
    const std::size_t colon = argument.text.find(':');
    if (colon == std::string_view::npos) refuse(argument, name, in_quotes(argument.text) + " has no ':'");
    return {argument.part(0, colon), argument.part(colon + 1)};
  }

  Law empirical(const Piece& whole, const std::vector<Piece>& arguments) const {
    std::vector<Law::Point> points;
    for (const Piece& a : arguments) {
      const auto [share, quantile] = by_colon("empirical", a);
      const Law::Point point{number(share), value(quantile)};
      if (!points.empty() && point.probability <= points.back().probability)
        refuse(share, "empirical", "the shares of empirical must ascend");
      if (!points.empty() && point.value < points.back().value)
        refuse(quantile, "empirical", "the quantiles of empirical must not descend");
      points.push_back(point);
    }
    if (points.size() < 2 || points.front().probability != 0 || points.back().probability != 1) {
      refuse(whole, "empirical", "the shares of empirical must run from 0 to 1");
    }
    return Law::empirical(std::move(points));
  }

  Law mixture(const Piece& whole, const std::vector<Piece>& arguments, int depth) const {
    constexpr std::int64_t kWhole = 1'000'000'000;  // shares are added exactly
    std::int64_t sum = 0;
    std::vector<double> weights;
    std::vector<Law> parts;
    for (const Piece& a : arguments) {
      const auto [share, part] = by_colon("mixture", a);
      const auto exact = bundle::exact_decimal(share.text, kWhole);
      if (!exact) throw Failure{exact.error, share.offset + exact.offset};
      if (*exact <= 0 || *exact > kWhole)
        refuse(share, "mixture", "a share of mixture must be above 0 and at most 1");
      sum += *exact;
      weights.push_back(static_cast<double>(*exact) / static_cast<double>(kWhole));
      parts.push_back(law(part, depth + 1));
    }
    if (sum != kWhole) refuse(whole, "mixture", "the shares of mixture must add up to 1");
    return Law::mixture(std::move(weights), std::move(parts));
  }

  Dimension dimension_;
};

}  // namespace

bundle::Parsed<kernel::Law> parse_law(std::string_view text, Dimension dimension) {
  try {
    return {LawReader(dimension).law(Piece{text, 0}.trimmed(), 0), {}, 0};
  } catch (const Failure& f) {
    return {std::nullopt, f.message, f.offset};
  }
}

bundle::Parsed<double> parse_number(std::string_view text) {
  const auto fail = [&](std::size_t offset, std::string_view why) {
    return bundle::Parsed<double>{std::nullopt, in_quotes(text) + std::string(why), offset};
  };
  const std::size_t first = text.starts_with('-') ? 1 : 0;
  const auto digits_end = [&](std::size_t from) {
    return std::min(text.find_first_not_of("0123456789", from), text.size());
  };
  std::size_t at = digits_end(first);
  if (at == first) return fail(0, " is not a number");
  if (at - first > 1 && text[first] == '0') return fail(first, " starts with a zero; write it without");
  if (at < text.size() && text[at] == '.') {
    const std::size_t fraction = at + 1;
    at = digits_end(fraction);
    if (at == fraction) return fail(at, " has no digits after its point");
  }
  if (at != text.size()) return fail(at, " is not a number");
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  if (error != std::errc() || end != text.data() + text.size()) return fail(0, " is too large");
  return {value, {}, 0};
}

}  // namespace supplytwin::scenario
