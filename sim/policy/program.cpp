#include "policy/program.hpp"

#include <string_view>
#include <utility>

#include "base/error.hpp"

namespace supplytwin::policy {

Program::Program(Image image) : image_(std::move(image)) {
  if (std::string wrong = check(image_); !wrong.empty()) {
    throw base::PolicyError({base::Fault{"policy " + image_.name, 0, 0, std::move(wrong), {}, 1}});
  }
  for (const Image::Variable& v : image_.variables) variables_.push_back(v.code);
  lists_.resize(image_.parameters.size());
  for (std::size_t i = 0; i < image_.parameters.size(); ++i) {
    const Image::Parameter& p = image_.parameters[i];
    for (const std::int64_t n : p.numbers) {
      lists_[i].push_back(p.type == ValueType::boolean ? Value::of(n != 0) : Value::of(n));
    }
    for (const std::string& t : p.texts) lists_[i].push_back(Value::of(std::string_view(t)));
    const bool list = p.type == ValueType::text_list || p.type == ValueType::number_list;
    parameters_.push_back(list ? Value::of(std::span<const Value>(lists_[i])) : lists_[i].front());
  }
}

}  // namespace supplytwin::policy
