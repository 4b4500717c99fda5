// SPDX-License-Identifier: AGPL-3.0-or-later
// document.packet: exhibits of one matter behind a cover and a table, in one PDF (Y1, Y5, Y6).
#include "papers.hpp"

#include <algorithm>

namespace amparo::engine {
namespace {

constexpr std::array kSaid{"title",  "court",    "matter_number", "attorney",
                           "prefix", "language", "paper",         "naming"};

pages::PacketPlan plan_of(Json const& with) {
    pages::PacketPlan out;
    out.language =
        pages::language_named(codec::string_or(with, "language")).value_or(pages::Language::kEnglish);
    out.paper = codec::text_at(with, "paper") == "a4" ? pages::Paper::kA4 : pages::Paper::kLetter;
    out.naming = pages::naming_named(codec::string_or(with, "naming")).value_or(pages::Naming::kLetters);
    out.court = codec::string_or(with, "court");
    out.matter = codec::string_or(with, "matter_number");
    out.title = codec::string_or(with, "title");
    out.attorney = codec::string_or(with, "attorney");
    out.prefix = codec::string_or(with, "prefix");
    out.first = static_cast<std::size_t>(codec::int_at(with, "first").value_or(1));
    for (Json const& exhibit : codec::list_at(with, "exhibits"))
        out.exhibits.push_back(codec::string_or(exhibit, "title"));
    return out;
}

/// Which exhibit it is about.
Failure of_exhibit(Failure failure, std::size_t index) {
    failure.field = "exhibits[" + std::to_string(index) + "].document";
    return failure;
}

std::string bytes_text(std::uint64_t bytes) {
    std::uint64_t const tenths = (bytes * 10 + (1U << 19U)) >> 20U;
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " MiB";
}

}  // namespace

Result<Json, Failure> Engine::Session::Papers::packet_before(Json const& params) const {
    if (!params.contains("again")) return params;
    AMPARO_TRY(auto const before, s.document_in(Json{{"id", params["again"]}}));
    auto const kept = codec::parse_json(codec::text_at(before.state.fields, "made_with").value_or(""));
    if (codec::text_at(before.state.fields, "made_how") != "packet" || !kept.ok())
        return usage("this is no packet", "again");
    Json with = kept.value();
    with["name"] = codec::string_or(before.state.fields, "name");
    if (codec::bool_at(params, "newest") == true)
        for (Json& exhibit : with["exhibits"]) {
            AMPARO_TRY(auto const view, s.document_in(Json{{"id", exhibit["document"]}}));
            exhibit["document"] = s.versions_of(view).back().id.text();
        }
    for (auto const& [key, value] : params.items())
        if (key != "again" && key != "newest") with[key] = value;
    return with;
}

Json Engine::Session::Papers::newer_exhibits(Json const& with) const {
    Json out = Json::array();
    std::size_t index = 0;
    auto const naming =
        pages::naming_named(codec::string_or(with, "naming")).value_or(pages::Naming::kLetters);
    for (Json const& exhibit : codec::list_at(with, "exhibits")) {
        std::string const mark = pages::exhibit_mark(naming, index++);
        auto const view = s.document_named(Json{{"id", codec::string_or(exhibit, "document")}});
        if (!view.ok()) continue;
        auto const newest = s.versions_of(view.value()).back();
        if (newest.id != view.value().id)
            out.push_back(
                Json{{"exhibit", mark}, {"document", view.value().id.text()}, {"newest", newest.id.text()}});
    }
    return out;
}

Json Engine::Session::Papers::made_json(projection::RecordView const& view) const {
    auto const with = codec::parse_json(codec::text_at(view.state.fields, "made_with").value_or(""));
    if (!with.ok()) return Json::object();
    if (codec::text_at(view.state.fields, "made_how") != "packet") return with.value();
    return Json{{"packet", with.value()}, {"newer", newer_exhibits(with.value())}};
}

Answer Engine::Session::document_packet(Json const& params) {
    Papers papers{*this};
    AMPARO_TRY(auto* const press, papers.press());
    AMPARO_TRY(Json const with, papers.packet_before(params));
    if (codec::list_at(with, "exhibits").empty())
        return usage("say which documents are its exhibits", "exhibits");
    Json kept = Json::object();
    for (std::string_view const key : kSaid)
        if (auto const value = codec::text_at(with, key); value && !value->empty())
            kept[std::string{key}] = *value;
    if (!kept.contains("title")) return usage("say what the packet is called", "title");
    kept["first"] = codec::int_at(with, "first").value_or(1);
    kept["exhibits"] = Json::array();
    std::vector<projection::RecordView> views;
    std::vector<Bytes> files;
    std::vector<std::string> names;
    std::size_t left = kPapersBytesMax;
    for (Json const& exhibit : codec::list_at(with, "exhibits")) {
        auto const found = document_in(Json{{"id", exhibit["document"]}});
        if (!found.ok()) return Fail{of_exhibit(found.error(), views.size())};
        projection::RecordView const& view = found.value();
        if (!views.empty() && view.kind != views.front().kind)
            return refused(
                "a paper of a person and a document of a matter are not read by the same people; "
                "nothing was made",
                "exhibits", "make a packet of each, or add the paper to the matter too");
        bool const is_of_it = views.empty() || (view.person == views.front().person &&
                                                codec::text_at(view.state.fields, "matter") ==
                                                    codec::text_at(views.front().state.fields, "matter"));
        if (!is_of_it)  // Y5
            return refused("the documents are of more than one matter or person; nothing was made",
                           "exhibits", "make a packet of each");
        std::string const own = codec::string_or(view.state.fields, "name");
        kept["exhibits"].push_back(
            Json{{"document", view.id.text()},
                 {"title", codec::string_or(exhibit, "title", own)},
                 {"version", codec::int_at(view.state.fields, "version").value_or(1)}});
        auto file = papers.whole_document(view, left);
        if (!file.ok()) return Fail{of_exhibit(file.error(), views.size())};
        left -= file.value().size();
        files.push_back(std::move(file).value());
        names.push_back("\"" + own + "\"");
        views.push_back(view);
    }
    if (!kept.contains("matter_number") && views.front().state.fields.contains("matter")) {
        AMPARO_TRY(auto const matter, matter_in(views.front().state.fields, "matter"));
        kept["matter_number"] = codec::string_or(matter.state.fields, "number");
    }
    auto const made = press->packet(plan_of(kept), files);
    if (!made.ok()) return Fail{from(made.error(), names)};
    if (auto const limit = codec::number_at(params, "limit_mib");
        limit && static_cast<double>(made.value().pdf.size()) > *limit * 1048576)
        return refused("the packet has " + bytes_text(made.value().pdf.size()) +
                           ", more than the limit that was given; nothing was kept",
                       "limit_mib", "leave exhibits out, or make two packets");
    Json data{{"name", codec::string_or(with, "name",
                                        name_made_of(codec::string_or(kept, "title") + ".", "", ".pdf"))},
              {"made_how", "packet"},
              {"made_with", as_stored_text(kept)}};
    if (auto const why = refusal_of_name(codec::string_or(data, "name")); !why.empty())
        return usage(std::string{why}, "name", "give it another with name");
    std::vector<projection::RecordView> once;
    for (auto const& view : views)
        if (std::none_of(once.begin(), once.end(), [&](auto const& other) { return other.id == view.id; }))
            once.push_back(view);
    AMPARO_TRY(Json out, papers.keep_made(views.front(), std::move(data), made.value().pdf, once));
    auto const plan = plan_of(kept);
    out["pages"] = made.value().pages;
    out["exhibits"] = Json::array();
    for (std::size_t i = 0; i < views.size() && i < made.value().starts.size(); ++i)
        out["exhibits"].push_back(Json{{"exhibit", pages::exhibit_mark(plan.naming, i)},
                                       {"title", plan.exhibits[i]},
                                       {"document", views[i].id.text()},
                                       {"page", pages::stamp_of(plan, made.value().starts[i])}});
    out["newer"] = papers.newer_exhibits(kept);
    return out;
}

}  // namespace amparo::engine
