#include "store/scales.hpp"

#include <algorithm>
#include <cstddef>

namespace supplytwin::store {
namespace {

using h5::check;
using h5::Handle;
using h5::own;

/// The specification wants fixed-length text in CLASS and NAME.
void write_fixed(hid_t object, const char* name, const std::string& value) {
  const Handle type = own(H5Tcopy(H5T_C_S1), H5Tclose, name);
  check(H5Tset_size(type, value.size() + 1), name);
  const Handle scalar = own(H5Screate(H5S_SCALAR), H5Sclose, name);
  const Handle attribute = own(H5Acreate2(object, name, type, scalar, H5P_DEFAULT, H5P_DEFAULT), H5Aclose, name);
  check(H5Awrite(attribute, type, value.c_str()), name);
}

hobj_ref_t reference_to(hid_t file, const std::string& name) {
  hobj_ref_t reference{};
  check(H5Rcreate(&reference, file, name.c_str(), H5R_OBJECT, H5I_INVALID_HID), name);
  return reference;
}

}  // namespace

void Scales::declare(hid_t file, const std::string& dimension, Handle dataset) {
  write_fixed(dataset, "CLASS", "DIMENSION_SCALE");
  write_fixed(dataset, "NAME", dimension);
  scales_.push_back({dimension, std::move(dataset), reference_to(file, dimension), {}});
}

Scales::Scale& Scales::find(const std::string& dimension) {
  const auto it = std::find_if(scales_.begin(), scales_.end(), [&](const Scale& s) { return s.name == dimension; });
  if (it == scales_.end()) throw base::StoreError("no scale for dimension " + dimension);
  return *it;
}

void Scales::attach(hid_t file, const std::string& dataset_name, hid_t dataset,
                    const std::vector<std::string>& dimensions) {
  const hobj_ref_t self = reference_to(file, dataset_name);
  std::vector<hvl_t> lists;
  for (std::size_t axis = 0; axis < dimensions.size(); ++axis) {
    Scale& scale = find(dimensions[axis]);
    scale.uses.push_back({self, static_cast<int>(axis)});
    lists.push_back({1, &scale.reference});
  }
  const Handle type = own(H5Tvlen_create(H5T_STD_REF_OBJ), H5Tclose, dataset_name);
  const hsize_t n = lists.size();
  const Handle attribute =
      own(H5Acreate2(dataset, "DIMENSION_LIST", type, h5::space({&n, 1}), H5P_DEFAULT, H5P_DEFAULT), H5Aclose,
          dataset_name);
  check(H5Awrite(attribute, type, lists.data()), dataset_name);
}

void Scales::finish() {
  const auto compound = [](std::size_t size, std::size_t dataset, std::size_t axis, hid_t integer) {
    Handle type = own(H5Tcreate(H5T_COMPOUND, size), H5Tclose, "REFERENCE_LIST");
    check(H5Tinsert(type, "dataset", dataset, H5T_STD_REF_OBJ), "REFERENCE_LIST");
    check(H5Tinsert(type, "dimension", axis, integer), "REFERENCE_LIST");
    return type;
  };
  // The stored form is packed: padding would put arbitrary bytes into the file.
  const Handle stored = compound(sizeof(hobj_ref_t) + 4, 0, sizeof(hobj_ref_t), H5T_STD_I32LE);
  const Handle memory = compound(sizeof(Use), offsetof(Use, dataset), offsetof(Use, axis), H5T_NATIVE_INT);
  for (const Scale& scale : scales_) {
    if (scale.uses.empty()) continue;
    const hsize_t n = scale.uses.size();
    const Handle attribute =
        own(H5Acreate2(scale.dataset, "REFERENCE_LIST", stored, h5::space({&n, 1}), H5P_DEFAULT, H5P_DEFAULT),
            H5Aclose, scale.name);
    check(H5Awrite(attribute, memory, scale.uses.data()), scale.name);
  }
}

}  // namespace supplytwin::store
