#include "policy/bundle.hpp"

#include <algorithm>

#include "policy/decide.hpp"
#include "policy/explain.hpp"
#include "policy/program.hpp"

namespace supplytwin::policy {

struct Bundle::Program {
  explicit Program(std::span<const std::byte> canonical)
      : bytes(canonical.begin(), canonical.end()),
        digest(base::sha256(canonical)),
        code(decode(canonical)),
        decides(code.image().decides),
        substitutes(std::ranges::find(code.image().rules, Choice::substitutes, &Image::Rule::choice) !=
                    code.image().rules.end()) {}

  std::vector<std::byte> bytes;
  base::Digest digest;
  policy::Program code;
  base::Schedule decides;
  bool substitutes;
};

Bundle Bundle::load(std::span<const std::byte> canonical) {
  Bundle bundle;
  bundle.program_ = std::make_shared<const Program>(canonical);
  return bundle;
}

std::string_view Bundle::name() const { return program_->code.image().name; }
std::string_view Bundle::summary() const { return program_->code.image().summary; }
std::uint32_t Bundle::version() const { return program_->code.image().version; }
const base::Digest& Bundle::digest() const { return program_->digest; }
std::span<const std::byte> Bundle::canonical() const { return program_->bytes; }
const base::Schedule& Bundle::decides() const { return program_->decides; }
bool Bundle::reviews_forecasts() const { return program_->code.image().reviews_forecasts; }
bool Bundle::substitutes() const { return program_->substitutes; }
const ExecutorConfig& Bundle::executor() const { return program_->code.image().executor; }
std::string_view Bundle::approver(const Decision& decision) const {
  if (decision.action != Action::requisition_create && decision.action != Action::requisition_expedite) return {};
  for (const Image::Approval& a : program_->code.image().approvals)
    if (decision.estimated_cost <= a.up_to) return a.role;
  return {};
}
std::size_t Bundle::rules() const { return program_->code.image().rules.size(); }
std::string_view Bundle::rule_name(std::size_t rule) const { return program_->code.image().rules.at(rule).name; }
Choice Bundle::choice(std::size_t rule) const { return program_->code.image().rules.at(rule).choice; }
bool Bundle::queries(std::size_t rule) const { return program_->code.image().rules.at(rule).then == Then::query; }

Decision Bundle::decide(const Master& master, const View& view, const Trigger& trigger, base::Time as_of) const {
  return policy::decide(program_->code, master, view, trigger, as_of);
}

std::string Bundle::explain(const Master& master, const View& view, const Decision& decision) const {
  return policy::explain(program_->code, master, view, decision);
}

}  // namespace supplytwin::policy
