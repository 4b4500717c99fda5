// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/standards/htcds_finding.hpp"

#include "amparo/casework/finding_json.hpp"

#include <algorithm>

namespace amparo::standards {
namespace {

/// The form's name of a code in each list.
std::string_view entry_of(std::string_view list) {
    if (list == "acts") return "act";
    return list == "means" ? "means" : "purpose";
}

bool has_basis(Json const& statement) {
    Json const& bases = codec::list_at(statement, "basis");
    return bases.is_array() && !bases.empty();
}

std::vector<std::string> said_yes(Json const& finding, std::string_view list) {
    std::vector<std::string> out;
    for (Json const& one : codec::list_at(finding, list)) {
        auto const code = codec::text_at(one, entry_of(list));
        if (!code || *code == "none" || codec::text_at(one, "stated") != "yes" || !has_basis(one)) continue;
        if (std::find(out.begin(), out.end(), *code) == out.end()) out.emplace_back(*code);
    }
    return out;
}

/// The finding's own field, and the list its codes are of.
struct Answer {
    std::string_view field;
    std::string_view list;
};

/// Those of `said` that have a code.
std::vector<std::string> put_codes(FindingOut& out, std::string const& field, Answer const& of,
                                   std::vector<std::string> const& said, CodeOf const& code_of) {
    std::vector<std::string> codes;
    std::vector<std::string> told;
    for (std::string const& one : said) {
        auto const code = code_of(of.list, one);
        if (!code) {
            out.dropped.push_back({std::string{of.field}, one, WhyDropped::kNoCode});
            continue;
        }
        told.push_back(one);
        if (std::find(codes.begin(), codes.end(), *code) == codes.end()) codes.push_back(*code);
    }
    if (!codes.empty()) out.fields[field] = std::move(codes);
    return told;
}

void put_list(FindingOut& out, std::string const& field, std::string_view list, Json const& finding,
              CodeOf const& code_of) {
    Json entries = Json::array();
    for (std::string const& one : put_codes(out, field, {list, list}, said_yes(finding, list), code_of))
        entries.push_back(Json{{entry_of(list), one}});
    if (!entries.empty()) out.told[field][std::string{list}] = std::move(entries);
}

void put_one(FindingOut& out, std::string const& field, Answer const& of, std::string_view code,
             CodeOf const& code_of) {
    if (!put_codes(out, field, of, {std::string{code}}, code_of).empty())
        out.told[field][std::string{of.field}] = code;
}

void put_status(FindingOut& out, Json const& finding, bool is_concluded) {
    std::string const field = "vic_TraffickingStatus";
    out.fields[field] = {is_concluded ? "ActualVictimOfTrafficking" : "PossibleVictimOfTrafficking"};
    for (char const* const one : {"acts", "age_at_time", "concluded_by", "means", "purposes"})
        if (finding.contains(one)) out.follows[field].emplace_back(one);
}

}  // namespace

FindingOut htcds_of(Json const& finding, CodeOf const& code_of) {
    FindingOut out;
    auto const episode = casework::episode_from(finding);
    if (!episode.ok()) {
        out.dropped.push_back({{}, {}, WhyDropped::kMalformed});
        return out;
    }
    casework::Assessment const assessment = casework::assess(episode.value());
    if (assessment.palermo.outcome != casework::Outcome::kMet) {
        bool const is_not_met = assessment.palermo.outcome == casework::Outcome::kNotMet;
        out.dropped.push_back({{}, {}, is_not_met ? WhyDropped::kNotMet : WhyDropped::kUndetermined});
        return out;
    }
    put_list(out, "vic_TypeOfExploitation", "purposes", finding, code_of);
    put_list(out, "vic_MethodsOfControl", "means", finding, code_of);
    for (std::string const& act : said_yes(finding, "acts"))
        out.dropped.push_back({"acts", act, WhyDropped::kNoField});

    auto const by = codec::text_at(finding, "concluded_by");
    put_status(out, finding, by.has_value());
    if (by)
        put_one(out, "vic_TraffickingStatusDecisionMakingOrg", {"concluded_by", "concluded_by"}, *by,
                code_of);

    if (auto const sector = codec::text_at(finding, "sector")) {
        auto const types = out.fields.find("vic_TypeOfExploitation");
        bool const forced = types != out.fields.end() && std::find(types->second.begin(), types->second.end(),
                                                                   "ForcedLabour") != types->second.end();
        // Forced labour does not mean sexual services in this standard's data.
        if (forced && *sector != "sex_work")
            put_one(out, "vic_ForcedLabourIndustry", {"sector", "sectors"}, *sector, code_of);
        else
            out.dropped.push_back({"sector", std::string{*sector},
                                   forced ? WhyDropped::kNoIndustry : WhyDropped::kNoForcedLabour});
    }
    return out;
}

std::string_view name(WhyDropped why) noexcept {
    switch (why) {
        case WhyDropped::kNoField:
            return "no_field";
        case WhyDropped::kNoCode:
            return "no_code";
        case WhyDropped::kUndetermined:
            return "undetermined";
        case WhyDropped::kNotMet:
            return "not_met";
        case WhyDropped::kMalformed:
            return "malformed";
        case WhyDropped::kNoForcedLabour:
            return "no_forced_labour";
        case WhyDropped::kNoIndustry:
            return "no_industry";
    }
    return {};
}

std::map<std::string, int> flags_of(Json const& finding, std::string_view list,
                                    std::vector<std::string> const& codes) {
    constexpr int kNoAnswer = -99;
    std::map<std::string, int> out;
    for (std::string const& code : codes) out[std::string{list} + "." + code] = kNoAnswer;
    for (Json const& one : codec::list_at(finding, list)) {
        auto const code = codec::text_at(one, entry_of(list));
        auto const found = code ? out.find(std::string{list} + "." + std::string{*code}) : out.end();
        if (found == out.end()) continue;
        auto const stated = codec::text_at(one, "stated");
        // Yes twice is yes; a no beside it does not undo it.
        if (stated == "yes") found->second = 1;
        if (stated == "no" && found->second != 1) found->second = 0;
    }
    return out;
}

}  // namespace amparo::standards
