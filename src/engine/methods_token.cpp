// SPDX-License-Identifier: AGPL-3.0-or-later
// token.*: a partner asks for a bed, and what is over goes (rules K1-K4: src/shelter).
#include "housing.hpp"

#include "amparo/casework/first_contact.hpp"
#include "amparo/shelter/bed_token.hpp"

namespace amparo::engine {
namespace {

constexpr std::string_view kTokenKind = "bed_token";
/// What its erasure is for; K4 counts by it.
constexpr std::string_view kTokenOver = "bed_token.";

}  // namespace

Answer Engine::Session::token_take(Json const& params) {
    Housing housing{*this};
    AMPARO_TRY(auto const ask, housing.bed_ask_in(params));
    std::chrono::hours const good{codec::int_at(params, "hours").value_or(shelter::kTokenHours.count())};
    std::string const code = shelter::code_of(crypto::make_random<8>());
    Json data{{"code", code},
              {"state", shelter::name(shelter::TokenState::kAsked)},
              {"household", ask.household},
              {"call_back", params["call_back"]},
              {"asked_at", text(now())},
              {"expires_at", text(now() + good)}};
    if (params.contains("wishes")) data["wishes"] = shelter::to_json(ask.wishes);
    AMPARO_TRY(auto change, own_record(kTokenKind, std::nullopt, data));
    Json out{{"id", change.record.text()}, {"code", code}, {"expires_at", data["expires_at"]}};
    AMPARO_DO(write({std::move(change)}));
    out["free"] = housing.next_free(ask, std::nullopt);
    return out;
}

Answer Engine::Session::token_answer(Json const& params) {
    AMPARO_TRY(auto const view, Housing{*this}.token_named(codec::string_or(params, "id")));
    bool const yes = codec::text_at(params, "answer") == "accept";
    auto const reason = casework::turned_away_reason_named(codec::text_at(params, "reason").value_or(""));
    if (params.contains("reason") && !reason)
        return usage("there is no such reason", "reason", "see form show bed_token");
    auto const decide = [&]() -> Result<shelter::TokenState, Failure> {
        auto const now_there = projection_->record(view.id);
        auto const token = now_there ? shelter::token_from(now_there->state.fields) : std::nullopt;
        if (!token) return not_found("this was asked too long ago and is gone", "id");
        auto const answer = shelter::answered(*token, yes, reason.has_value(), now());
        if (answer.ok()) return answer.value();
        if (answer.error() == shelter::TokenError::kOver)
            return refused("this was answered already, or its time is over", "id", "have them ask again");
        return refused("a no needs its reason, a yes has none", "reason", "the reason stays here");
    };
    AMPARO_TRY(auto const state, decide());
    Json data{{"state", shelter::name(state)}, {"answered_at", text(now())}};
    if (reason) data["decline_reason"] = casework::name(*reason);
    AMPARO_TRY(auto change, change_of(view, data, revisions::Op::kUpdate, view.state.heads));
    AMPARO_DO(write({std::move(change)}, [&] { return nothing_more(decide()); }));
    return Json{{"id", view.id.text()},
                {"code", codec::string_or(view.state.fields, "code")},
                {"answer", yes ? "yes" : "no"},
                {"call_back", codec::string_or(view.state.fields, "call_back")}};
}

/// By its record, or by the code that was read out.
Result<projection::RecordView, Failure> Engine::Session::Housing::token_named(
    std::string const& named) const {
    if (RecordId::parse(named).ok()) return s.record_of_kind(Json{{"id", named}}, "id", kTokenKind);
    auto const plain = [](std::string_view code) {
        std::string out;
        for (char const c : code)
            if (c != '-' && c != ' ') out += static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
        return out;
    };
    std::optional<projection::RecordView> found;
    s.projection_->for_each(kTokenKind, [&](projection::RecordView const& view) {
        if (plain(codec::string_or(view.state.fields, "code")) == plain(named)) found = view;
    });
    if (!found) return not_found("nobody asked with this code, or it is gone", "id", "see token list");
    return *std::move(found);
}

Answer Engine::Session::token_list(Json const&) {
    AMPARO_DO(holds(Part::kPlan, {}));
    std::map<std::string, std::int64_t> counts{
        {"open", 0}, {"accepted", 0}, {"turned_down", 0}, {"ran_out", 0}};
    Json out = Json::array();
    projection_->for_each(kTokenKind, [&](projection::RecordView const& view) {
        auto const token = shelter::token_from(view.state.fields);
        if (!token) return;
        std::string const end{shelter::name(shelter::end_of(*token, now()))};
        ++counts[end];
        Json row{{"id", view.id.text()}, {"ended", end}};
        for (char const* key : {"code", "household", "wishes", "call_back", "asked_at", "expires_at",
                                "answered_at", "decline_reason"})
            if (view.state.fields.contains(key)) row[key] = view.state.fields[key];
        out.push_back(std::move(row));
    });
    projection_->for_each(vault::kErasureKind, [&](projection::RecordView const& view) {
        std::string_view const basis = codec::text_at(view.state.fields, "basis").value_or("");
        if (codec::text_at(view.state.fields, "kind_of_record") == kTokenKind &&
            basis.substr(0, kTokenOver.size()) == kTokenOver)
            ++counts[std::string{basis.substr(kTokenOver.size())}];
    });
    return Json{{"tokens", std::move(out)}, {"counts", counts}};
}

Result<Done, Failure> Engine::Session::Housing::sweep_tokens() const {
    if (!s.my_parts().contains(Part::kPlan) || !s.my_parts().contains(Part::kIdentity)) return Done{};
    std::vector<Json> over;
    s.projection_->for_each(kTokenKind, [&](projection::RecordView const& view) {
        auto const token = shelter::token_from(view.state.fields);
        if (!token || !shelter::must_go(*token, s.now())) return;
        std::string const basis =
            std::string{kTokenOver} + std::string{name(shelter::end_of(*token, s.now()))};
        over.push_back(Json{{"id", view.id.text()}, {"basis", basis}});
    });
    for (Json const& one : over) AMPARO_DO(s.record_erase(one));
    return Done{};
}

}  // namespace amparo::engine
