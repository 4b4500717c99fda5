// SPDX-License-Identifier: AGPL-3.0-or-later
// relief.*: what a relief option asks, and what of it is there (rules E1-E5: src/matters). It never concludes.
#include "session.hpp"

#include "amparo/matters/relief.hpp"

#include <algorithm>

namespace amparo::engine {
namespace {

using matters::Item;
using matters::Option;

constexpr std::string_view kElementKind = "matter_element";

Json both(matters::Words const& words) {
    return Json{{"en", words.en}, {"es", words.es}};
}

Json item_json(Item const& item) {
    Json out{{"item", item.id},
             {"label", both(item.label)},
             {"cite", item.cite},
             {"evidence", item.is_evidence},
             {"cooperation", item.is_of_cooperation},
             {"exceptions", Json::array()}};
    for (matters::Exception const& e : item.exceptions)
        out["exceptions"].push_back(Json{{"exception", e.id}, {"label", both(e.label)}, {"cite", e.cite}});
    return out;
}

Json option_json(Option const& option) {
    Json out{{"option", option.id},
             {"version", option.version},
             {"jurisdiction", option.jurisdiction},
             {"label", both(option.label)},
             {"about", both(option.about)},
             {"decides", both(option.decides)},
             {"cite", option.cite},
             {"as_of", option.as_of},
             {"reading", matters::name(option.reading)},
             {"verified_by", option.verified_by},
             {"verified_on", option.verified_on},
             {"items", Json::array()}};
    for (Item const& item : option.items) out["items"].push_back(item_json(item));
    return out;
}

bool is_answer_to(Json const& fields, std::string_view option, std::string_view item) {
    return codec::text_at(fields, "option") == option && codec::text_at(fields, "item") == item;
}

/// Where an answer lies: what is about contact with the authorities in the part that is for that (E5).
struct Names {
    char const* answer;
    char const* exception;
    char const* note;
};
Names names_of(Item const& item) {
    return item.is_of_cooperation ? Names{"cooperation", "cooperation_exception", "cooperation_note"}
                                  : Names{"answer", "exception", "note"};
}

}  // namespace

Answer Engine::Session::relief_options(Json const& params) {
    auto const jurisdiction = codec::text_at(params, "jurisdiction");
    Json out = Json::array();
    for (Option const& option : matters::shipped_relief().options())
        if (!jurisdiction || option.jurisdiction == *jurisdiction) {
            out.push_back(option_json(option));
            add_attorney(out.back(), option.id);
        }
    return Json{{"options", std::move(out)}};
}

Answer Engine::Session::relief_answer(Json const& params) {
    AMPARO_TRY(auto const matter, matter_in(params, "id"));
    Option const* const option = matters::shipped_relief().find(codec::string_or(params, "option"));
    if (option == nullptr) return not_found("there is no such option", "option", "relief options lists them");
    Item const* const item = option->item(codec::string_or(params, "item"));
    if (item == nullptr)
        return not_found("the option has no such element or evidence", "item", "relief options lists them");
    std::string const answer = codec::string_or(params, "answer");
    std::string const exception = codec::string_or(params, "exception");
    if ((answer == "excepted") != !exception.empty())
        return usage("an exception is named where one applies, and only there", "exception");
    if (!exception.empty() && item->exception(exception) == nullptr)
        return not_found("the element has no such exception", "exception",
                         "relief options lists them");  // E4
    Names const names = names_of(*item);
    Json data{{names.answer, answer}, {names.exception, exception.empty() ? Json() : Json(exception)}};
    if (params.contains("note")) data[names.note] = params["note"];
    std::optional<projection::RecordView> kept;
    for (projection::RecordView const& view : records_of_matter(matter.id, kElementKind))
        if (is_answer_to(view.state.fields, option->id, item->id)) kept = view;
    if (kept) {
        AMPARO_TRY(auto change, change_of(*kept, data, revisions::Op::kUpdate, kept->state.heads));
        AMPARO_DO(write({std::move(change)}));
    } else {
        data.update(Json{{"matter", matter.id.text()}, {"option", option->id}, {"item", item->id}});
        if (data[names.exception].is_null()) data.erase(names.exception);
        AMPARO_TRY(auto change, own_record(kElementKind, matter.person, data));
        AMPARO_DO(write({std::move(change)}));
    }
    return relief_json(matter, option->id);
}

/// E3: what is present, missing and not asked, each by itself.
Json Engine::Session::relief_json(projection::RecordView const& matter, std::string_view named) const {
    Option const* const option = matters::shipped_relief().find(named);
    if (option == nullptr) return Json::object();
    Json out = option_json(*option);
    add_attorney(out, option->id);
    auto const kept = records_of_matter(matter.id, kElementKind);
    for (std::size_t i = 0; i < option->items.size(); ++i) {
        Item const& item = option->items[i];
        Names const names = names_of(item);
        Json& row = out["items"][i];
        row["standing"] = matters::name(matters::Standing::kNotAsked);
        for (projection::RecordView const& view : kept) {
            Json const& fields = view.state.fields;
            if (!is_answer_to(fields, named, item.id)) continue;
            row["standing"] = matters::name(matters::standing_of(codec::text_at(fields, names.answer)));
            row["record"] = view.id.text();
            for (auto const& [from, to] : {std::pair{names.exception, "exception"}, {names.note, "note"}})
                if (auto const value = codec::text_at(fields, from); value) row[to] = *value;
        }
    }
    out["matter"] = matter.id.text();
    return out;
}

Answer Engine::Session::relief_show(Json const& params) {
    AMPARO_TRY(auto const matter, matter_in(params, "id"));
    Json out = Json::array();
    auto const wanted = codec::text_at(params, "option");
    if (wanted && matters::shipped_relief().find(*wanted) == nullptr)
        return not_found("there is no such option", "option", "relief options lists them");
    std::set<std::string> begun;
    for (projection::RecordView const& view : records_of_matter(matter.id, kElementKind))
        begun.insert(codec::string_or(view.state.fields, "option"));
    for (Option const& option : matters::shipped_relief().options())
        if (wanted ? option.id == *wanted : begun.contains(option.id))
            out.push_back(relief_json(matter, option.id));
    return Json{{"id", matter.id.text()}, {"options", std::move(out)}};
}

}  // namespace amparo::engine
