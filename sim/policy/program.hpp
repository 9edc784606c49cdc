#pragma once

#include <bitset>
#include <vector>

#include "policy/image.hpp"
#include "policy/value.hpp"

namespace supplytwin::policy {

/// A checked image, ready to run. The parameters' values point into it, so it stays where it is.
class Program {
 public:
  /// Throws PolicyError when `check` finds something wrong.
  explicit Program(Image image);
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  const Image& image() const { return image_; }
  std::span<const Value> parameters() const { return parameters_; }
  std::span<const Code> variables() const { return variables_; }
  /// The constant texts, each that is a word of a fact as the fact has it.
  std::span<const Value> texts() const { return texts_; }
  /// Variables that look at no candidate, so that they have one value throughout a decision.
  const std::bitset<kNames>& lasting() const { return lasting_; }

 private:
  Image image_;
  std::vector<Code> variables_;
  std::vector<std::vector<Value>> lists_;
  std::vector<Value> parameters_, texts_;
  std::bitset<kNames> lasting_;
};

}  // namespace supplytwin::policy
