#include "policy/program.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/error.hpp"
#include "policy/facts.hpp"

namespace supplytwin::policy {

namespace {

std::string_view as_a_fact_has_it(std::string_view text) {
  for (const FactInfo& fact : facts())
    if (const auto word = std::ranges::find(fact.words, text); word != fact.words.end()) return *word;
  return text;
}

}  // namespace

Program::Program(Image image) : image_(std::move(image)) {
  if (std::string wrong = check(image_); !wrong.empty()) {
    throw base::PolicyError({base::Fault{"policy " + image_.name, 0, 0, std::move(wrong), {}, 1}});
  }
  for (std::size_t v = 0; v < image_.variables.size(); ++v) {
    const Code& code = image_.variables[v].code;
    variables_.push_back(code);
    lasting_[v] = std::ranges::all_of(code, [&](const Instruction& i) {
      if (i.op == Op::load_fact) return facts()[i.argument].subject == Subject::need;
      return i.op != Op::call || lasting_[i.argument];  // only those above it
    });
  }
  for (const std::string& text : image_.constants.texts) texts_.push_back(Value::of(as_a_fact_has_it(text)));
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
