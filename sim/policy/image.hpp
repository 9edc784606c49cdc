#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.hpp"
#include "base/money.hpp"
#include "base/time.hpp"
#include "policy/choice.hpp"
#include "policy/code.hpp"
#include "policy/executor.hpp"
#include "policy/value_type.hpp"

namespace supplytwin::policy {

/// What a rule does.
enum class Then : std::uint8_t { transfer, order, expedite, substitute, query, hold, defer, nothing };
/// Whose facts the policy sees.
enum class Sees : std::uint8_t { network, own_site };

/// All that a bundle says, as data: what canonical bytes hold. An empty code means that the clause is absent.
struct Image {
  struct Parameter {
    std::string name;
    ValueType type{};
    std::vector<std::int64_t> numbers;  ///< one, or the elements of a list
    std::vector<std::string> texts;
    bool operator==(const Parameter&) const = default;
  };
  struct Variable {
    std::string name;
    Code code;
    bool operator==(const Variable&) const = default;
  };
  struct Rule {
    std::string name;
    Code when;
    Choice choice{};
    Code choose_when;
    std::vector<Code> prefer;
    Then then{};
    Code quantity, keep;
    base::Duration wait{};  ///< of a deferral
    bool operator==(const Rule&) const = default;
  };

  /// Who releases a requisition, by its estimated cost.
  struct Approval {
    std::string role;
    base::Money up_to;  ///< kNoLimit of the last
    bool operator==(const Approval&) const = default;
  };

  std::string name, summary;
  std::uint32_t version = 1;
  Sees sees{};
  bool reviews_forecasts = false;
  std::uint64_t budget = 1'000'000;     ///< steps that one decision may take
  std::vector<base::Duration> decides;  ///< departures of the schedule; empty: as events come
  ExecutorConfig executor;
  std::vector<Approval> approvals;
  Constants constants;
  std::vector<Parameter> parameters;
  std::vector<Variable> variables;
  std::vector<Rule> rules;
  bool operator==(const Image&) const = default;
};

inline constexpr base::Money kNoLimit{std::numeric_limits<std::int64_t>::max()};
inline constexpr std::size_t kApprovals = 16;       ///< roles that approve at most
inline constexpr std::size_t kRules = 64;           ///< rules of a bundle at most
inline constexpr std::size_t kPreferences = 8;      ///< terms of a `prefer` at most
inline constexpr std::size_t kNames = 128;          ///< parameters, and variables, at most
inline constexpr std::size_t kParameterItems = 64;  ///< elements of a list parameter at most

/// The candidates that an action needs; none for an action that may have any or no choice.
constexpr Choice choice_of(Then then) {
  switch (then) {
    case Then::transfer:
      return Choice::donors;
    case Then::order:
    case Then::expedite:
      return Choice::contracts;
    case Then::substitute:
      return Choice::substitutes;
    default:
      return Choice::none;
  }
}

/// Canonical bytes: the same for equal images on every machine.
std::vector<std::byte> encode(const Image& image);
/// The image in canonical bytes; throws PolicyError when they are cut, changed or of another layout. What the image
/// says still has to be checked, see Program.
Image decode(std::span<const std::byte> bytes);

/// What is wrong with an image, or nothing: counts, enums, executor bounds, and every piece of code.
std::string check(const Image& image);

}  // namespace supplytwin::policy

template <>
struct supplytwin::base::EnumNames<supplytwin::policy::Then> {
  static constexpr std::array<std::string_view, 8> names{"transfer", "order", "expedite", "substitute",
                                                         "query",    "hold",  "defer",    "nothing"};
};
template <>
struct supplytwin::base::EnumNames<supplytwin::policy::Sees> {
  static constexpr std::array<std::string_view, 2> names{"network", "own_site"};
};
