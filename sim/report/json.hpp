#pragma once

#include <string>

#include "report/comparison.hpp"

namespace supplytwin::report {

/// `{"baseline":, "policies": {NAME: {"kpi": {KPI: {"mean":, "lo":, "hi":, "unit":}}}}, "paired": {NAME: {KPI:
/// {"diff":, "lo":, "hi":, "correlation":}}}}`. What is not known is null: bounds of a single replication, a
/// correlation with something that does not vary. By part: `{"by":, "parts": {PART: the same}}`.
std::string json(const Comparison& comparison);

/// Every figure with its words, as text and as JSON.
std::string kpi_list();
std::string kpi_list_json();

}  // namespace supplytwin::report
