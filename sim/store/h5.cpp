#include "store/h5.hpp"

#include <algorithm>
#include <cstdlib>

namespace supplytwin::store::h5 {
namespace {

constexpr unsigned kDeflate = 4;
constexpr std::size_t kGrowth = std::size_t{1} << 20;  // bytes by which a file in memory grows

std::size_t count_of(hid_t space) {
  return static_cast<std::size_t>(check(H5Sget_simple_extent_npoints(space), "extent"));
}

std::vector<const char*> pointers(const std::vector<std::string>& values) {
  std::vector<const char*> p(values.size());
  std::transform(values.begin(), values.end(), p.begin(), [](const std::string& s) { return s.c_str(); });
  return p;
}

/// Copies variable-length texts and gives them back to HDF5.
std::vector<std::string> take(std::vector<char*>& raw, hid_t type, hid_t space) {
  std::vector<std::string> out;
  out.reserve(raw.size());
  for (const char* p : raw) out.emplace_back(p ? p : "");
  H5Dvlen_reclaim(type, space, H5P_DEFAULT, raw.data());
  return out;
}

Handle create_attribute(hid_t object, std::string_view name, hid_t type, hid_t extent) {
  const std::string n(name);
  return own(H5Acreate2(object, n.c_str(), type, extent, H5P_DEFAULT, H5P_DEFAULT), H5Aclose, n);
}

Handle open_attribute(hid_t object, std::string_view name) {
  const std::string n(name);
  return own(H5Aopen(object, n.c_str(), H5P_DEFAULT), H5Aclose, "attribute " + n);
}

Handle scalar() { return own(H5Screate(H5S_SCALAR), H5Sclose, "scalar"); }

void write_number(hid_t object, std::string_view name, hid_t stored, hid_t type, const void* value) {
  const Handle attribute = create_attribute(object, name, stored, scalar());
  check(H5Awrite(attribute, type, value), name);
}

void read_number(hid_t object, std::string_view name, hid_t type, void* value) {
  const Handle attribute = open_attribute(object, name);
  const Handle extent = own(H5Aget_space(attribute), H5Sclose, name);
  if (count_of(extent) != 1) throw base::StoreError(std::string(name) + " is not one number");
  check(H5Aread(attribute, type, value), name);
}

std::vector<std::string> read_text_attribute(hid_t object, std::string_view name) {
  const Handle attribute = open_attribute(object, name);
  const Handle extent = own(H5Aget_space(attribute), H5Sclose, name);
  const Handle type = text_type();
  std::vector<char*> raw(count_of(extent));
  if (raw.empty()) return {};
  check(H5Aread(attribute, type, raw.data()), name);
  return take(raw, type, extent);
}

Handle box_in(hid_t dataset, std::span<const hsize_t> start, std::span<const hsize_t> counts) {
  Handle extent = own(H5Dget_space(dataset), H5Sclose, "extent");
  check(H5Sselect_hyperslab(extent, H5S_SELECT_SET, start.data(), nullptr, counts.data(), nullptr), "selection");
  return extent;
}

/// The size that the superblock, written last, gives the file: the memory behind it is larger.
std::size_t size_in_superblock(const std::byte* start) {
  constexpr std::size_t kEndOfFileAddress = 28;  // HDF5 file format, superblock version 3
  std::size_t size = 0;
  for (std::size_t i = 0; i < 8; ++i) size |= std::to_integer<std::size_t>(start[kEndOfFileAddress + i]) << (8 * i);
  return size;
}

/// Copies the bytes of a file in memory out when HDF5 gives its memory back. (H5Fget_file_image clears flags of the
/// superblock without renewing its checksum.)
void take_image_on_close(hid_t access, std::vector<std::byte>& image) {
  H5FD_file_image_callbacks_t calls{};
  calls.image_malloc = [](std::size_t size, H5FD_file_image_op_t, void*) { return std::malloc(size); };
  calls.image_realloc = [](void* p, std::size_t size, H5FD_file_image_op_t, void*) { return std::realloc(p, size); };
  calls.image_free = [](void* p, H5FD_file_image_op_t operation, void* out) -> herr_t {
    if (operation == H5FD_FILE_IMAGE_OP_FILE_CLOSE && p) {
      const auto* start = static_cast<const std::byte*>(p);
      try {
        static_cast<std::vector<std::byte>*>(out)->assign(start, start + size_in_superblock(start));
      } catch (...) {  // nothing may be thrown through HDF5; an empty image says that there was no memory
        static_cast<std::vector<std::byte>*>(out)->clear();
      }
    }
    std::free(p);
    return 0;
  };
  calls.udata_copy = [](void* out) { return out; };
  calls.udata_free = [](void*) -> herr_t { return 0; };
  calls.udata = &image;
  check(H5Pset_file_image_callbacks(access, &calls), "file properties");
}

}  // namespace

std::string last_error() {
  std::string text;
  H5Ewalk2(
      H5E_DEFAULT, H5E_WALK_UPWARD,
      [](unsigned, const H5E_error2_t* e, void* out) -> herr_t {
        auto& t = *static_cast<std::string*>(out);
        if (t.empty() && e->desc) t = e->desc;
        return 0;
      },
      &text);
  H5Eclear2(H5E_DEFAULT);
  return text.empty() ? "no reason given" : text;
}

Quiet::Quiet() {
  H5Eget_auto2(H5E_DEFAULT, &report_, &data_);
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

Quiet::~Quiet() { H5Eset_auto2(H5E_DEFAULT, report_, data_); }

Handle own(hid_t id, Handle::Close close, std::string_view what) { return {check(id, what), close}; }

Handle create_file(std::vector<std::byte>& image) {
  const Handle creation = own(H5Pcreate(H5P_FILE_CREATE), H5Pclose, "file properties");
  check(H5Pset_obj_track_times(creation, false), "file properties");
  // Variables show in the order of the layout, not of the alphabet.
  check(H5Pset_link_creation_order(creation, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED), "file properties");
  check(H5Pset_attr_creation_order(creation, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED), "file properties");
  const Handle access = own(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, "file properties");
  // The 1.10 format has checksums on its own metadata and attributes longer than 64 KiB.
  check(H5Pset_libver_bounds(access, H5F_LIBVER_V110, H5F_LIBVER_V110), "file properties");
  check(H5Pset_fclose_degree(access, H5F_CLOSE_SEMI), "file properties");
  check(H5Pset_fapl_core(access, kGrowth, false), "file properties");
  take_image_on_close(access, image);
  const std::string name =
      "in memory " + std::to_string(reinterpret_cast<std::uintptr_t>(&image));  // one name, one open file
  return own(H5Fcreate(name.c_str(), H5F_ACC_TRUNC, creation, access), H5Fclose, "cannot be created");
}

Handle open_file(const std::filesystem::path& path) {
  return own(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose, "cannot be opened");
}

Handle space(std::span<const hsize_t> dimensions) {
  if (dimensions.empty()) return scalar();
  return own(H5Screate_simple(static_cast<int>(dimensions.size()), dimensions.data(), nullptr), H5Sclose, "extent");
}

Handle text_type() {
  Handle type = own(H5Tcopy(H5T_C_S1), H5Tclose, "text type");
  check(H5Tset_size(type, H5T_VARIABLE), "text type");
  check(H5Tset_cset(type, H5T_CSET_UTF8), "text type");
  return type;
}

Handle create_dataset(hid_t file, const std::string& name, hid_t type, std::span<const hsize_t> dimensions,
                      std::span<const hsize_t> chunk) {
  const Handle creation = own(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, name);
  check(H5Pset_obj_track_times(creation, false), name);
  check(H5Pset_attr_creation_order(creation, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED), name);
  if (!chunk.empty()) {
    check(H5Pset_chunk(creation, static_cast<int>(chunk.size()), chunk.data()), name);
    check(H5Pset_shuffle(creation), name);
    check(H5Pset_deflate(creation, kDeflate), name);
    check(H5Pset_fletcher32(creation), name);
  }
  return own(H5Dcreate2(file, name.c_str(), type, space(dimensions), H5P_DEFAULT, creation, H5P_DEFAULT), H5Dclose,
             name);
}

Handle create_group(hid_t file, const std::string& path) {
  const Handle creation = own(H5Pcreate(H5P_GROUP_CREATE), H5Pclose, path);
  check(H5Pset_obj_track_times(creation, false), path);
  check(H5Pset_link_creation_order(creation, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED), path);
  return own(H5Gcreate2(file, path.c_str(), H5P_DEFAULT, creation, H5P_DEFAULT), H5Gclose, path);
}

std::vector<Member> members(hid_t file, const std::string& path) {
  const Handle group = own(H5Gopen2(file, path.c_str(), H5P_DEFAULT), H5Gclose, "group " + path);
  std::vector<std::string> names;
  const auto add = [](hid_t, const char* name, const H5L_info_t*, void* out) -> herr_t {
    static_cast<std::vector<std::string>*>(out)->emplace_back(name);
    return 0;
  };
  check(H5Literate(group, H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, add, &names), "group " + path);
  std::vector<Member> found;
  for (const std::string& name : names) {
    const Handle object = own(H5Oopen(group, name.c_str(), H5P_DEFAULT), H5Oclose, name);
    found.push_back({name, H5Iget_type(object) == H5I_GROUP});
  }
  return found;
}

Handle open_dataset(hid_t file, const std::string& name) {
  return own(H5Dopen2(file, name.c_str(), H5P_DEFAULT), H5Dclose, "dataset " + name);
}

std::vector<hsize_t> dimensions_of(hid_t dataset) {
  const Handle extent = own(H5Dget_space(dataset), H5Sclose, "extent");
  std::vector<hsize_t> d(static_cast<std::size_t>(check(H5Sget_simple_extent_ndims(extent), "extent")));
  check(H5Sget_simple_extent_dims(extent, d.data(), nullptr), "extent");
  return d;
}

void write_all(hid_t dataset, std::span<const std::int64_t> values) {
  check(H5Dwrite(dataset, H5T_NATIVE_INT64, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), "write");
}

void write_all(hid_t dataset, const std::vector<std::string>& values) {
  check(H5Dwrite(dataset, text_type(), H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers(values).data()), "write");
}

std::vector<std::int64_t> read_integers(hid_t dataset) {
  const Handle extent = own(H5Dget_space(dataset), H5Sclose, "extent");
  std::vector<std::int64_t> values(count_of(extent));
  check(H5Dread(dataset, H5T_NATIVE_INT64, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), "read");
  return values;
}

std::vector<std::string> read_texts(hid_t dataset) {
  const Handle extent = own(H5Dget_space(dataset), H5Sclose, "extent");
  const Handle type = text_type();
  std::vector<char*> raw(count_of(extent));
  check(H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, raw.data()), "read");
  return take(raw, type, extent);
}

void write_box(hid_t dataset, std::span<const hsize_t> start, std::span<const hsize_t> counts,
               const std::int64_t* values) {
  check(H5Dwrite(dataset, H5T_NATIVE_INT64, space(counts), box_in(dataset, start, counts), H5P_DEFAULT, values),
        "write");
}

void read_box(hid_t dataset, std::span<const hsize_t> start, std::span<const hsize_t> counts, std::int64_t* values) {
  check(H5Dread(dataset, H5T_NATIVE_INT64, space(counts), box_in(dataset, start, counts), H5P_DEFAULT, values),
        "read");
}

void write_attribute(hid_t object, std::string_view name, const std::string& value) {
  const Handle type = text_type();
  const Handle attribute = create_attribute(object, name, type, scalar());
  const char* text = value.c_str();
  check(H5Awrite(attribute, type, &text), name);
}

void write_attribute(hid_t object, std::string_view name, std::int64_t value) {
  write_number(object, name, H5T_STD_I64LE, H5T_NATIVE_INT64, &value);
}

void write_attribute(hid_t object, std::string_view name, std::uint64_t value) {
  write_number(object, name, H5T_STD_U64LE, H5T_NATIVE_UINT64, &value);
}

void write_attribute(hid_t object, std::string_view name, const std::vector<std::string>& values) {
  const Handle type = text_type();
  const hsize_t n = values.size();
  const Handle attribute = create_attribute(object, name, type, space({&n, 1}));
  if (!values.empty()) check(H5Awrite(attribute, type, pointers(values).data()), name);
}

void write_attribute(hid_t object, std::string_view name, const std::vector<std::int64_t>& values) {
  const hsize_t n = values.size();
  const Handle attribute = create_attribute(object, name, H5T_STD_I64LE, space({&n, 1}));
  if (!values.empty()) check(H5Awrite(attribute, H5T_NATIVE_INT64, values.data()), name);
}

bool has_attribute(hid_t object, std::string_view name) { return H5Aexists(object, std::string(name).c_str()) > 0; }

void read_attribute(hid_t object, std::string_view name, std::string& value) {
  const auto texts = read_text_attribute(object, name);
  if (texts.size() != 1) throw base::StoreError(std::string(name) + " is not one text");
  value = texts[0];
}

void read_attribute(hid_t object, std::string_view name, std::int64_t& value) {
  read_number(object, name, H5T_NATIVE_INT64, &value);
}

void read_attribute(hid_t object, std::string_view name, std::uint64_t& value) {
  read_number(object, name, H5T_NATIVE_UINT64, &value);
}

void read_attribute(hid_t object, std::string_view name, std::vector<std::string>& values) {
  values = read_text_attribute(object, name);
}

void read_attribute(hid_t object, std::string_view name, std::vector<std::int64_t>& values) {
  const Handle attribute = open_attribute(object, name);
  const Handle extent = own(H5Aget_space(attribute), H5Sclose, name);
  values.resize(count_of(extent));
  if (!values.empty()) check(H5Aread(attribute, H5T_NATIVE_INT64, values.data()), name);
}

}  // namespace supplytwin::store::h5
