// SPDX-License-Identifier: AGPL-3.0-or-later
// evidence.said: a figure that already left in a text, entered into the ledger.
#include "counting.hpp"
#include "evidence_view.hpp"
#include "publishing.hpp"

#include "amparo/evidence/said.hpp"

namespace amparo::engine {
namespace {

evidence::Said said_in(Json const& params, evidence::Presentation const& as) {
    auto const number = [&](char const* key) -> std::optional<std::uint64_t> {
        auto const at = codec::int_at(params, key);
        return at ? std::optional{static_cast<std::uint64_t>(*at)} : std::nullopt;
    };
    evidence::Said out;
    out.answer = codec::string_or(params, "answer");
    out.n = number("n");
    out.of = number("of");
    out.percent = codec::string_or(params, "percent");
    out.low = codec::string_or(params, "low");
    out.high = codec::string_or(params, "high");
    out.mean = codec::string_or(params, "mean");
    out.method = as.method;
    out.confidence = as.confidence;
    return out;
}

}  // namespace

Answer Engine::Session::evidence_said(Json const& params) {
    Publishing publishing{*this};
    Counting counting{*this};
    std::string const today = text(now()).substr(0, 10);
    std::string const left = codec::string_or(params, "left_on", today);
    if (left > today) return usage("this day has not come yet", "left_on");
    Json asked = params;
    // As the records were when it left.
    if (!codec::text_at(params, "as_of") && left < today) asked["as_of"] = left;
    AMPARO_DO(publishing.key_ledgers());
    AMPARO_TRY(auto const before, publishing.publications());
    AMPARO_TRY(auto const counted, counting.table_of(asked));
    auto const as = presentation_in(params);
    std::string const more = codec::string_or(params, "study") + "|" + codec::string_or(params, "day");
    auto table = evidence::said(said_in(params, as), counted.table, counted.cases, as.language, more,
                                publishing.ledger_blind());
    if (!table.ok()) return Fail{from(table.error(), {})};
    evidence::Publication next;
    next.day = left;
    next.title = codec::string_or(params, "title");
    next.profile = protection::profile_named(codec::string_or(params, "read_by"))
                       .value_or(protection::Profile::kOpenData);
    next.least = counting.least_of(protection::name(next.profile));
    auto const& told = table.value().told.back();
    auto const& sums = table.value().sums;
    auto const range = sums.empty() ? told.range : sums.front().range;
    Json out{{"least", range.least},
             {"most", range.most},
             {"words", table.value().words},
             {"as_of", codec::string_or(asked, "as_of", today)}};
    if (!sums.empty()) out["mean_of"] = told.range.least;
    next.tables.push_back(std::move(table).value());
    Json entered{{"what", "said"}, {"as_of", out["as_of"]}, {"least", range.least}, {"most", range.most}};
    for (char const* key : {"population", "rows", "answer", "n", "of", "percent", "low", "high", "mean",
                            "study", "from", "to", "day"})
        if (Json const* const given = codec::find(params, key); given != nullptr) entered[key] = *given;
    AMPARO_TRY(auto kept, publishing.publication_record(next, 1, 0, entered));
    out["publication"] = kept.record.text();
    AMPARO_DO(
        write({std::move(kept)}, [&] { return publishing.nothing_published_since(before.size(), "title"); }));
    return out;
}

}  // namespace amparo::engine
