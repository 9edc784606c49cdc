#include "cli/command.hpp"

namespace supplytwin::cli {

study::Build this_build() { return {SUPPLYTWIN_VERSION, SUPPLYTWIN_GIT_COMMIT}; }

}  // namespace supplytwin::cli
