#include <algorithm>

#include "edge/command_message.hpp"
#include "edge/decision_log.hpp"
#include "edge/event_message.hpp"
#include "edge/master_message.hpp"
#include "small_world.hpp"

namespace supplytwin::edge {
namespace {

std::string text_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::filesystem::path example(const std::string& name) {
  return std::filesystem::path(SOURCE_DIR) / "models/contract/examples" / (name + ".json");
}

TEST(Examples, TheReaderTakesOneOfEveryEvent) {
  const Message master = read_message(text_of(example(std::string(kMasterSnapshot))));
  EXPECT_EQ(master.type, kMasterSnapshot);
  const Opening opening = read_master(master.data, master.recorded);
  const Names names(opening.master);
  constexpr auto kNames = base::EnumNames<policy::EventType>::names;
  for (std::size_t t = 0; t < kNames.size(); ++t) {
    const std::string type = std::string(kNames[t]).append(kVersion);
    const Message message = read_message(text_of(example(type)));
    EXPECT_EQ(message.type, type);
    const policy::Event event = read_event(message, names);
    EXPECT_EQ(event.type, static_cast<policy::EventType>(t));
    EXPECT_LE(event.occurred, event.recorded);
    EXPECT_EQ(read_message(event_message(event, names, message.sequence)).data, message.data) << type;
  }
}

TEST(Examples, TheReaderTakesOneOfEveryDecision) {
  for (const std::string_view action : base::EnumNames<policy::Action>::names) {
    const std::vector<std::string> lines = lines_of(example("decision." + std::string(action)));
    ASSERT_EQ(lines.size(), 1U) << action;
    EXPECT_EQ(DecisionReader().read(lines[0]).action, action);  // each the first of a log
  }
}

TEST(Examples, CommandsAreThoseOfTheDecisions) {
  for (const policy::Action action : {policy::Action::transfer_request, policy::Action::requisition_create,
                                      policy::Action::requisition_expedite, policy::Action::substitution_propose}) {
    const std::string name(base::name_of(action));
    const std::vector<Command> commands = commands_of(lines_of(example("decision." + name))[0]);
    ASSERT_EQ(commands.size(), 1U) << name;
    EXPECT_EQ(parse(commands[0].message), parse(text_of(example("command." + name)))) << name;
  }
}

}  // namespace
}  // namespace supplytwin::edge
