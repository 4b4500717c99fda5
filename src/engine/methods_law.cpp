// SPDX-License-Identifier: AGPL-3.0-or-later
// law.list, law.confirm: which relief options and deadline rules an attorney read as they ship.
//
//   A1 Of a version. A confirmation is of the version that was read; when a new one ships, nobody has confirmed that.
//   A2 The last.     What was said last of a version counts, also that it is taken back; of one instant, that it is.
#include "session.hpp"

#include "amparo/deadlines/table.hpp"
#include "amparo/matters/relief.hpp"

namespace amparo::engine {
namespace {

constexpr std::string_view kReadingKind = "law_reading";
constexpr std::string_view kConfirmed = "confirmed";
constexpr std::string_view kTakenBack = "taken_back";

/// The version in use of what is called so.
std::optional<std::int64_t> version_of(std::string_view rule) {
    if (auto const* const option = matters::shipped_relief().find(rule); option != nullptr)
        return option->version;
    if (auto const* const known = deadlines::shipped().find(rule); known != nullptr) return known->version;
    return std::nullopt;
}

}  // namespace

/// A1, A2, where the rule that ships names no attorney of its own.
void Engine::Session::add_attorney(Json& rule, std::string_view id) const {
    if (!projection_ || !codec::string_or(rule, "verified_on").empty()) return;
    auto const version = version_of(id);
    Json last;
    projection_->for_each(kReadingKind, [&](projection::RecordView const& view) {
        Json const& said = view.state.fields;
        if (codec::text_at(said, "rule") != id || codec::int_at(said, "rule_version") != version) return;
        auto const order = [](Json const& one) {
            return std::pair{codec::string_or(one, "at"), codec::text_at(one, "says") == kTakenBack};
        };
        if (last.is_null() || order(said) > order(last)) last = said;
    });
    if (codec::text_at(last, "says") != kConfirmed) return;
    rule["verified_by"] = last["attorney"];
    rule["verified_on"] = last["read_on"];
}

Answer Engine::Session::law_list(Json const&) {
    Json out = Json::array();
    auto const add = [&](auto const& rule, std::string_view what) {
        Json row{{"rule", rule.id},
                 {"what", what},
                 {"version", rule.version},
                 {"label", Json{{"en", rule.label.en}, {"es", rule.label.es}}},
                 {"jurisdiction", rule.jurisdiction},
                 {"as_of", rule.as_of},
                 {"verified_by", rule.verified_by},
                 {"verified_on", rule.verified_on}};
        add_attorney(row, rule.id);
        out.push_back(std::move(row));
    };
    for (matters::Option const& option : matters::shipped_relief().options()) add(option, "relief");
    for (deadlines::Rule const& rule : deadlines::shipped().rules) add(rule, "deadline");
    return Json{{"rules", std::move(out)}};
}

Answer Engine::Session::law_confirm(Json const& params) {
    AMPARO_DO(holds(Part::kLegal, {}));
    std::string const rule = codec::string_or(params, "rule");
    auto const version = version_of(rule);
    if (!version)
        return not_found("there is no such option or rule", "rule",
                         "relief options and deadline rules list them");
    std::string const today = text(date_of(now()));
    std::string const on = codec::string_or(params, "on", today);
    if (on > today) return usage("this day is still to come", "on", "the day the attorney read it");
    bool const is_back = codec::bool_at(params, "take_back").value_or(false);
    Json data{{"rule", rule},
              {"rule_version", *version},
              {"says", is_back ? kTakenBack : kConfirmed},
              {"attorney", codec::string_or(params, "attorney", member_name(vault_.keys().member))},
              {"read_on", on},
              {"at", text(now())}};
    if (params.contains("note")) data["note"] = params["note"];
    AMPARO_TRY(auto change, own_record(kReadingKind, std::nullopt, data));
    AMPARO_DO(write({std::move(change)}));
    Json out{{"rule", rule}, {"version", *version}};
    add_attorney(out, rule);
    return out;
}

}  // namespace amparo::engine
