#pragma once

#include <deque>
#include <future>
#include <mutex>
#include <optional>
#include <string>

namespace supplytwin::host {

/// What a person asks of a host at work, and where the answer goes.
struct Order {
  struct Answer {
    int status = 200;  ///< as HTTP has it
    std::string text;  ///< JSON
  };
  std::string verb;       ///< swap, redrive, settle, pause, resume or stop
  std::string which;      ///< redrive, settle: a letter or the key of a command; redrive: or all
  std::string body;       ///< swap: canonical bytes of a policy; redrive: a mended message, if any; settle: a note
  std::string signature;  ///< swap: of the body, in hexadecimal digits; empty: none
  std::promise<Answer> answer;
};

/// Orders from the threads of HTTP to the one that works.
class Orders {
 public:
  /// The answer comes when the order was carried out.
  std::future<Order::Answer> add(Order order);
  std::optional<Order> next();
  /// Answers all that are left and all that come: the host ends.
  void close();

 private:
  std::mutex mutex_;
  std::deque<Order> all_;
  bool closed_ = false;
};

}  // namespace supplytwin::host
