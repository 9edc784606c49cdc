#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "policy/master.hpp"
#include "policy/view.hpp"

namespace supplytwin::policy {

/// A view as bytes, for a host that is to go on after it ends. They carry a layout, a checksum and what the indices
/// of the master stand for.
std::vector<std::byte> save(const Master& master, const View& view);

/// Reads them back. Throws base::PolicyError for bytes that are not whole, or were saved for a master in which an
/// index stands for another thing; other par levels, prices and lanes are no matter.
View restore(const Master& master, std::span<const std::byte> bytes);

}  // namespace supplytwin::policy
