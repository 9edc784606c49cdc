"""The small network in stockpyl: periods of a day, all nodes under its (s, S) policy."""

import time

import small_network as small
from serve import serve
from stockpyl.sim import simulation
from stockpyl.supply_chain_network import SupplyChainNetwork, network_from_edges

CENTRE = 0
HOSPITALS = list(range(1, small.HOSPITALS + 1))


def network() -> SupplyChainNetwork:
    """The network, full at the start."""
    nodes = [CENTRE, *HOSPITALS]
    pars = {n: small.CENTRE_PAR if n == CENTRE else small.PAR for n in nodes}
    return network_from_edges(
        edges=[(CENTRE, h) for h in HOSPITALS],
        node_order_in_lists=nodes,
        demand_type={n: None if n == CENTRE else "P" for n in nodes},
        mean={n: None if n == CENTRE else small.MEAN for n in nodes},
        policy_type="sS",
        reorder_point={n: small.CENTRE_REORDER if n == CENTRE else small.REORDER for n in nodes},
        order_up_to_level=pars,
        initial_inventory_level=pars,
        shipment_lead_time={n: small.CENTRE_LEAD if n == CENTRE else small.LEAD for n in nodes},
        local_holding_cost=1,
        stockout_cost=1,
    )


def measure(seed: int) -> dict[str, object]:
    """One replication; making the network is not timed."""
    net = network()
    start = time.perf_counter()
    simulation(net, small.DAYS, rand_seed=seed + 1, progress_bar=False, consistency_checks="N")
    seconds = time.perf_counter() - start
    levels = {
        n.index: [max(next(iter(n.state_vars[t].inventory_level.values())), 0) for t in range(small.DAYS)]
        for n in net.nodes
    }
    stock = {index: sum(of_days) / small.DAYS for index, of_days in levels.items()}
    last = [net.get_node_from_index(h).state_vars[small.DAYS - 1] for h in HOSPITALS]
    fill = [next(iter(state.fill_rate.values())) for state in last]
    found = small.answers(fill, [stock[h] for h in HOSPITALS], stock[CENTRE])
    return {"seconds": seconds, "work": 1, "check": "", **found}


if __name__ == "__main__":
    serve(measure)
