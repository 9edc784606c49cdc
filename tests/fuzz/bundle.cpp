// Policies as people write them: any text compiles, or is refused with faults.
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/error.hpp"
#include "bundle/compile.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    supplytwin::policy::Bundle::load(
        supplytwin::bundle::compile(std::string(reinterpret_cast<const char*>(data), size), "policy.yaml"));
  } catch (const supplytwin::base::PolicyError&) {
  }
  return 0;
}
