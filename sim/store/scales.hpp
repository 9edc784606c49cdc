#pragma once

#include <string>
#include <vector>

#include "store/h5.hpp"

namespace supplytwin::store {

/// Dimension scales as the HDF5 specification lays them down (what netCDF-4 and xarray read): `CLASS` and `NAME` on a
/// scale, `DIMENSION_LIST` on a dataset, and back again `REFERENCE_LIST` on the scale.
class Scales {
 public:
  /// Makes a dataset the scale of the dimension of its name.
  void declare(hid_t file, const std::string& dimension, h5::Handle dataset);
  /// Names the dimensions of a dataset, all declared before.
  void attach(hid_t file, const std::string& dataset_name, hid_t dataset, const std::vector<std::string>& dimensions);
  /// Writes the references back; once, after the last attach().
  void finish();

 private:
  struct Use {
    hobj_ref_t dataset;
    int axis;
  };
  struct Scale {
    std::string name;
    h5::Handle dataset;
    hobj_ref_t reference;
    std::vector<Use> uses;
  };
  Scale& find(const std::string& dimension);

  std::vector<Scale> scales_;  // in order of declaration
};

}  // namespace supplytwin::store
