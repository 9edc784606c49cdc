#pragma once

#include <string>

#include "bundle/compile.hpp"

namespace supplytwin::bundle {

inline const std::string kHead = "policy: test\nversion: 1\ncontract: 1\nsummary: a test\n";
inline const std::string kRules = "rules:\n  - rule: r\n    then: hold\n";

/// All faults as people see them, without the closing count.
inline std::string faults_of(const std::string& text) {
  try {
    compile(text, "p.yaml");
  } catch (const base::PolicyError& e) {
    std::string out;
    for (const base::Fault& f : e.faults) out += f.text() + "\n";
    return out;
  }
  return "";
}

/// The messages alone, a line each.
inline std::string messages(const std::string& text) {
  try {
    compile(text, "p.yaml");
  } catch (const base::PolicyError& e) {
    std::string out;
    for (const base::Fault& f : e.faults) out += (out.empty() ? "" : "\n") + f.message;
    return out;
  }
  return "";
}

inline std::string parameter(const std::string& body) {
  return messages(kHead + "parameters:\n  x: " + body + "\n" + kRules);
}
inline std::string rule(const std::string& body) {
  return messages(
      kHead +
      "parameters: {t: {value: 2 h}, m: {value: $3}, q: {value: 4 each}, f: {value: 60 %}, l: {value: [a, b]}}\n"
      "rules:\n  - rule: r\n    " +
      body + "\n");
}
inline std::string when(const std::string& expression) { return rule("when: " + expression + "\n    then: hold"); }

}  // namespace supplytwin::bundle
