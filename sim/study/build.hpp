#pragma once

#include <string>

namespace supplytwin::study {

/// The program that makes the results.
struct Build {
  std::string version, commit;
};

}  // namespace supplytwin::study
