#include "host/order.hpp"

#include <utility>

namespace supplytwin::host {
namespace {

void turn_away(Order& order) { order.answer.set_value({503, R"({"error":"the host is ending"})"}); }

}  // namespace

std::future<Order::Answer> Orders::add(Order order) {
  auto answer = order.answer.get_future();
  const std::scoped_lock lock(mutex_);
  if (closed_)
    turn_away(order);
  else
    all_.push_back(std::move(order));
  return answer;
}

std::optional<Order> Orders::next() {
  const std::scoped_lock lock(mutex_);
  if (all_.empty()) return std::nullopt;
  Order order = std::move(all_.front());
  all_.pop_front();
  return order;
}

void Orders::close() {
  const std::scoped_lock lock(mutex_);
  closed_ = true;
  for (Order& order : all_) turn_away(order);
  all_.clear();
}

}  // namespace supplytwin::host
