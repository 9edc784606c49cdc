#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>

#include "host/outbox.hpp"

namespace supplytwin::host {

/// An ERP that carries out whatever it is sent, without looking whether it did before, and answers as it is told to.
class NaiveErp final : public Channel {
 public:
  enum class Mood : std::uint8_t { answers, is_deaf, answers_never, refuses, babbles, answers_twice, is_away };

  bool open() const override { return up; }
  bool send(std::uint64_t call, const edge::Command& command) override {
    if (down) return ++sent, true;
    const Mood now = moods.empty() ? Mood::answers : moods.front();
    if (!moods.empty()) moods.pop_front();
    ++sent;
    if (now == Mood::is_away) return say(call, "", true);
    if (now == Mood::is_deaf) return true;
    if (now == Mood::refuses) return say(call, R"({"outcome":"refused"})");
    ++done[command.key];
    if (now == Mood::babbles) return say(call, "well, yes");
    if (now == Mood::answers_never) return true;
    if (now == Mood::answers_twice) say(call, R"({"outcome":"accepted"})");
    return say(call, R"({"outcome":"accepted"})");
  }
  bool ask(std::uint64_t call, const edge::Command& command) override {
    ++asked;
    asked_last = command.key;
    if (down) return true;
    return say(call, done.contains(command.key) ? R"({"outcome":"found"})" : R"({"outcome":"absent"})");
  }
  std::optional<Answer> answer() override {
    if (answers.empty()) return std::nullopt;
    Answer a = answers.front();
    answers.pop_front();
    return a;
  }
  bool say(std::uint64_t call, const std::string& text, bool nobody = false) {
    answers.push_back({call, text, nobody});
    return true;
  }

  bool up = true;     // the channel to it is open
  bool down = false;  // it hears nothing and answers nothing
  std::deque<Mood> moods;
  std::deque<Answer> answers;
  std::map<std::string, int> done;
  std::string asked_last;
  int sent = 0, asked = 0;
};

}  // namespace supplytwin::host
