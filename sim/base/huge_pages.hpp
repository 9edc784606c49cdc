#pragma once

#include <cstddef>
#include <vector>

namespace supplytwin::base {

/// Asks the system to back memory that nobody has touched yet with huge pages, where it is large enough to have some.
/// Only speed depends on it.
void advise_huge_pages(void* begin, std::size_t bytes);

/// Room for so many in a large table that is read here and there: in small pages, finding where an address lies would
/// take as long as reading it.
template <class T>
void reserve_huge(std::vector<T>& table, std::size_t size) {
  table.reserve(size);
  advise_huge_pages(table.data(), table.capacity() * sizeof(T));
}

}  // namespace supplytwin::base
