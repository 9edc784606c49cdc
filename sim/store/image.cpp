#include "store/image.hpp"

#include <span>
#include <string>

#include "store/durable.hpp"
#include "store/seal.hpp"

namespace supplytwin::store {

void put_sealed(const std::filesystem::path& path, h5::Handle& file, std::vector<std::byte>& image) {
  if (!file.close()) throw base::StoreError(h5::last_error());
  if (image.empty()) throw base::StoreError("not enough memory for a copy of it");
  const std::string seal = seal_of(image);
  const auto line = std::as_bytes(std::span(seal));
  image.insert(image.end(), line.begin(), line.end());
  write_bytes(partial_name(path), image);
  rename_durably(partial_name(path), path);
}

}  // namespace supplytwin::store
