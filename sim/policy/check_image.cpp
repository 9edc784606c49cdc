#include <algorithm>

#include "policy/facts.hpp"
#include "policy/image.hpp"

namespace supplytwin::policy {
namespace {

/// Checks one part after another and keeps the first thing that is wrong.
class ImageChecker {
 public:
  explicit ImageChecker(const Image& image) : image_(image) {}

  std::string run() {
    require(!image_.name.empty(), "the policy has no name");
    require(image_.sees <= Sees::own_site, "an unknown kind of sight");
    require(image_.rules.size() >= 1 && image_.rules.size() <= kRules, "too few or too many rules");
    require(image_.parameters.size() <= kNames && image_.variables.size() <= kNames, "too many names");
    for (std::size_t i = 0; i < image_.decides.size(); ++i) {
      require(image_.decides[i] >= base::Duration{0} && image_.decides[i] < base::kWeek &&
                  (i == 0 || image_.decides[i - 1] < image_.decides[i]),
              "a schedule that is not in order");
    }
    executor();
    approvals();
    for (const Image::Parameter& p : image_.parameters) parameter(p);
    limits_.facts = facts().size();
    limits_.parameters = image_.parameters.size();
    limits_.numbers = image_.constants.numbers.size();
    limits_.texts = image_.constants.texts.size();
    for (const Image::Variable& v : image_.variables) {
      const CodeCheck found = code(v.code, "variable '" + v.name + "'");
      limits_.variable_depths.push_back(found.depth);
      limits_.variable_costs.push_back(found.cost);
    }
    for (const Image::Rule& r : image_.rules) rule(r);
    // How many candidates there are, a master tells; more than one each costs more, and the machine counts.
    require(steps_ <= image_.budget, "a decision that looks at one candidate a rule may take " +
                                         std::to_string(steps_) + " steps, more than the budget of " +
                                         std::to_string(image_.budget));
    return std::move(error_);
  }

 private:
  void require(bool holds, std::string otherwise) {
    if (!holds && error_.empty()) error_ = std::move(otherwise);
  }

  void executor() {
    base::for_each_field<ExecutorConfig>([&](const auto& field) {
      const auto& value = image_.executor.*field.member;
      std::int64_t n = 0;
      if constexpr (requires { value.count(); })
        n = value.count();
      else if constexpr (requires { value.ppm; })
        n = value.ppm;
      else
        n = static_cast<std::int64_t>(value);
      if constexpr (base::NamedEnum<std::remove_cvref_t<decltype(value)>>)
        require(value <= Fallback::phone, "executor: " + std::string(field.name) + " is no fallback");
      require(n >= field.lowest && n <= field.highest, "executor: " + std::string(field.name) + " is out of bounds");
    });
  }

  void approvals() {
    require(image_.approvals.size() <= kApprovals, "too many approvals");
    for (std::size_t i = 0; i < image_.approvals.size(); ++i) {
      const Image::Approval& a = image_.approvals[i];
      const bool last = i + 1 == image_.approvals.size();
      require(!a.role.empty() && a.up_to >= base::Money{} && (last == (a.up_to == kNoLimit)) &&
                  (i == 0 || image_.approvals[i - 1].up_to < a.up_to),
              "approvals that do not rise to one without a limit");
    }
  }

  void parameter(const Image::Parameter& p) {
    const bool text = p.type == ValueType::text || p.type == ValueType::text_list;
    const bool list = p.type == ValueType::text_list || p.type == ValueType::number_list;
    const std::size_t count = text ? p.texts.size() : p.numbers.size();
    require(p.type <= ValueType::number_list && (text ? p.numbers.empty() : p.texts.empty()) &&
                (list ? count <= kParameterItems : count == 1),
            "parameter '" + p.name + "' does not hold what its type says");
  }

  CodeCheck code(const Code& c, const std::string& where) {
    CodeCheck found = check(c, limits_);
    require(found.error.empty(), where + ": " + found.error);
    require(found.cost <= image_.budget, where + ": it may take " + std::to_string(found.cost) +
                                             " steps, more than the budget of " + std::to_string(image_.budget));
    return found;
  }

  void rule(const Image::Rule& r) {
    const std::string where = "rule '" + r.name + "'";
    require(r.choice <= Choice::substitutes && r.then <= Then::nothing, where + ": an unknown action or choice");
    if (!error_.empty()) return;
    const Choice needed = choice_of(r.then);
    require(needed == Choice::none || needed == r.choice, where + ": its action needs another choice");
    require(r.then != Then::query || r.choice == Choice::none || r.choice == Choice::contracts,
            where + ": a query asks about contracts");
    require(r.choice != Choice::none || (r.choose_when.empty() && r.prefer.empty()),
            where + ": a choice from nothing");
    require(r.prefer.size() <= kPreferences, where + ": too many preferences");
    require(r.keep.empty() || r.then == Then::transfer, where + ": only a donor keeps something");
    require(r.wait >= base::Duration{0} && (r.then == Then::defer) == (r.wait > base::Duration{0}) &&
                r.wait <= base::kForever,
            where + ": a deferral without its time");
    for (const Code* c : {&r.when, &r.choose_when, &r.quantity, &r.keep}) {
      if (!c->empty()) steps_ += code(*c, where).cost;
    }
    for (const Code& c : r.prefer) steps_ += code(c, where).cost;
  }

  const Image& image_;
  CodeLimits limits_;
  std::string error_;
  std::uint64_t steps_ = 0;  // of all rules; each piece of code is within the budget, so that this does not overflow
};

}  // namespace

std::string check(const Image& image) { return ImageChecker(image).run(); }

}  // namespace supplytwin::policy
