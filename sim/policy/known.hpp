#pragma once

#include "policy/bundle.hpp"
#include "policy/decision.hpp"
#include "policy/master.hpp"

namespace supplytwin::policy {

/// Visits all that is known and may bear on a need, in a fixed order, some of it twice: `visit(PointId)` for the
/// stock of a point, `visit(CategoryId)` for a forecast, `visit(OfferId)` for price, allocation and health of an
/// offer's supplier. The hash of facts and the log of facts are both made of it.
template <class Visit>
void for_each_known(const Bundle& bundle, const Master& master, const Trigger& trigger, Visit&& visit) {
  const Master::Point& point = master.points[trigger.point.value];
  visit(trigger.point);
  for (const base::PointId p : master.stores_near(point.item, point.site)) visit(p);
  visit(master.items[point.item.value].category);
  for (const base::OfferId o : master.offers_of(point.item)) visit(o);
  if (point.kind == PointKind::unit && bundle.substitutes())
    for (const Master::Substitute& s : master.substitutes_of(point.item)) {
      for (const base::PointId p : master.stores_near(s.by, point.site))
        if (master.points[p.value].site == point.site) visit(p);
      if (const base::PointId shelf = master.shelf_of(point.location, s.by)) visit(shelf);
    }
  if (master.sites[point.site.value].room > 0)
    for (const base::PointId p : master.stores_at(point.site)) visit(p);
}

}  // namespace supplytwin::policy
