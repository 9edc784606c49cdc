#include "store/writer.hpp"

#include <numeric>
#include <span>
#include <string>

#include "base/error.hpp"
#include "store/durable.hpp"
#include "store/h5.hpp"
#include "store/image.hpp"
#include "store/scales.hpp"
#include "store/schema.hpp"

namespace supplytwin::store {
namespace {

using h5::Handle;

std::vector<std::string> stage_names() {
  return {base::EnumNames<outcome::Stage>::names.begin(), base::EnumNames<outcome::Stage>::names.end()};
}

std::vector<std::string> series_names() {
  return {base::EnumNames<outcome::Daily>::names.begin(), base::EnumNames<outcome::Daily>::names.end()};
}

std::vector<std::int64_t> bin_edges() {
  std::vector<std::int64_t> edges(outcome::Histogram::bins());
  for (std::size_t b = 0; b < edges.size(); ++b) edges[b] = outcome::Histogram::lower(b);
  return edges;
}

}  // namespace

struct Writer::File {
  std::filesystem::path path;
  std::vector<std::byte> image;  // of `file`, once it is closed
  Handle file;
  Shape shape{};
  Scales scales;
  std::vector<Variable> variables = store::variables();
  std::vector<Handle> datasets;  // beside `variables`
  std::vector<bool> put;         // [policy][replication]
  std::vector<std::int64_t> buffer;
  bool finished = false;

  /// Runs `step`; a failure names the file, of which nothing is left.
  template <class Step>
  void guarded(Step step) {
    const h5::Quiet quiet;
    try {
      step();
    } catch (const base::StoreError& e) {
      std::error_code ignored;
      std::filesystem::remove(partial_name(path), ignored);
      throw base::StoreError(path.string() + ": cannot be written: " + e.what() +
                             "; free space or change --out, then run again");
    }
  }

  template <class Values>
  Handle coordinate(const std::string& name, const Values& values, const std::string& units,
                    const std::string& words) {
    constexpr bool text = std::is_same_v<Values, std::vector<std::string>>;
    const hsize_t n = values.size();
    const Handle type = text ? h5::text_type() : Handle{};
    Handle dataset = h5::create_dataset(file, name, text ? hid_t(type) : H5T_STD_I64LE, {&n, 1}, {});
    h5::write_all(dataset, values);
    h5::write_attribute(dataset, "long_name", words);
    if (!units.empty()) h5::write_attribute(dataset, "units", units);
    return dataset;
  }

  void write_provenance(const Header& header) {
    h5::write_attribute(file, "Conventions", std::string("CF-1.11"));
    h5::write_attribute(file, "title", "supplytwin results of " + header.provenance.scenario);
    h5::write_attribute(file, "layout_version", kLayoutVersion);
    h5::write_attribute(file, "unit_conventions",
                        std::string("time in ms, money in micro-dollars, quantities in base units; all integers"));
    base::for_each_field<Provenance>(
        [&](const auto& field) { h5::write_attribute(file, field.name, header.provenance.*field.member); });
  }

  void write_coordinates(const Axes& axes, const std::vector<std::int64_t>& replications) {
    std::vector<std::int64_t> days(static_cast<std::size_t>(axes.days));
    std::iota(days.begin(), days.end(), 0);
    scales.declare(file, "policy", coordinate("policy", axes.policies, "", "policy"));
    scales.declare(file, "replication", coordinate("replication", replications, "", "replication, by its number"));
    scales.declare(file, "site", coordinate("site", axes.sites, "", "hospital or distribution centre"));
    scales.declare(file, "category", coordinate("category", axes.categories, "", "product category"));
    scales.declare(file, "criticality", coordinate("criticality", axes.criticalities, "", "criticality of the item"));
    scales.declare(file, "stage", coordinate("stage", stage_names(), "", "stage whose latency is recorded"));
    scales.declare(file, "bin", coordinate("bin", bin_edges(), "ms", "least latency of the bin"));
    scales.declare(file, "series", coordinate("series", series_names(), "", "daily series"));
    Handle day = coordinate("day", days, "days since " + axes.first_day, "local day of the recorded period");
    h5::write_attribute(day, "standard_name", std::string("time"));
    h5::write_attribute(day, "calendar", std::string("proleptic_gregorian"));
    scales.declare(file, "day", std::move(day));
    const std::vector<std::string> units{outcome::kDailyUnits.begin(), outcome::kDailyUnits.end()};
    scales.attach(file, "series_units", coordinate("series_units", units, "", "unit of the daily series"),
                  {"series"});
  }

  void create_variables() {
    for (const Variable& v : variables) {
      std::vector<std::string> names{"policy", "replication"};
      std::vector<hsize_t> extent{shape[0], shape[1]}, chunk{1, 1};
      for (const Dimension d : v.inner) {
        names.emplace_back(base::name_of(d));
        extent.push_back(shape[static_cast<std::size_t>(d)]);
        chunk.push_back(extent.back());
      }
      // One record's part is one chunk: written once, read alone.
      Handle dataset = h5::create_dataset(file, v.name, H5T_STD_I64LE, extent, chunk);
      h5::write_attribute(dataset, "long_name", v.long_name);
      h5::write_attribute(dataset, "units", v.units);
      scales.attach(file, v.name, dataset, names);
      datasets.push_back(std::move(dataset));
    }
  }
};

Writer::Writer(std::filesystem::path path, const Header& header, std::vector<std::int64_t> replications)
    : file_(std::make_unique<File>()) {
  File& f = *file_;
  f.path = std::move(path);
  f.shape = shape_of(header.axes, replications.size());
  f.put.resize(f.shape[0] * f.shape[1]);
  f.guarded([&] {
    write_bytes(partial_name(f.path), {});  // a folder that refuses is found before the work, not after
    f.file = h5::create_file(f.image);
    f.write_provenance(header);
    f.write_coordinates(header.axes, replications);
    f.create_variables();
    f.scales.finish();
  });
}

Writer::~Writer() {
  if (file_->finished) return;
  std::error_code ignored;
  std::filesystem::remove(partial_name(file_->path), ignored);
}

void Writer::put(std::size_t policy, std::size_t replication, const outcome::Record& record) {
  File& f = *file_;
  if (record.measures.size() != f.shape[2] * f.shape[3] * f.shape[4] || record.days != f.shape[8])
    throw base::StoreError(f.path.string() + ": a record does not have the sites, categories or days of the file");
  if (f.put.at(policy * f.shape[1] + replication))
    throw base::StoreError(f.path.string() + ": replication " + std::to_string(replication) + " is stored twice");
  f.guarded([&] {
    for (std::size_t i = 0; i < f.variables.size(); ++i) {
      const Variable& v = f.variables[i];
      f.buffer.resize(v.size(f.shape));
      v.gather(record, f.buffer);
      std::vector<hsize_t> start{policy, replication}, counts{1, 1};
      for (const Dimension d : v.inner) {
        start.push_back(0);
        counts.push_back(f.shape[static_cast<std::size_t>(d)]);
      }
      h5::write_box(f.datasets[i], start, counts, f.buffer.data());
    }
  });
  f.put[policy * f.shape[1] + replication] = true;
}

void Writer::finish() {
  File& f = *file_;
  for (std::size_t i = 0; i < f.put.size(); ++i)
    if (!f.put[i]) throw base::StoreError(f.path.string() + ": finished before every record was stored");
  f.guarded([&] {
    f.datasets.clear();
    f.scales = {};
    put_sealed(f.path, f.file, f.image);
  });
  f.finished = true;
}

}  // namespace supplytwin::store
