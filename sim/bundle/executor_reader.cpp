#include "bundle/bundle_reader.hpp"
#include "bundle/keys.hpp"
#include "bundle/units.hpp"

namespace supplytwin::bundle {

using policy::Image;

void BundleReader::executor(const YamlNode& node) {
  std::vector<std::string> known;
  base::for_each_field<policy::ExecutorConfig>([&](const auto& field) { known.emplace_back(field.name); });
  if (!check_keys(document_, node, {}, known, "executor", faults_)) return;
  base::for_each_field<policy::ExecutorConfig>([&](const auto& field) {
    const YamlNode* item = node.find(field.name);
    if (item == nullptr) return;
    const std::string what = "executor: " + std::string(field.name);
    auto& value = image_.executor.*field.member;
    const auto take = [&](const auto& parsed, std::int64_t number) {
      if (!parsed) {
        faults_.push_back(document_.fault_inside(*item, parsed.offset, 1, what + ": " + parsed.error));
      } else if (number < field.lowest || number > field.highest) {
        fault(*item, what + ": " + item->text + " is out of bounds");
      } else {
        value = *parsed;
      }
    };
    using Member = std::remove_cvref_t<decltype(value)>;
    if constexpr (base::NamedEnum<Member>) {
      if (const auto found = this->word(*item, what, words_of<Member>())) value = static_cast<Member>(*found);
      return;
    }
    if (!item->is_scalar()) return fault(*item, what + ": expected a value, found " + describe(*item));
    if constexpr (requires { value.count(); }) {
      const auto parsed = parse_duration(item->text);
      take(parsed, parsed ? parsed.value->count() : 0);
    } else if constexpr (requires { value.ppm; }) {
      const auto parsed = parse_ratio(item->text);
      take(parsed, parsed ? parsed.value->ppm : 0);
    } else if constexpr (std::is_same_v<Member, std::int64_t>) {
      if (const auto parsed = read_integer(document_, *item, what, field.lowest, field.highest, faults_))
        value = *parsed;
    }
  });
}

void BundleReader::approvals(const YamlNode& node) {
  if (!node.is_sequence() || node.items.empty())
    return fault(node,
                 "approvals: expected a list of roles, found " + (node.is_sequence() ? "none" : describe(node)));
  if (node.items.size() > policy::kApprovals)
    return fault(node, "more than " + std::to_string(policy::kApprovals) + " approvals");
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    const YamlNode& item = node.items[i];
    const std::string what = "approvals[" + std::to_string(i) + "]";
    if (!check_keys(document_, item, kApprovalKeys, what, faults_)) continue;
    Image::Approval read{{}, policy::kNoLimit};
    if (const YamlNode* role = item.find("role"))
      read.role = read_text(document_, *role, what + ": role", faults_).value_or("");
    const YamlNode* limit = item.find("up_to");
    const bool last = i + 1 == node.items.size();
    if (last == (limit != nullptr))
      fault(item, what + (last ? ": the last has no up_to, so that somebody may release whatever is left"
                               : ": up_to is missing; only the last has no limit"));
    if (limit != nullptr) {
      const auto money = parse_money(limit->text);
      const base::Money least = image_.approvals.empty() ? base::Money{} : image_.approvals.back().up_to;
      if (!limit->is_scalar() || !money)
        faults_.push_back(document_.fault_inside(*limit, money.offset, 1, what + ": up_to: " + money.error));
      else if (*money <= least)
        fault(*limit, what + ": up_to: " + limit->text + " is not more than " +
                          (image_.approvals.empty() ? "nothing" : "that of the role before"));
      else
        read.up_to = *money;
    }
    image_.approvals.push_back(std::move(read));
  }
}

}  // namespace supplytwin::bundle
