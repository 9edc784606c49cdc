#include <gtest/gtest.h>

#include "base/error.hpp"
#include "scenario/scenario.hpp"
#include "scenario/write_fields.hpp"
#include "scenario/write_scenario.hpp"

#include "scratch.hpp"

namespace supplytwin::scenario {
namespace {

TEST(WriteScenario, ReadsBackAsTheSame) {
  const std::filesystem::path cases = std::filesystem::path(SOURCE_DIR) / "tests/validation";
  for (const auto& path : {data() / "scenario.yaml", cases / "v41_trace.yaml", cases / "v12_measures.yaml",
                           std::filesystem::path(SOURCE_DIR) / "scenarios/small.yaml"}) {
    const Scratch scratch;
    const ScenarioFile file = file_of(read(path));
    const ScenarioFile again = file_of(read(write(file, scratch.folder() / "written")));
    EXPECT_TRUE(same(file, again)) << path;
    EXPECT_EQ(yaml_of(file, {}, 0), yaml_of(again, {}, 0)) << path;
  }
}

TEST(WriteScenario, TextSurvivesQuotes) {
  const Scratch scratch;
  ScenarioFile file = file_of(read(data() / "scenario.yaml"));
  file.question = "\"Quoted\", a \\ and:\na second line # not a comment";
  file.model.here->items[0].name = "a \"b\", c d";
  const ScenarioFile again = file_of(read(write(file, scratch.folder() / "written")));
  EXPECT_EQ(again.question, file.question);
  EXPECT_EQ(again.model.here->items[0].name, file.model.here->items[0].name);
}

TEST(WriteScenario, RefusesATimeThatTheClockShowsTwice) {
  const Scratch scratch;
  ScenarioFile file = file_of(read(std::filesystem::path(SOURCE_DIR) / "scenarios/small.yaml"));
  file.period.start = base::Time{base::Duration{1'730'615'400'000}};  // 2024-11-03 01:30 EST, once more
  EXPECT_THROW(write(file, scratch.folder() / "written"), base::Error);
  file.period.start = base::Time{base::Duration{1'730'611'800'001}};
  EXPECT_THROW(write(file, scratch.folder() / "written"), base::Error);  // no whole second
}

TEST(WriteScenario, ALawMadeInCodeIsWrittenWhenItIsConstant) {
  const FieldFacts share{.name = "fill", .dimension = Dimension::ratio};
  EXPECT_EQ(text_of(kernel::Law::constant(1'000'000), share), "1");
  EXPECT_EQ(text_of(kernel::Law{}, FieldFacts{.name = "time", .dimension = Dimension::time}), "0 s");
  EXPECT_THROW(text_of(kernel::Law::exponential(1), share), base::Error);
}

}  // namespace
}  // namespace supplytwin::scenario
