#include "this_build.hpp"

namespace supplytwin::python {

study::Build this_build() { return {SUPPLYTWIN_VERSION, SUPPLYTWIN_GIT_COMMIT}; }

}  // namespace supplytwin::python
