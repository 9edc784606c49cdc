#include "scenario/law_shape.hpp"

#include <string>

namespace supplytwin::scenario {
namespace {

using bundle::Shape;

/// What a value of the dimension looks like, written in a law.
std::string value_pattern(Dimension dimension) {
  switch (dimension) {
    case Dimension::time:
      return bundle::duration_pattern();
    case Dimension::money:
      return bundle::money_pattern();
    case Dimension::ratio:
      return bundle::ratio_pattern();
    case Dimension::number:
      break;
  }
  return bundle::decimal_pattern();
}

}  // namespace

Shape law_shape(Dimension dimension) {
  const std::string value = value_pattern(dimension), number = bundle::decimal_pattern(), comma = " *, *";
  const auto law = [](const std::string& name, const std::string& arguments) {
    return "|" + name + " *\\( *" + arguments + " *\\)";
  };
  std::string pattern = "(" + value;
  pattern += law("uniform", value + comma + value);
  pattern += law("triangular", value + comma + value + comma + value);
  pattern += law("exponential", value);
  pattern += law("lognormal", "median +" + value + comma + "(p95 +" + value + "|sigma +" + number + ")");
  pattern += law("gamma", "mean +" + value + comma + "cv +" + number);
  pattern += law("normal", "mean +" + value + comma + "sd +" + value);
  if (dimension == Dimension::number) pattern += law("poisson", value);
  const std::string quantile = number + " *: *" + value;
  pattern += law("empirical", quantile + "(" + comma + quantile + ")+");
  // What is mixed may be mixtures again, which no pattern can follow.
  pattern += law("mixture", number + " *: *[^ ].*") + ")";

  switch (dimension) {
    case Dimension::time:
      return bundle::pattern_shape("time_law", "a time or a law, such as 'lognormal(median 4 h, p95 10 h)'", pattern);
    case Dimension::money:
      return bundle::pattern_shape("money_law", "an amount of money or a law, such as 'uniform(10 USD, 15 USD)'",
                                   pattern);
    case Dimension::ratio:
    case Dimension::number:
      break;
  }
  const bool ratio = dimension == Dimension::ratio;
  const std::string says =
      ratio ? "a ratio or a law, such as 'uniform(90 %, 100 %)'" : "a number or a law, such as 'poisson(6)'";
  const std::optional<double> highest = ratio ? std::optional(1.0) : std::nullopt;
  Shape either = bundle::either_shape(
      {bundle::number_shape(0, highest), bundle::pattern_shape(ratio ? "ratio_law" : "number_law", says, pattern)});
  either.says = says;
  return either;
}

}  // namespace supplytwin::scenario
