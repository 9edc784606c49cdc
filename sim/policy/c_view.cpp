#include <cstring>
#include <span>

#include "policy/c_handles.hpp"
#include "policy/c_records.hpp"
#include "policy/orchestrator.hpp"
#include "policy/saved_view.hpp"

using namespace supplytwin;
using namespace supplytwin::policy;

st_policy_view* st_policy_view_new(const st_policy_master* master, st_policy_error* error) noexcept {
  st_policy_view* made = nullptr;
  guarded(error, [&] {
    if (!master) return bad_argument(error, "a handle is NULL");
    made = new st_policy_view{master->master, View(*master->master)};
    made->view.make_room();
    return report(error, ST_POLICY_OK);
  });
  return made;
}

void st_policy_view_free(st_policy_view* view) noexcept { delete view; }

st_policy_code st_policy_view_open(st_policy_view* view, uint32_t point, const st_policy_stock* stock,
                                   st_policy_error* error) noexcept {
  if (!view || !stock) return bad_argument(error, "a pointer is NULL");
  if (point >= view->master->points.size()) return bad_argument(error, "no such point");
  View::Stock s;
  if (const char* wrong = read(*stock, s)) return bad_argument(error, wrong);
  view->view.open(base::PointId(point), s);
  return report(error, ST_POLICY_OK);
}

st_policy_code st_policy_view_stock(const st_policy_view* view, uint32_t point, st_policy_stock* stock,
                                    st_policy_error* error) noexcept {
  if (!view || !stock) return bad_argument(error, "a pointer is NULL");
  if (point >= view->master->points.size()) return bad_argument(error, "no such point");
  *stock = written(view->view.stock(base::PointId(point)));
  return report(error, ST_POLICY_OK);
}

st_policy_code st_policy_view_save(const st_policy_view* view, void* buffer, size_t capacity, size_t* needed,
                                   st_policy_error* error) noexcept {
  return guarded(error, [&] {
    if (!view || !needed || (!buffer && capacity > 0)) return bad_argument(error, "a pointer is NULL");
    const std::vector<std::byte> bytes = save(*view->master, view->view);
    *needed = bytes.size();
    if (capacity < bytes.size()) return report(error, ST_POLICY_TOO_SMALL, "the buffer is too small");
    std::memcpy(buffer, bytes.data(), bytes.size());
    return report(error, ST_POLICY_OK);
  });
}

st_policy_view* st_policy_view_restore(const st_policy_master* master, const void* bytes, size_t size,
                                       st_policy_error* error) noexcept {
  st_policy_view* made = nullptr;
  guarded(error, [&] {
    if (!master || !bytes) return bad_argument(error, "a pointer is NULL");
    made = new st_policy_view{master->master, restore(*master->master, {static_cast<const std::byte*>(bytes), size})};
    made->view.make_room();
    return report(error, ST_POLICY_OK);
  });
  return made;
}

st_policy_code st_policy_project(st_policy_view* view, const st_policy_event* event,
                                 st_policy_error* error) noexcept {
  if (!view || !event) return bad_argument(error, "a pointer is NULL");
  Event e;
  if (const char* wrong = read(*event, *view->master, e)) return bad_argument(error, wrong);
  tell(view->view, e, nullptr);
  return report(error, ST_POLICY_OK);
}

st_policy_code st_policy_commit(st_policy_view* view, const st_policy_decision* decision,
                                st_policy_error* error) noexcept {
  if (!view || !decision) return bad_argument(error, "a pointer is NULL");
  Decision d;
  if (const char* wrong = read(*decision, *view->master, d)) return bad_argument(error, wrong);
  if (moves_something(d)) view->view.commit(d);
  return report(error, ST_POLICY_OK);
}
