#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bundle/expression.hpp"
#include "bundle/parameter.hpp"
#include "bundle/strict_yaml.hpp"
#include "policy/facts.hpp"
#include "policy/image.hpp"

namespace supplytwin::bundle {

/// Reads the tree of a policy file into an image; notes every fault and goes on.
class BundleReader {
 public:
  /// `more`: facts whose words are known besides those of closed sets.
  BundleReader(const Document& document, std::vector<base::Fault>& faults, const std::vector<Vocabulary>& more);

  /// The image; without meaning when there are faults.
  policy::Image read();

 private:
  void head(const YamlNode& root);
  void parameters(const YamlNode& node);
  void parameter(const YamlNode& key, const YamlNode& node);
  /// The type and value of a parameter; none when it cannot be told.
  std::optional<policy::Image::Parameter> value_of_parameter(const YamlNode& node, const std::string& what);
  std::optional<UnitValue> unit_value(const YamlNode& scalar, const std::string& what);
  /// Whether the value has the kind of its bounds; notes where it is outside them.
  bool within_bounds(const YamlNode& node, const YamlNode& value_node, const policy::Image::Parameter& value,
                     const std::string& what);
  void variables(const YamlNode& node);
  void executor(const YamlNode& node);
  void approvals(const YamlNode& node);
  void rules(const YamlNode& node);
  policy::Image::Rule rule(const YamlNode& node, const std::string& where);
  void choice(const YamlNode& node, const std::string& where, policy::Image::Rule& rule);

  /// Whether a key may name a parameter or variable; a fault otherwise.
  bool usable_name(const YamlNode& key);
  /// The names of an expression that looks at candidates of this kind; of a variable, which may look at any.
  Scope scope(std::optional<policy::Choice> from) const;
  /// Compiles an expression; none when it is no text. Its faults are told.
  std::optional<Expression> compile(const YamlNode& node, const Scope& scope, const std::string& what);
  /// Compiles the expression of a key and demands what its value must be.
  policy::Code expression(const YamlNode& node, const Scope& scope, const std::string& what,
                          std::optional<Type::Unit> unit);
  /// Holds code against the machine and the budget; a fault at the expression when it does not fit.
  policy::CodeCheck judge(const YamlNode& node, const std::string& what, const policy::Code& code);
  std::optional<std::int64_t> word(const YamlNode& node, const std::string& what,
                                   const std::vector<std::string>& words);
  void fault(const YamlNode& at, std::string message) { faults_.push_back(document_.fault(at, std::move(message))); }

  const Document& document_;
  std::vector<base::Fault>& faults_;
  policy::Image image_;
  policy::CodeLimits limits_;
  std::map<std::string, Meaning> own_names_;        // parameters and the variables read so far
  std::map<std::string, policy::Subject> about_;    // variables that look at candidates
  std::map<std::string, Vocabulary> vocabularies_;  // by fact
};

}  // namespace supplytwin::bundle
