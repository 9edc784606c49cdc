#include "scenario/file_kinds.hpp"

#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "demand/config.hpp"
#include "scenario/config.hpp"
#include "scenario/law_shape.hpp"
#include "scenario/read_fields.hpp"
#include "world/config.hpp"

namespace supplytwin::scenario {
namespace {

using bundle::Shape;

std::string date_pattern() {
  return "(19|20|21|22)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
         "([ T]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?)?";
}

template <base::Config C>
Shape shape_of();

/// What may stand for a field, the same choice that YamlReader makes.
template <class T>
Shape shape_of(const FieldFacts& field) {
  if constexpr (base::Config<T>) {
    return shape_of<T>();
  } else if constexpr (is_optional<T>) {
    return shape_of<typename T::value_type>(field);
  } else if constexpr (is_in_place<T>) {
    Shape either =
        bundle::either_shape({bundle::text_shape(), shape_of<typename decltype(T::here)::value_type>(field)});
    either.says = "a path, or the same in place";
    return either;
  } else if constexpr (is_vector<T>) {
    return bundle::list_shape(shape_of<typename T::value_type>(field));
  } else {
    const double unit = std::is_same_v<T, base::Ratio> ? static_cast<double>(base::kOne.ppm) : 1;
    const double lowest = static_cast<double>(field.lowest) / unit;
    std::optional<double> highest;
    if (field.highest != std::numeric_limits<std::int64_t>::max())
      highest = static_cast<double>(field.highest) / unit;
    if constexpr (std::is_same_v<T, bool>) {
      Shape s;
      s.kind = Shape::Kind::truth;
      s.says = expected<T>(field);
      return s;
    }
    if constexpr (std::is_same_v<T, std::int64_t>) return bundle::whole_shape(lowest, highest);
    if constexpr (std::is_same_v<T, double>) return bundle::number_shape(lowest, highest);
    if constexpr (std::is_same_v<T, std::string>) return bundle::text_shape(!field.required);
    if constexpr (std::is_same_v<T, base::Duration>) return bundle::duration_shape();
    if constexpr (std::is_same_v<T, base::Money>) return bundle::money_shape();
    if constexpr (std::is_same_v<T, base::Ratio>) return bundle::ratio_shape(lowest, highest);
    if constexpr (std::is_same_v<T, base::Time>)
      return bundle::pattern_shape("local_time", expected<T>(field), date_pattern());
    if constexpr (std::is_same_v<T, base::Hours>) return bundle::hours_shape();
    if constexpr (std::is_same_v<T, base::Schedule>) return bundle::schedule_shape();
    if constexpr (std::is_same_v<T, kernel::Law>) return law_shape(field.dimension);
    if constexpr (base::NamedEnum<T>) {
      const auto& names = base::EnumNames<T>::names;
      return bundle::words_shape({names.begin(), names.end()});
    }
  }
}

template <base::Config C>
Shape shape_of() {
  Shape s;
  s.kind = Shape::Kind::map;
  s.says = "a map";
  s.exactly_one = requires { C::kExactlyOne; };
  base::for_each_field<C>([&](const auto& f) {
    using Member = std::remove_reference_t<decltype(std::declval<C&>().*f.member)>;
    s.keys.push_back({std::string(f.name), std::string(f.doc), f.required, shape_of<Member>(facts_of(f))});
  });
  return s;
}

}  // namespace

std::vector<FileKind> file_kinds() {
  return {{"scenario", "What is simulated: a network, a period, what happens, and the policies that compete.",
           shape_of<ScenarioFile>()},
          {"network", "A network: what the tables beside this file do not say.", shape_of<world::NetworkFile>()},
          {"policy", "A policy bundle: what production deploys and the simulator runs.", bundle::policy_shape()},
          {"surge", "A surge of patients, over the table of its admissions.", shape_of<demand::SurgeConfig>()}};
}

}  // namespace supplytwin::scenario
