#include "cli/json_schema.hpp"

#include <cmath>
#include <cstdint>
#include <string>

namespace supplytwin::cli {
namespace {

using Json = nlohmann::ordered_json;
using bundle::Shape;

std::string whole(const std::string& pattern) { return "^(?:" + pattern + ")$"; }

Json number(double value) {
  if (value == std::floor(value)) return static_cast<std::int64_t>(value);
  return value;
}

class Writer {
 public:
  Json of(const Shape& shape) {
    switch (shape.kind) {
      case Shape::Kind::text: {
        Json text{{"type", {"string", "number", "boolean"}}};
        if (!shape.may_be_empty) text["minLength"] = 1;
        return text;
      }
      case Shape::Kind::pattern:
        forms_[shape.name] = {{"type", "string"},
                              {"description", shape.says},
                              {"pattern", whole(shape.pattern)},
                              {"patternErrorMessage", "expected " + shape.says}};
        return {{"$ref", "#/definitions/" + shape.name}};
      case Shape::Kind::words:
        return {{"enum", shape.words}};
      case Shape::Kind::whole:
        return bounded({{"type", "integer"}}, shape, "minimum", "maximum");
      case Shape::Kind::number:
        return bounded({{"type", "number"}}, shape, "minimum", "maximum");
      case Shape::Kind::truth:
        return {{"type", "boolean"}};
      case Shape::Kind::list:
        return bounded({{"type", "array"}, {"items", of(shape.parts[0])}}, shape, "minItems", "maxItems");
      case Shape::Kind::map:
        return map(shape);
      case Shape::Kind::named: {
        Json type = "object";
        if (shape.may_be_empty) type = {"object", "null"};
        return bounded({{"type", type},
                        {"propertyNames", {{"pattern", whole(shape.pattern)}}},
                        {"additionalProperties", of(shape.parts[0])}},
                       shape, "minProperties", "maxProperties");
      }
      case Shape::Kind::either:
        break;
    }
    Json any = Json::array();
    for (const Shape& part : shape.parts) any.push_back(of(part));
    return {{"anyOf", any}};
  }

  /// Forms that many keys share, by name.
  const Json& forms() const { return forms_; }

 private:
  static Json bounded(Json json, const Shape& shape, const char* least, const char* most) {
    if (shape.lowest) json[least] = number(*shape.lowest);
    if (shape.highest) json[most] = number(*shape.highest);
    return json;
  }

  Json map(const Shape& shape) {
    Json properties = Json::object(), required = Json::array();
    for (const Shape::Key& key : shape.keys) {
      Json property{{"description", key.doc}};
      Json value = of(key.shape);
      if (value.contains("$ref")) value = {{"allOf", Json::array({value})}};  // nothing may stand beside a $ref
      property.update(value);
      properties[key.name] = std::move(property);
      if (key.required) required.push_back(key.name);
    }
    Json json{{"type", "object"}, {"additionalProperties", false}};
    if (!required.empty()) json["required"] = std::move(required);
    if (shape.exactly_one) json["minProperties"] = json["maxProperties"] = 1;
    json["properties"] = std::move(properties);
    return json;
  }

  Json forms_ = Json::object();
};

}  // namespace

Json json_schema(const scenario::FileKind& kind) {
  Writer writer;
  Json schema{{"$schema", "http://json-schema.org/draft-07/schema#"},
              {"title", "supplytwin " + kind.name},
              {"description", kind.doc}};
  schema.update(writer.of(kind.shape));
  schema["definitions"] = writer.forms();
  return schema;
}

}  // namespace supplytwin::cli
