#include "store/reader.hpp"

#include <algorithm>
#include <string>

#include "base/error.hpp"
#include "store/h5.hpp"
#include "store/schema.hpp"
#include "store/whole.hpp"

namespace supplytwin::store {
namespace {

constexpr Kind kResults{"a results file",
                        "; expected is the folder of a study or its results.h5, which `supplytwin run` makes",
                        "; delete it and `supplytwin resume` its study, which makes it again"};

}  // namespace

struct Reader::File {
  std::filesystem::path path;
  h5::Handle file;
  Header header;
  std::vector<std::int64_t> replications;
  Shape shape{};
  std::vector<Variable> variables = store::variables();
  std::vector<h5::Handle> datasets;  // beside `variables`

  /// Runs `step` on a file that is as it was written; a failure names the file and the mend.
  template <class Step>
  auto guarded(Step step) const {
    const h5::Quiet quiet;
    try {
      return step();
    } catch (const base::StoreError& e) {
      throw Unusable(path.string() + ": whole, but not of the layout that this version reads: " + e.what() +
                     "; read it with the version that wrote it, or run its scenario again");
    }
  }

  void check_layout() const {
    if (h5::has_attribute(file, "snapshot_version"))
      throw Unusable(
          path.string() +
          ": a snapshot, which holds no results yet; `supplytwin run SCENARIO --from FILE` goes on from it "
          "and makes some");
    std::int64_t version = 0;
    guarded([&] { h5::read_attribute(file, "layout_version", version); });
    if (version != kLayoutVersion)
      throw Unusable(path.string() + ": written in layout " + std::to_string(version) + ", this version reads " +
                     std::to_string(kLayoutVersion) +
                     "; read it with the version of its attribute `version`, or run it again");
  }

  void read_header() {
    base::for_each_field<Provenance>(
        [&](const auto& field) { h5::read_attribute(file, field.name, header.provenance.*field.member); });
    Axes& axes = header.axes;
    axes.policies = h5::read_texts(h5::open_dataset(file, "policy"));
    axes.sites = h5::read_texts(h5::open_dataset(file, "site"));
    axes.categories = h5::read_texts(h5::open_dataset(file, "category"));
    axes.criticalities = h5::read_texts(h5::open_dataset(file, "criticality"));
    const h5::Handle day = h5::open_dataset(file, "day");
    axes.days = static_cast<std::int64_t>(h5::read_integers(day).size());
    std::string units;
    h5::read_attribute(day, "units", units);
    const std::string since = "days since ";
    if (!units.starts_with(since))
      throw base::StoreError("day has units '" + units + "', expected '" + since + "...'");
    axes.first_day = units.substr(since.size());
    replications = h5::read_integers(h5::open_dataset(file, "replication"));
    if (!std::is_sorted(replications.begin(), replications.end(), std::less_equal<>()) || replications.empty())
      throw base::StoreError("replications do not ascend");
    if (axes.criticalities.size() != outcome::kCriticalities ||
        !std::is_sorted(axes.policies.begin(), axes.policies.end()))
      throw base::StoreError("criticalities or policies are not those of the layout");
  }

  void open_variables() {
    shape = shape_of(header.axes, replications.size());
    for (const Variable& v : variables) {
      h5::Handle dataset = h5::open_dataset(file, v.name);
      std::vector<hsize_t> expected{shape[0], shape[1]};
      for (const Dimension d : v.inner) expected.push_back(shape[static_cast<std::size_t>(d)]);
      if (h5::dimensions_of(dataset) != expected) throw base::StoreError("dataset " + v.name + " has another extent");
      datasets.push_back(std::move(dataset));
    }
  }
};

Reader::Reader(std::filesystem::path path) : file_(std::make_unique<File>()) {
  File& f = *file_;
  f.path = std::move(path);
  check_whole(f.path, kResults);
  f.guarded([&] { f.file = h5::open_file(f.path); });
  f.check_layout();
  f.guarded([&] {
    f.read_header();
    f.open_variables();
  });
}

Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;

const std::filesystem::path& Reader::path() const { return file_->path; }
const Header& Reader::header() const { return file_->header; }
const std::vector<std::int64_t>& Reader::replications() const { return file_->replications; }

outcome::Record Reader::record(std::size_t policy, std::size_t replication) const {
  const File& f = *file_;
  return f.guarded([&] {
    outcome::Record record(f.shape[2], f.shape[3], f.shape[8]);
    std::vector<std::int64_t> buffer;
    for (std::size_t i = 0; i < f.variables.size(); ++i) {
      const Variable& v = f.variables[i];
      buffer.resize(v.size(f.shape));
      std::vector<hsize_t> start{policy, replication}, counts{1, 1};
      for (const Dimension d : v.inner) {
        start.push_back(0);
        counts.push_back(f.shape[static_cast<std::size_t>(d)]);
      }
      h5::read_box(f.datasets[i], start, counts, buffer.data());
      v.scatter(record, buffer);
    }
    return record;
  });
}

}  // namespace supplytwin::store
