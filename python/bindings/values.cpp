#include "values.hpp"

#include <cmath>
#include <cstdint>
#include <string>

#include "base/format.hpp"

namespace supplytwin::python {
namespace {

namespace py = pybind11;

py::object from_module(const char* module, const char* name) { return py::module_::import(module).attr(name); }

py::object epoch() {
  return from_module("datetime", "datetime")(1970, 1, 1, 0, 0, 0, 0, from_module("datetime", "timezone").attr("utc"));
}

bool is(py::handle object, const char* module, const char* name) {
  return py::isinstance(object, from_module(module, name));
}

/// A Python number that must be whole.
std::int64_t whole(const py::object& number, const char* unit) {
  if (!number.attr("is_finite")().cast<bool>()) throw py::value_error("expected a finite number");
  const py::object nearest = from_module("builtins", "int")(number);
  if (!nearest.equal(number)) throw py::value_error("finer than a " + std::string(unit));
  if (nearest.attr("bit_length")().cast<int>() > 63) throw py::value_error("expected a smaller number");
  return nearest.cast<std::int64_t>();
}

}  // namespace

py::object to_python(base::Duration value) {
  const std::int64_t ms = value.count() % 1000, seconds = value.count() / 1000;
  return from_module("datetime", "timedelta")(0, seconds, 0, ms);
}

py::object to_python(base::Time value) { return epoch() + to_python(value.time_since_epoch()); }

py::object to_python(base::Money value) {
  std::string text = base::dollars(value);
  text.erase(text.find('$'), 1);
  return from_module("decimal", "Decimal")(text);
}

py::object to_python(base::Ratio value) { return py::float_(static_cast<double>(value.ppm) / 1e6); }

bool from_python(py::handle object, base::Duration& value) {
  if (!is(object, "datetime", "timedelta")) return false;
  const auto days = object.attr("days").cast<std::int64_t>(), seconds = object.attr("seconds").cast<std::int64_t>(),
             micros = object.attr("microseconds").cast<std::int64_t>();
  if (micros % 1000 != 0) throw py::value_error("finer than a millisecond");
  value = base::kDay * days + base::kSecond * seconds + base::Duration{micros / 1000};
  return true;
}

bool from_python(py::handle object, base::Time& value) {
  if (!is(object, "datetime", "datetime")) return false;
  if (object.attr("utcoffset")().is_none()) throw py::value_error("a time needs a zone, such as tzinfo=timezone.utc");
  base::Duration since{};
  from_python(py::reinterpret_borrow<py::object>(object) - epoch(), since);
  value = base::Time{since};
  return true;
}

bool from_python(py::handle object, base::Money& value) {
  if (!is(object, "decimal", "Decimal") && !py::isinstance<py::int_>(object)) return false;
  value.micros = whole(from_module("decimal", "Decimal")(object).attr("scaleb")(6), "micro-dollar");
  return true;
}

bool from_python(py::handle object, base::Ratio& value) {
  if (!is(object, "numbers", "Real") && !is(object, "decimal", "Decimal")) return false;
  const double ppm = 1e6 * py::float_(py::reinterpret_borrow<py::object>(object)).cast<double>();
  if (!std::isfinite(ppm)) throw py::value_error("expected a finite number");
  value.ppm = std::llround(ppm);
  if (std::abs(ppm - static_cast<double>(value.ppm)) > 1e-6) throw py::value_error("finer than a part per million");
  return true;
}

}  // namespace supplytwin::python
