#include "store/differences.hpp"

#include <map>
#include <variant>

#include "store/h5.hpp"

namespace supplytwin::store {
namespace {

using h5::Handle;

/// The extent and the values of a dataset or attribute.
struct Content {
  std::vector<hsize_t> extent;
  std::variant<std::monostate, std::vector<std::int64_t>, std::vector<std::uint64_t>, std::vector<std::string>>
      values;
  bool operator==(const Content&) const = default;
};

std::vector<hsize_t> extent_of(hid_t space) {
  std::vector<hsize_t> d(static_cast<std::size_t>(h5::check(H5Sget_simple_extent_ndims(space), "extent")));
  h5::check(H5Sget_simple_extent_dims(space, d.data(), nullptr), "extent");
  return d;
}

Content dataset_content(hid_t dataset) {
  const Handle type = h5::own(H5Dget_type(dataset), H5Tclose, "type");
  if (H5Tget_class(type) == H5T_STRING) return {h5::dimensions_of(dataset), h5::read_texts(dataset)};
  return {h5::dimensions_of(dataset), h5::read_integers(dataset)};
}

std::string fixed_text(hid_t attribute, hid_t type) {
  std::string text(H5Tget_size(type), '\0');
  h5::check(H5Aread(attribute, type, text.data()), "attribute");
  return text;
}

Content attribute_content(hid_t object, const std::string& name) {
  const Handle attribute = h5::own(H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose, name);
  const Handle space = h5::own(H5Aget_space(attribute), H5Sclose, name);
  const Handle type = h5::own(H5Aget_type(attribute), H5Tclose, name);
  Content content{extent_of(space), {}};
  if (H5Tget_class(type) == H5T_STRING && H5Tis_variable_str(type) <= 0) {
    content.values = std::vector<std::string>{fixed_text(attribute, type)};
  } else if (H5Tget_class(type) == H5T_STRING) {
    std::vector<std::string> texts;
    h5::read_attribute(object, name, texts);
    content.values = std::move(texts);
  } else if (H5Tget_class(type) == H5T_INTEGER && H5Tget_sign(type) == H5T_SGN_NONE) {
    std::vector<std::uint64_t> numbers(1);
    h5::read_attribute(object, name, numbers[0]);
    content.values = std::move(numbers);
  } else if (H5Tget_class(type) == H5T_INTEGER) {
    std::vector<std::int64_t> numbers;
    h5::read_attribute(object, name, numbers);
    content.values = std::move(numbers);
  }  // references between datasets are addresses: the extent is what can be compared
  return content;
}

using Contents = std::map<std::string, Content>;

std::vector<std::string> attribute_names(hid_t object) {
  std::vector<std::string> names;
  h5::check(H5Aiterate2(
                object, H5_INDEX_NAME, H5_ITER_INC, nullptr,
                [](hid_t, const char* name, const H5A_info_t*, void* out) -> herr_t {
                  static_cast<std::vector<std::string>*>(out)->emplace_back(name);
                  return 0;
                },
                &names),
            "attributes");
  return names;
}

void add_attributes(hid_t object, const std::string& of, Contents& contents) {
  for (const auto& name : attribute_names(object))
    contents["attribute " + of + "@" + name] = attribute_content(object, name);
}

Contents contents_of(const std::filesystem::path& path) {
  const Handle file = h5::open_file(path);
  std::vector<std::string> datasets;
  h5::check(H5Literate(
                file, H5_INDEX_NAME, H5_ITER_INC, nullptr,
                [](hid_t, const char* name, const H5L_info_t*, void* out) -> herr_t {
                  static_cast<std::vector<std::string>*>(out)->emplace_back(name);
                  return 0;
                },
                &datasets),
            "datasets");
  Contents contents;
  add_attributes(file, "/", contents);
  for (const auto& name : datasets) {
    const Handle dataset = h5::open_dataset(file, name);
    contents["dataset " + name] = dataset_content(dataset);
    add_attributes(dataset, name, contents);
  }
  return contents;
}

}  // namespace

std::vector<std::string> differences(const std::filesystem::path& a, const std::filesystem::path& b) {
  const h5::Quiet quiet;
  const Contents left = contents_of(a), right = contents_of(b);
  std::vector<std::string> out;
  for (const auto& [name, content] : left) {
    const auto other = right.find(name);
    if (other == right.end())
      out.push_back(name + ": only in " + a.string());
    else if (!(content == other->second))
      out.push_back(name + (content.extent == other->second.extent ? ": values differ" : ": extents differ"));
  }
  for (const auto& [name, content] : right)
    if (!left.contains(name)) out.push_back(name + ": only in " + b.string());
  return out;
}

}  // namespace supplytwin::store
