#pragma once

namespace supplytwin::base {

/// A 128-bit integer, for exact products and sums of 64-bit ones.
__extension__ typedef __int128 Int128;

}  // namespace supplytwin::base
