#pragma once

#include <string>
#include <vector>

#include "bundle/shape.hpp"

namespace supplytwin::scenario {

/// A kind of YAML file that people write.
struct FileKind {
  std::string name, doc;
  bundle::Shape shape;
};

/// All of them, from the same lists that the readers read: scenario, network, policy, surge.
std::vector<FileKind> file_kinds();

}  // namespace supplytwin::scenario
