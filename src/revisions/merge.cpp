// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/revisions/merge.hpp"

#include "amparo/base/check.hpp"

#include <algorithm>
#include <map>
#include <queue>
#include <tuple>
#include <utility>

namespace amparo::revisions {
namespace {

/// One revision of the graph: its entries and, as positions of other nodes, its known parents.
struct Node {
    RevisionId revision;
    Instant time;
    DeviceId device;
    std::vector<std::size_t> parents;
    std::vector<std::size_t> entries;
};

/// V4, ascending.
bool comes_before(Node const& a, Node const& b) noexcept {
    return std::tie(a.time, a.device, a.revision) < std::tie(b.time, b.device, b.revision);
}

struct Graph {
    std::vector<Node> nodes;
    std::vector<std::size_t> node_of_entry;
    std::vector<std::size_t> order;  ///< Nodes, each after its parents.
};

/// Everything that any of `nodes` has seen.
std::vector<bool> seen_by(std::vector<Node> const& all, std::vector<std::size_t> const& nodes) {
    std::vector<bool> seen(all.size());
    std::vector<std::size_t> rest;
    auto const look = [&](std::size_t n) {
        for (std::size_t const parent : all[n].parents) {
            if (seen[parent]) continue;
            seen[parent] = true;
            rest.push_back(parent);
        }
    };
    for (std::size_t const n : nodes) look(n);
    while (!rest.empty()) {
        std::size_t const n = rest.back();
        rest.pop_back();
        look(n);
    }
    return seen;
}

/// Nodes after their parents, by V4 where that leaves a choice. Nodes in circles and behind them are missing.
std::vector<std::size_t> parents_first(std::vector<Node> const& nodes) {
    std::vector<std::size_t> parents_left(nodes.size());
    std::vector<std::vector<std::size_t>> children(nodes.size());
    for (std::size_t n = 0; n < nodes.size(); ++n) {
        parents_left[n] = nodes[n].parents.size();
        for (std::size_t const parent : nodes[n].parents) children[parent].push_back(n);
    }
    auto const comes_later = [&](std::size_t a, std::size_t b) { return comes_before(nodes[b], nodes[a]); };
    std::priority_queue<std::size_t, std::vector<std::size_t>, decltype(comes_later)> ready{comes_later};
    for (std::size_t n = 0; n < nodes.size(); ++n)
        if (parents_left[n] == 0) ready.push(n);
    std::vector<std::size_t> order;
    order.reserve(nodes.size());
    while (!ready.empty()) {
        std::size_t const n = ready.top();
        ready.pop();
        order.push_back(n);
        for (std::size_t const child : children[n])
            if (--parents_left[child] == 0) ready.push(child);
    }
    return order;
}

/// V8. A circle is small or an attack; each of its revisions is looked at alone.
void open_circles(std::vector<Node>& nodes, std::vector<std::size_t> const& order) {
    std::vector<bool> suspect(nodes.size(), true);
    for (std::size_t const n : order) suspect[n] = false;
    std::vector<std::size_t> circular;
    for (std::size_t n = 0; n < nodes.size(); ++n)
        if (suspect[n] && seen_by(nodes, {n})[n]) circular.push_back(n);
    for (std::size_t const n : circular) nodes[n].parents.clear();
}

/// V1, V7, V8.
Graph graph_of(std::span<Entry const> entries) {
    Graph graph;
    graph.node_of_entry.resize(entries.size());
    std::map<RevisionId, std::size_t> at;
    for (std::size_t e = 0; e < entries.size(); ++e) {
        auto const [place, is_new] = at.emplace(entries[e].revision, graph.nodes.size());
        if (is_new) graph.nodes.push_back({entries[e].revision, entries[e].time, entries[e].device, {}, {}});
        graph.nodes[place->second].entries.push_back(e);
        graph.node_of_entry[e] = place->second;
    }
    for (Node& node : graph.nodes) {
        for (RevisionId const& parent : entries[node.entries.front()].parents) {
            auto const found = at.find(parent);
            if (found == at.end()) continue;
            if (std::find(node.parents.begin(), node.parents.end(), found->second) == node.parents.end())
                node.parents.push_back(found->second);
        }
    }
    graph.order = parents_first(graph.nodes);
    if (graph.order.size() < graph.nodes.size()) {
        open_circles(graph.nodes, graph.order);
        graph.order = parents_first(graph.nodes);
    }
    AMPARO_CHECK(graph.order.size() == graph.nodes.size());
    return graph;
}

std::vector<RevisionId> heads_of(Graph const& graph) {
    std::vector<bool> is_parent(graph.nodes.size());
    for (Node const& node : graph.nodes)
        for (std::size_t const parent : node.parents) is_parent[parent] = true;
    std::vector<RevisionId> heads;
    for (std::size_t n = 0; n < graph.nodes.size(); ++n)
        if (!is_parent[n]) heads.push_back(graph.nodes[n].revision);
    std::sort(heads.begin(), heads.end());
    return heads;
}

struct Write {
    std::size_t entry;
    Json const* value;
};

/// True if each entry's revision is the one before it or names just that one: a history without forks.
bool is_one_line(std::span<Entry const> entries) {
    for (std::size_t e = 1; e < entries.size(); ++e) {
        if (entries[e].revision == entries[e - 1].revision) continue;
        if (entries[e].parents.size() != 1 || entries[e].parents.front() != entries[e - 1].revision)
            return false;
    }
    // Walking back, none may come again: that would be a circle, or entries of one revision apart.
    std::vector<RevisionId> distinct;
    for (Entry const& entry : entries)
        if (distinct.empty() || distinct.back() != entry.revision) distinct.push_back(entry.revision);
    std::sort(distinct.begin(), distinct.end());
    if (std::adjacent_find(distinct.begin(), distinct.end()) != distinct.end()) return false;
    // The first may not build on a later one.
    return entries.empty() || std::none_of(entries.front().parents.begin(), entries.front().parents.end(),
                                           [&](RevisionId const& p) {
                                               return std::binary_search(distinct.begin(), distinct.end(), p);
                                           });
}

/// Nothing if one revision writes a field in two parts: which is last, a line does not say.
std::optional<State> merge_one_line(std::span<Entry const> entries) {
    struct Last {
        Entry const* entry;
        Json const* value;
    };
    std::map<std::string, Last, std::less<>> current;
    for (Entry const& entry : entries) {
        if (entry.op == Op::kErase) {  // V6
            for (auto at = current.begin(); at != current.end();)
                at = at->second.entry->part == entry.part ? current.erase(at) : std::next(at);
        } else if (entry.fields) {
            for (auto const& field : entry.fields->items()) {
                auto const [at, is_new] = current.try_emplace(field.key(), Last{&entry, &field.value()});
                if (is_new) continue;
                if (at->second.entry->revision == entry.revision) return std::nullopt;
                at->second = {&entry, &field.value()};
            }
        }
    }
    State state;
    for (auto const& [field, last] : current)
        if (!last.value->is_null()) state.fields.emplace(field, *last.value);
    if (!entries.empty()) state.heads = {entries.back().revision};
    return state;
}

}  // namespace

std::string_view name(Op op) noexcept {
    switch (op) {
        case Op::kCreate:
            return "create";
        case Op::kUpdate:
            return "update";
        case Op::kResolve:
            return "resolve";
        case Op::kErase:
            return "erase";
    }
    return {};
}

std::optional<Op> op_numbered(std::uint8_t number) noexcept {
    if (number < 1 || number > 4) return std::nullopt;
    return static_cast<Op>(number);
}

State merge(std::span<Entry const> entries, IsProtected const& is_protected) {
    for (Entry const& entry : entries) AMPARO_CHECK(!entry.fields || entry.fields->is_object());
    if (is_one_line(entries))
        if (auto state = merge_one_line(entries)) return *std::move(state);

    Graph const graph = graph_of(entries);
    State state;
    state.heads = heads_of(graph);

    std::map<Part, std::vector<std::size_t>> erases;
    for (std::size_t e = 0; e < entries.size(); ++e)
        if (entries[e].op == Op::kErase) erases[entries[e].part].push_back(graph.node_of_entry[e]);
    std::map<Part, std::vector<bool>> erased;
    for (auto const& [part, nodes] : erases) erased.emplace(part, seen_by(graph.nodes, nodes));
    auto const is_erased = [&](std::size_t e) {  // V6
        auto const found = erased.find(entries[e].part);
        return found != erased.end() && found->second[graph.node_of_entry[e]];
    };

    std::map<std::string, std::vector<Write>, std::less<>> writes;
    for (std::size_t e = 0; e < entries.size(); ++e) {
        if (!entries[e].fields || entries[e].op == Op::kErase) continue;
        for (auto const& field : entries[e].fields->items())
            writes[field.key()].push_back({e, &field.value()});
    }

    for (auto& [field, all] : writes) {
        std::vector<std::size_t> writers;
        writers.reserve(all.size());
        for (Write const& w : all) writers.push_back(graph.node_of_entry[w.entry]);
        std::vector<bool> const superseded = seen_by(graph.nodes, writers);  // V2
        all.erase(std::remove_if(all.begin(), all.end(),
                                 [&](Write const& w) {
                                     return superseded[graph.node_of_entry[w.entry]] || is_erased(w.entry);
                                 }),
                  all.end());
        if (all.empty()) continue;
        std::sort(all.begin(), all.end(), [&](Write const& a, Write const& b) {
            Node const& left = graph.nodes[graph.node_of_entry[a.entry]];
            Node const& right = graph.nodes[graph.node_of_entry[b.entry]];
            if (comes_before(left, right) || comes_before(right, left)) return comes_before(right, left);
            return entries[a.entry].part < entries[b.entry].part;
        });

        Conflict conflict{field, {}};
        for (Write const& w : all) {
            bool const is_known = std::any_of(conflict.values.begin(), conflict.values.end(),
                                              [&](ConflictValue const& v) { return v.value == *w.value; });
            if (is_known) continue;
            Entry const& entry = entries[w.entry];
            conflict.values.push_back({*w.value, entry.revision, entry.author, entry.time});
        }
        bool const in_conflict = conflict.values.size() > 1;
        bool const is_left_open = in_conflict && is_protected && is_protected(field);  // V5
        Json const& shown = conflict.values.front().value;                             // V4
        if (!is_left_open && !shown.is_null()) state.fields.emplace(field, shown);
        if (in_conflict) state.conflicts.push_back(std::move(conflict));
    }
    return state;
}

std::vector<std::size_t> in_order(std::span<Entry const> entries) {
    Graph const graph = graph_of(entries);
    std::vector<std::size_t> out;
    out.reserve(entries.size());
    for (std::size_t const n : graph.order) {
        std::vector<std::size_t> same = graph.nodes[n].entries;
        std::sort(same.begin(), same.end(),
                  [&](std::size_t a, std::size_t b) { return entries[a].part < entries[b].part; });
        out.insert(out.end(), same.begin(), same.end());
    }
    return out;
}

}  // namespace amparo::revisions
