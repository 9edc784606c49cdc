#include "bundle/shape.hpp"

#include <utility>

#include "bundle/units.hpp"

namespace supplytwin::bundle {
namespace {

const std::string kClock = "([01][0-9]|2[0-3]):[0-5][0-9]";
const std::string kDay = "(mon|tue|wed|thu|fri|sat|sun)";

/// `daily`, `mon`, `mon-fri`, or several of them.
std::string days_pattern() {
  const std::string some = "(daily|" + kDay + "(-" + kDay + ")?)";
  return some + "(( *, *| +)" + some + ")*";
}

/// `one`, or several with the separator between them.
std::string several(const std::string& one, const std::string& separator) {
  return one + "( *" + separator + " *" + one + ")*";
}

Shape of_kind(Shape::Kind kind, std::string says) {
  Shape s;
  s.kind = kind;
  s.says = std::move(says);
  return s;
}

Shape between(Shape s, std::optional<double> lowest, std::optional<double> highest) {
  s.lowest = lowest;
  s.highest = highest;
  return s;
}

}  // namespace

std::string decimal_pattern() { return "(0|[1-9][0-9]*)(\\.[0-9]+)?"; }

std::string duration_pattern() {
  std::string units;
  for (const auto& [unit, length] : time_units()) units.append(units.empty() ? "" : "|").append(unit);
  const std::string one = decimal_pattern() + " *(" + units + ")";
  return one + "( *" + one + ")*";
}

std::string money_pattern() { return "(\\$ *" + decimal_pattern() + "( *USD)?|" + decimal_pattern() + " *USD)"; }

std::string ratio_pattern() { return decimal_pattern() + " *%?"; }

Shape text_shape(bool may_be_empty) {
  Shape s = of_kind(Shape::Kind::text, "text");
  s.may_be_empty = may_be_empty;
  return s;
}

Shape words_shape(std::vector<std::string> words) {
  Shape s = of_kind(Shape::Kind::words, "one of these words");
  s.words = std::move(words);
  return s;
}

Shape whole_shape(std::optional<double> lowest, std::optional<double> highest) {
  return between(of_kind(Shape::Kind::whole, "a whole number"), lowest, highest);
}

Shape number_shape(std::optional<double> lowest, std::optional<double> highest) {
  return between(of_kind(Shape::Kind::number, "a number"), lowest, highest);
}

Shape list_shape(Shape of) {
  Shape s = of_kind(Shape::Kind::list, "a list");
  s.parts = {std::move(of)};
  return s;
}

Shape either_shape(std::vector<Shape> parts) {
  Shape s = of_kind(Shape::Kind::either, "");
  s.parts = std::move(parts);
  return s;
}

Shape pattern_shape(std::string name, std::string says, std::string pattern) {
  Shape s = of_kind(Shape::Kind::pattern, std::move(says));
  s.name = std::move(name);
  s.pattern = std::move(pattern);
  return s;
}

Shape duration_shape() { return pattern_shape("time", "a time, such as '4 h'", duration_pattern()); }

Shape money_shape() { return pattern_shape("money", "an amount of money, such as '12.50 USD'", money_pattern()); }

Shape ratio_shape(std::optional<double> lowest, std::optional<double> highest) {
  Shape s = either_shape(
      {number_shape(lowest, highest), pattern_shape("ratio", "a ratio, such as '60 %'", ratio_pattern())});
  s.says = s.parts[1].says;
  return s;
}

Shape schedule_shape() {
  const std::string times = days_pattern() + " *" + several(kClock, ",");
  return pattern_shape("schedule", "a schedule, such as 'daily 06:00, 14:00'",
                       "(continuous|every +" + duration_pattern() + "|" + several(times, ";") + ")");
}

Shape hours_shape() {
  const std::string window = kClock + " *- *(" + kClock + "|24:00)";
  const std::string days = days_pattern() + " *";
  return pattern_shape("hours", "hours, such as 'mon-fri 08:00-17:00'",
                       "(always|never|" + days + window + "( *, *(" + days + ")?" + window + ")*)");
}

}  // namespace supplytwin::bundle
