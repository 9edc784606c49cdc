#include <exception>
#include <iostream>

#include "store/differences.hpp"

/// compare_results A B: prints what differs, one line a data set or attribute; 0 when nothing does, 1 otherwise.
int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: compare_results A.h5 B.h5\n";
    return 2;
  }
  try {
    const auto found = supplytwin::store::differences(argv[1], argv[2]);
    for (const auto& line : found) std::cout << line << '\n';
    return found.empty() ? 0 : 1;
  } catch (const std::exception& e) {
    std::cerr << "compare_results: " << e.what() << '\n';
    return 2;
  }
}
