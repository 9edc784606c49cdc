#include "base/elementary.hpp"

namespace supplytwin::base {

// One version for each width of vector; the loader takes what the processor has. None contracts a product and a sum,
// so all of them give the same bits.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)  // sanitizers are not up yet when the loader chooses
__attribute__((target_clones("default", "avx2", "arch=x86-64-v4")))
#endif
void log_all(std::span<double> x) {
  for (double& value : x) value = detail::log_of_normal(value);
}

}  // namespace supplytwin::base
