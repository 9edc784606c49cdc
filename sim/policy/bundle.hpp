#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.hpp"
#include "base/digest.hpp"
#include "policy/choice.hpp"
#include "policy/decision.hpp"
#include "policy/executor.hpp"
#include "policy/master.hpp"
#include "policy/view.hpp"

namespace supplytwin::policy {

/// A loaded policy bundle: rules over facts, ready to decide. Immutable; safe to share between threads.
class Bundle {
 public:
  /// What canonical bytes begin with.
  static constexpr std::string_view kMagic = "supplytwin policy\n";

  /// From canonical bytes (made by the room `bundle`); throws PolicyError when they are not whole.
  static Bundle load(std::span<const std::byte> canonical);

  std::string_view name() const;
  std::string_view summary() const;
  std::uint32_t version() const;
  const base::Digest& digest() const;
  std::span<const std::byte> canonical() const;
  /// When needs are decided: continuous (as events come) or at set local times, such as 02:00 each night.
  const base::Schedule& decides() const;
  /// Whether a published forecast makes it review every storeroom and distribution-centre point of the category.
  bool reviews_forecasts() const;
  /// Whether any of its rules proposes substitutes.
  bool substitutes() const;
  /// How the commands of its decisions are carried out.
  const ExecutorConfig& executor() const;
  /// The role that has to release a decision before it is sent: of requisitions, by their estimated cost. Empty when
  /// nobody has to. The approval limits of an ERP are its own, and may disagree.
  std::string_view approver(const Decision& decision) const;
  std::size_t rules() const;
  std::string_view rule_name(std::size_t rule) const;
  /// What a rule chooses among.
  Choice choice(std::size_t rule) const;
  /// Whether a rule asks a supplier, which answers in production alone.
  bool queries(std::size_t rule) const;

  /// One decision on one need. Pure: no clock, I/O, randomness, locale or allocation.
  Decision decide(const Master& master, const View& view, const Trigger& trigger, base::Time as_of) const;
  /// The decision in words: the rule, the facts it used, the candidates it passed over and why.
  std::string explain(const Master& master, const View& view, const Decision& decision) const;

 private:
  struct Program;
  std::shared_ptr<const Program> program_;
};

}  // namespace supplytwin::policy
