// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/protection/ledger.hpp"

#include <algorithm>
#include <cstdlib>

namespace amparo::protection {
namespace {

constexpr std::int64_t kVersion = 1;

Json to_json(Row const& row) {
    Json terms = Json::array();
    for (Term const term : row.terms) terms.push_back({term.column, term.times});
    Json out{{"terms", std::move(terms)}};
    if (row.least != -kNoLimit) out["least"] = row.least;
    if (row.most != kNoLimit) out["most"] = row.most;
    return out;
}

std::optional<std::int64_t> whole(Json const& json) {
    if (json.is_number_unsigned() && json.get<std::uint64_t>() > static_cast<std::uint64_t>(kNoLimit))
        return std::nullopt;
    return json.is_number_integer() ? std::optional{json.get<std::int64_t>()} : std::nullopt;
}

/// Below `limit`.
std::optional<std::uint32_t> index(Json const& json, std::size_t limit) {
    auto const value = whole(json);
    if (!value || *value < 0 || static_cast<std::uint64_t>(*value) >= limit) return std::nullopt;
    return static_cast<std::uint32_t>(*value);
}

/// Pairs of a column, ascending, and a number.
template <class Pair>
std::optional<std::vector<Pair>> pairs_from(Json const& list, std::size_t columns) {
    std::vector<Pair> out;
    for (Json const& pair : list) {
        if (!pair.is_array() || pair.size() != 2) return std::nullopt;
        auto const column = index(pair[0], columns);
        auto const number = whole(pair[1]);
        if (!column || !number || (!out.empty() && out.back().column >= *column)) return std::nullopt;
        out.push_back({*column, *number});
    }
    return out;
}

std::optional<Row> row_from(Json const& json, std::size_t columns) {
    auto terms = pairs_from<Term>(codec::list_at(json, "terms"), columns);
    if (!terms) return std::nullopt;
    return Row{std::move(*terms), codec::int_at(json, "least").value_or(-kNoLimit),
               codec::int_at(json, "most").value_or(kNoLimit)};
}

std::optional<Deviation> deviation_from(Json const& json, std::size_t columns) {
    if (!json.is_array()) return std::nullopt;
    return pairs_from<Change>(json, columns);
}

std::optional<std::vector<std::string>> texts(Json const& list) {
    std::vector<std::string> out;
    for (Json const& text : list) {
        if (!text.is_string()) return std::nullopt;
        out.push_back(text.get<std::string>());
    }
    return out;
}

}  // namespace

Json Ledger::to_json() const {
    Json movements = Json::array();
    for (Draft::Movement const& m : movements_)
        movements.push_back({m.cell, m.release, m.sign * m.count, m.sign});
    Json watched = Json::array();
    for (Draft::Watched const& w : watched_) watched.push_back({{"name", w.name}, {"cells", w.cells}});
    Json published = Json::array();
    for (Published const& p : published_) {
        Json rows = Json::array();
        for (Row const& row : p.rows) rows.push_back(protection::to_json(row));
        published.push_back({{"words", p.words}, {"release", p.release}, {"rows", std::move(rows)}});
    }
    Json proofs = Json::array();
    for (Deviation const& proof : proofs_) {
        Json changes = Json::array();
        for (Change const change : proof) changes.push_back({change.column, change.by});
        proofs.push_back(std::move(changes));
    }
    return {{"proofs", std::move(proofs)},
            {"version", kVersion},
            {"releases", releases_},
            {"cells", cells_},
            {"movements", movements},
            {"watched", std::move(watched)},
            {"published", std::move(published)}};
}

std::optional<Ledger> Ledger::from_json(Json const& json) {
    if (codec::int_at(json, "version") != kVersion) return std::nullopt;
    Ledger out;
    auto releases = texts(codec::list_at(json, "releases"));
    auto cells = texts(codec::list_at(json, "cells"));
    if (!releases || !cells) return std::nullopt;
    out.releases_ = std::move(*releases);
    out.cells_ = std::move(*cells);
    for (Json const& m : codec::list_at(json, "movements")) {
        if (!m.is_array() || m.size() != 4) return std::nullopt;
        auto const cell = index(m[0], out.cells_.size());
        auto const release = index(m[1], out.releases_.size());
        auto const by = whole(m[2]);
        auto const sign = whole(m[3]);
        if (!cell || !release || !by || !sign || std::abs(*sign) != 1 || *by * *sign < 0) return std::nullopt;
        out.movements_.push_back({*cell, *release, *sign, *by * *sign});
    }
    for (Json const& w : codec::list_at(json, "watched")) {
        Draft::Watched watched{codec::string_or(w, "name"), {}};
        for (Json const& cell : codec::list_at(w, "cells")) {
            auto const at = index(cell, out.cells_.size());
            if (!at) return std::nullopt;
            watched.cells.push_back(*at);
        }
        out.watched_.push_back(std::move(watched));
    }
    for (Json const& p : codec::list_at(json, "published")) {
        Json const* const release = codec::find(p, "release");
        auto const at = release == nullptr ? std::nullopt : index(*release, out.releases_.size());
        if (!at) return std::nullopt;
        Published published{codec::string_or(p, "words"), *at, {}};
        for (Json const& row : codec::list_at(p, "rows")) {
            auto read = row_from(row, out.movements_.size());
            if (!read) return std::nullopt;
            published.rows.push_back(std::move(*read));
        }
        out.published_.push_back(std::move(published));
    }
    for (Json const& changes : codec::list_at(json, "proofs")) {
        auto proof = deviation_from(changes, out.movements_.size());
        if (!proof) return std::nullopt;
        out.proofs_.push_back(std::move(*proof));
    }
    Counts truth;
    for (Draft::Movement const& m : out.movements_) truth.push_back(m.count);
    if (!satisfies(out.system(), truth)) return std::nullopt;
    return out;
}

}  // namespace amparo::protection
