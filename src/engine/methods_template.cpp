// SPDX-License-Identifier: AGPL-3.0-or-later
// template.*: which there are, what their places would say, and filling them (template_view.hpp Y1-Y7).
#include "template_view.hpp"

#include "sniff.hpp"

#include "amparo/crypto/base64.hpp"
#include "amparo_embedded/templates.hpp"

#include <algorithm>

namespace amparo::engine {
namespace {

/// Which there are, and what they are called.
constexpr std::string_view kSamples = "samples.json";
constexpr std::string_view kZip = "application/zip";
constexpr std::string_view kText = "text/plain";

Failure from(templates::WordError error) {
    using E = templates::WordError;
    switch (error) {
        case E::kNotWord:
            return {Code::kUsage, "this file is neither a text nor a Word document (DOCX)", "template",
                    "save it as DOCX, or as plain text in UTF-8"};
        case E::kDamaged:
            return {Code::kUsage, "this Word document can't be read", "template", "save it anew as DOCX"};
        case E::kEncrypted:
            return {Code::kUsage, "this Word document is locked with a password", "template",
                    "save it without one"};
        case E::kTooLarge:
            return {Code::kRefused, "this template is too large", "template", "take pictures out of it"};
        case E::kElsewhere:
            return {Code::kUsage,
                    "a place stands where nothing can be filled: in deleted words or in the code of a field",
                    "template", "accept the changes and turn fields into words, then save it anew"};
        case E::kNoReader:
            return {Code::kRefused, "Word documents can't be filled here", "template",
                    "use a plain text or Markdown"};
    }
    return {Code::kDamaged, "unknown", {}, {}};
}

/// "letter.md" of the 3rd: "letter 2031-03-03.md".
std::string dated(std::string const& name, std::string const& day) {
    std::size_t const point = name.rfind('.');
    std::size_t const end = point == std::string::npos || point == 0 ? name.size() : point;
    return name.substr(0, end) + " " + day + name.substr(end);
}

/// Of the places of one list, how many each prints; they have to agree.
std::optional<std::string> uneven(std::vector<Place> const& places) {
    std::map<std::string, std::size_t> sizes;
    for (Place const& place : places) {
        if (!place.is_list || place.how == PlaceHow::kBlank) continue;
        auto const [at, is_new] = sizes.try_emplace(place.known->group, place.items.size());
        if (!is_new && at->second != place.items.size()) return place.name;
    }
    return std::nullopt;
}

/// A list that is left blank has as many lines as what stands beside it.
std::size_t lines_of(Place const& place, std::vector<Place> const& places) {
    std::size_t out = place.items.size();
    if (place.how != PlaceHow::kBlank) return out;
    for (Place const& other : places)
        if (other.is_list && other.known->group == place.known->group)
            out = std::max(out, other.items.size());
    return out;
}

/// In which its own words are; English of a template of one's own.
std::string language_of_sample(std::string_view name) {
    for (Json const& one : samples())
        if (codec::text_at(one, "sample") == name) return codec::string_or(one, "language", "en");
    return "en";
}

}  // namespace

Failure from(templates::Problem const& problem) {
    using W = templates::Wrong;
    std::string const line = std::to_string(problem.line);
    std::string const reads = "it reads: " + problem.found;
    switch (problem.code) {
        case W::kNotClosed:
            return {Code::kUsage, "line " + line + " of the template opens a place and does not close it",
                    "template", reads};
        case W::kNotAName:
            return {Code::kUsage,
                    "line " + line + " of the template has braces around what is no place's name", "template",
                    reads};
        case W::kTwoLists:
            return {Code::kUsage, "line " + line + " of the template names places of two lists", "template",
                    "give each list a line of its own"};
        case W::kCantRepeat:
            return {Code::kUsage,
                    "line " + line +
                        " of the template has a box, a note or a bookmark in it, and can't be there several "
                        "times",
                    "template", "give the list a line of its own"};
        case W::kTooMany:
            return {Code::kRefused, "a template has at most 2,000 places", "template", {}};
        case W::kTooLarge:
            return {Code::kRefused,
                    "what was filled would be larger than 16 MiB; nothing was made",
                    "template",
                    {}};
        case W::kUnfilled:
            return {
                Code::kRefused, "the place " + problem.found + " has no answer; nothing was made", "set", {}};
    }
    return {Code::kDamaged, "unknown", {}, {}};
}

Json samples() {
    for (embedded::File const& file : embedded::templates())
        if (file.path == kSamples) return codec::list_at(codec::parse_json(file.text).value(), "samples");
    return Json::array();
}

std::optional<Bytes> sample_named(std::string_view name) {
    for (embedded::File const& file : embedded::templates())
        if (file.path == name && name != kSamples) {
            ByteView const view = as_bytes(file.text);
            return Bytes{view.begin(), view.end()};
        }
    return std::nullopt;
}

Result<Engine::Session::Templates::About, Failure> Engine::Session::Templates::about(
    Json const& params) const {
    AMPARO_DO(s.holds(Part::kLegal, {}));
    About out;
    AMPARO_TRY(out.person, s.person(params));
    AMPARO_TRY(out.matter, s.named_matter(*s.forms_.find(kDocumentKind), params, out.person));
    if (out.matter) out.person = out.matter->person;
    if (!out.person) return usage("say whom it is about, or of which matter it is", "matter");
    out.language =
        codec::string_or(params, "language", language_of_sample(codec::string_or(params, "sample")));
    out.today = codec::string_or(params, "today", text(date_of(s.now())));
    return out;
}

Result<Engine::Session::Templates::Template, Failure> Engine::Session::Templates::read(Bytes bytes) const {
    Template out;
    if (bytes.size() > kTemplateBytesMax) return Fail{from(templates::WordError::kTooLarge)};
    out.bytes = std::move(bytes);
    std::string_view const type =
        type_of(ByteView{out.bytes}.first(std::min(out.bytes.size(), kSniffedBytes)));
    if (type == kZip) {
        out.is_word = true;
        if (s.ports_.word_files == nullptr) return Fail{from(templates::WordError::kNoReader)};
        auto sheet = s.ports_.word_files->lines(out.bytes);
        if (!sheet.ok()) return Fail{from(sheet.error())};
        out.sheet = std::move(sheet).value();
    } else if (type == kText) {
        out.sheet = templates::lines_of(as_text(out.bytes));
    } else {
        return Fail{from(templates::WordError::kNotWord)};
    }
    auto uses = templates::uses_in(out.sheet);
    if (!uses.ok()) return Fail{from(uses.error())};
    out.uses = std::move(uses).value();
    return out;
}

Result<Engine::Session::Templates::Template, Failure> Engine::Session::Templates::chosen(
    Json const& params, About const& about) const {
    auto const sample = codec::text_at(params, "sample");
    if (sample.has_value() == params.contains("template"))
        return usage("say which template, or which sample", "template");
    if (sample) {
        auto bytes = sample_named(*sample);
        if (!bytes) return not_found("there is no such sample", "sample", "template list shows them");
        AMPARO_TRY(auto out, read(std::move(*bytes)));
        out.name = *sample;
        return out;
    }
    AMPARO_TRY(auto const view, s.document_in(Json{{"id", params["template"]}}));
    auto const of = codec::text_at(view.state.fields, "matter");
    if (of && (!about.matter || *of != about.matter->id.text()))  // Y4
        return refused("a template of a matter fills documents of that matter only", "template",
                       "keep a template that is of nobody");
    if (!of && view.person && view.person != about.person)
        return refused("a template of a person fills documents about them only", "template",
                       "keep a template that is of nobody");
    if (codec::int_at(view.state.fields, "bytes").value_or(0) > static_cast<std::int64_t>(kTemplateBytesMax))
        return Fail{from(templates::WordError::kTooLarge)};
    AMPARO_TRY(auto reader, s.reader_of(view));
    auto const hash = hash_in(view.state.fields);
    if (!hash) return Fail{engine::from(archive::SealedError::kDamaged)};
    Bytes bytes;
    auto const done = reader.read_all(*hash, [&](ByteView piece) {
        append(bytes, piece);
        return true;
    });
    if (!done.ok()) return Fail{engine::from(done.error())};
    AMPARO_TRY(auto out, read(std::move(bytes)));
    out.name = codec::string_or(view.state.fields, "name");
    out.document = view;
    return out;
}

Result<Bytes, Failure> Engine::Session::Templates::filled(Template const& of,
                                                          std::vector<Place> const& places) const {
    if (auto const name = uneven(places); name)
        return usage("of one list each place has as many lines as the others", "set." + *name,
                     "type one line for each");
    templates::Values values;
    for (Place const& place : places) {
        templates::Value& value = values[place.name];
        value.is_list = place.is_list;
        for (auto const& item : place.items)
            value.items.push_back(item.value_or(std::string{templates::kBlank}));
        if (place.is_list) value.items.resize(lines_of(place, places), std::string{templates::kBlank});
    }
    auto const filled = templates::fill(of.sheet, values);
    if (!filled.ok()) return Fail{engine::from(filled.error())};
    if (!of.is_word) {
        std::string const text = templates::joined(of.sheet, filled.value());
        return Bytes{as_bytes(text).begin(), as_bytes(text).end()};
    }
    auto bytes = s.ports_.word_files->with(of.bytes, filled.value());
    if (!bytes.ok()) return Fail{from(bytes.error())};
    return std::move(bytes).value();
}

/// Its record; a sample becomes a template that is of nobody, once.
Result<RecordId, Failure> Engine::Session::Templates::stored(Template const& of) const {
    if (of.document) return of.document->id;
    std::string const hash = crypto::to_hex(crypto::hash(of.bytes));
    std::optional<RecordId> there;
    s.projection_->for_each(kDocumentKind, [&](projection::RecordView const& view) {
        Json const& fields = view.state.fields;
        if (!view.person && codec::text_at(fields, "is_template") == "yes" &&
            codec::text_at(fields, "hash") == hash)
            there = view.id;
    });
    if (there) return *there;
    AMPARO_TRY(Json const begun, s.document_begin(Json{{"name", of.name}, {"template", true}}));
    auto const id = RecordId::parse(codec::string_or(begun, "id"));
    auto node = s.documents().writing.extract(id.value());
    AMPARO_DO(s.keep_whole(id.value(), node.mapped(), of.bytes, {}));
    return id.value();
}

Answer Engine::Session::Templates::kept(Json const& params, Template const& of,
                                        std::vector<Place> const& places, Bytes const& bytes,
                                        About const& about) const {
    Json with{{"language", about.language}, {"places", Json::array()}};
    for (Place const& place : places) {
        Json one = to_json(place, about.language);
        for (char const* key : {"label", "group", "text", "lines", "list", "state"}) one.erase(key);
        if (place.how == PlaceHow::kRecord)
            one["printed"] = crypto::to_hex(crypto::hash(as_bytes(place.printed())));
        else
            one["sources"] = Json::array();
        with["places"].push_back(std::move(one));
    }
    Json begin{{"name", codec::string_or(params, "name", dated(of.name, about.today))}};
    if (about.matter) begin["matter"] = about.matter->id.text();
    if (about.person) begin["person"] = about.person->text();
    if (auto const words = codec::text_at(params, "about"); words) begin["about"] = *words;
    AMPARO_TRY(RecordId const template_id, stored(of));
    AMPARO_TRY(Json const begun, s.document_begin(begin));
    auto const id = RecordId::parse(codec::string_or(begun, "id"));
    auto node = s.documents().writing.extract(id.value());
    DocumentWriting& writing = node.mapped();
    writing.data.update(Json{{"made_from", Json::array({template_id.text()})},
                             {"made_how", "template"},
                             {"filled_with", as_stored_text(with)}});
    AMPARO_TRY(auto line, s.custody(*s.projection_->record(template_id), "made_from", {}));
    std::vector<Change> beside;
    beside.push_back(std::move(line));
    AMPARO_DO(s.keep_whole(id.value(), writing, bytes, std::move(beside)));
    return s.document_show(Json{{"id", id.value().text()}});
}

Json Engine::Session::filled_remains(projection::RecordView const& erased, std::optional<Part> part) {
    Json out = Json::array();
    for (projection::RecordView const& view : Templates{*this}.filled_from(erased.id, part))
        out.push_back("what was filled from it into the document of " + text(view.created).substr(0, 10) +
                      " (" + view.id.text() + ")");
    if (my_parts().contains(Part::kLegal) || !erased.person) return out;
    for (projection::RecordView const& view : records_of(*erased.person, kDocumentKind))
        if (view.sealed.contains(Part::kLegal)) {
            out.push_back("documents about this person that you can't read, and that may say it too");
            break;
        }
    return out;
}

Answer Engine::Session::template_names(Json const& params) {
    Templates const view{*this};
    std::string const language = codec::string_or(params, "language", "en");
    Json out = Json::array();
    for (templates::Name const& name : view.names)
        out.push_back(Json{{"name", name.name},
                           {"label", name.labels.in(language)},
                           {"group", name.group},
                           {"list", name.is_list},
                           {"needs_matter", name.needs_matter}});
    return Json{{"names", std::move(out)}, {"asked", templates::kAsked}};
}

Answer Engine::Session::template_list(Json const& params) {
    AMPARO_DO(holds(Part::kLegal, {}));
    AMPARO_TRY(auto const about, person(params));
    auto const matter = codec::text_at(params, "matter");
    Json kept = Json::array();
    projection_->for_each(kDocumentKind, [&](projection::RecordView const& view) {
        Json const& fields = view.state.fields;
        if (!fields.contains("key") || codec::text_at(fields, "is_template") != "yes") return;
        auto const of = codec::text_at(fields, "matter");
        bool const fits = of ? of == matter : !view.person || view.person == about || !about;
        if (fits) kept.push_back(document_row(view));
    });
    return Json{{"samples", samples()}, {"templates", std::move(kept)}};
}

Answer Engine::Session::template_check(Json const& params) {
    Templates const view{*this};
    auto bytes = crypto::from_base64(codec::string_or(params, "data"));
    if (!bytes) return usage("the file is not base64", "data");
    AMPARO_TRY(auto const read, view.read(std::move(*bytes)));
    Json out{{"ok", true}, {"places", Json::array()}};
    for (templates::Use const& use : read.uses) {
        templates::Name const* const known = templates::find(view.names, use.name);
        Json one{{"name", use.name}, {"line", use.line}};
        if (known != nullptr) {
            one["label"] = known->labels.in(codec::string_or(params, "language", "en"));
            one["needs_matter"] = known->needs_matter;
        } else if (!templates::is_asked(use.name)) {
            one["nearest"] = templates::nearest(view.names, use.name);
            out["ok"] = false;
        }
        out["places"].push_back(std::move(one));
    }
    return out;
}

Answer Engine::Session::template_preview(Json const& params) {
    Templates const view{*this};
    AMPARO_TRY(auto const about, view.about(params));
    AMPARO_TRY(auto const of, view.chosen(params, about));
    AMPARO_TRY(auto const places, view.places(params, of, about));
    Json out{{"name", of.name}, {"places", Json::array()}};
    std::size_t missing = 0;
    for (Place const& place : places) {
        if (place.how == PlaceHow::kMissing) ++missing;
        Json one = view.to_json(place, about.language);
        one["sources"] = view.labelled(one["sources"], about.language);
        out["places"].push_back(std::move(one));
    }
    out["missing"] = missing;
    return out;
}

Answer Engine::Session::template_fill(Json const& params) {
    Templates const view{*this};
    AMPARO_TRY(auto const about, view.about(params));
    AMPARO_TRY(auto const of, view.chosen(params, about));
    AMPARO_TRY(auto const places, view.places(params, of, about));
    for (Place const& place : places) {
        if (place.state == PlaceState::kNoSuchPlace)
            return usage("there is no place " + place.name + "; nothing was made", "template",
                         "did you mean " + templates::nearest(view.names, place.name) + "?");
        if (place.how == PlaceHow::kMissing)  // Y2
            return refused("the place " + place.name + " has no answer; nothing was made", "set",
                           "type it by hand, or say that it stays blank");
    }
    AMPARO_TRY(Bytes const bytes, view.filled(of, places));
    return view.kept(params, of, places, bytes, about);
}

}  // namespace amparo::engine
