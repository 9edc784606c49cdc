#pragma once

#include <string>

#include "bundle/compile.hpp"

namespace supplytwin::bundle {

using policy::Action;
using policy::Decision;
using policy::Reason;

inline policy::Bundle load(const std::string& rest) {
  return policy::Bundle::load(
      compile("policy: test\nversion: 1\ncontract: 1\nsummary: a test\n" + rest, "test.yaml"));
}

inline policy::Bundle one_rule(const std::string& rule, const std::string& parameters = "") {
  return load((parameters.empty() ? "" : "parameters: {" + parameters + "}\n") + "rules:\n  - rule: the rule\n" +
              rule);
}

inline constexpr const char* kOrder = "    choose: {from: contracts, prefer: [contract.price]}\n    then: order\n";

}  // namespace supplytwin::bundle
