// SPDX-License-Identifier: AGPL-3.0-or-later
// htcds.export, htcds.import: the Human Trafficking Case Data Standard (src/standards).
//
//   J1 Release.  A person's line of this standard is their record: it leaves under a release, for its recipient and
//                purpose, and holds nothing that the release does not name. It is logged as what it is.
//   J2 Named.    A finding is read as far as the release names it: what would need an answer that is not named is not
//                found.
//   J3 Dropped.  What has no place or no code in the standard does not leave, and is listed.
//   J4 In.       A case becomes a person with what the forms have a place for; the rest is counted by field. Its types and
//                methods become statements of a third party in a finding, which stays as undetermined as it is: the
//                standard has no acts, and nobody's status is taken over.
//   J5 Logged.   What is logged is what stands in the written file: of each field of the record what its column tells, and
//                under "htcds." the columns that come from no field alone (the consent, a status). What was only read to
//                find them is not logged as having left. A status leaves where all it follows from is named, also alone
//                (R12); the consent alone is nothing to send.
//   J6 Again.    Each person who came in is named by id, with the people who are here already under the same names and day
//                of birth. Nobody is left out or merged for it: a person decides.
//   J7 Why.      Where nothing could leave, the refusal names the fields that have no place in the standard, and apart from
//                them those in which nothing is recorded.
#include "sending.hpp"

#include "amparo/crypto/base64.hpp"
#include "amparo/forms/describe.hpp"
#include "amparo/standards/htcds_finding.hpp"

#include <limits>

namespace amparo::engine {
namespace {

constexpr std::string_view kStandard = "htcds";
constexpr std::size_t kNotesMax = 1000;

standards::Layout layout_in(Json const& params) {
    auto const layout = codec::text_at(params, "layout");
    if (layout == "spreadsheet") return standards::Layout::kSpreadsheet;
    return layout == "survey" ? standards::Layout::kSurvey : standards::Layout::kFields;
}

/// Of a sector by its section of ISIC, which the standard's codes begin with.
std::optional<std::string> industry_of(forms::Term const& term) {
    auto const isic = term.map.find("isic");
    if (isic == term.map.end()) return std::nullopt;
    for (standards::HtcdsTerm const& one :
         standards::Htcds::shipped().find("vic_ForcedLabourIndustry")->terms)
        if (one.code.starts_with(isic->second.substr(0, 1) + "_")) return one.code;
    return std::nullopt;
}

standards::CodeOf codes_of(forms::Registry const& forms) {
    return [&forms](std::string_view list, std::string_view code) -> std::optional<std::string> {
        auto const vocabulary = forms.vocabularies().find(list);
        if (vocabulary == forms.vocabularies().end()) return std::nullopt;
        forms::Term const* const term = vocabulary->second->find(code);
        if (term == nullptr) return std::nullopt;
        if (list == "sectors") return industry_of(*term);
        auto const mapped = term->map.find(kStandard);
        return mapped == term->map.end() ? std::nullopt : std::optional{mapped->second};
    };
}

/// By form: the released values as that form's data.
std::map<std::string, Json> by_form(std::map<std::string, Json> const& values) {
    std::map<std::string, Json> out;
    for (auto const& [named, value] : values) {
        std::size_t const dot = named.find('.');
        out[named.substr(0, dot)][named.substr(dot + 1)] = value;
    }
    return out;
}

std::vector<std::string> as_texts(Json const& value) {
    std::vector<std::string> out;
    if (value.is_array())
        for (Json const& one : value)
            out.push_back(one.is_string() ? one.get<std::string>() : codec::to_text(one));
    else
        out.push_back(value.is_string() ? value.get<std::string>() : codec::to_text(value));
    return out;
}

Json note_json(standards::Note const& note) {
    return Json{{"code", standards::name(note.code)},
                {"left_out", standards::leaves_out(note.code)},
                {"line", note.line},
                {"column", note.column},
                {"value", note.value}};
}

/// What of a person the standard takes, and what of the record each of its fields tells.
struct Line {
    standards::HtcdsCase fields;
    std::map<std::string, std::map<std::string, Json>> told;
    std::map<std::string, std::vector<std::string>> follows;
    Json dropped = Json::array();

    void put(std::string const& name, std::vector<std::string> values, std::map<std::string, Json> tells) {
        fields[name] = std::move(values);
        told[name] = std::move(tells);
    }

    void drop(std::string const& field, std::string_view why) {
        dropped.push_back(Json{{"field", field}, {"why", why}});
    }
};

void put_form(Line& line, forms::Form const& form, Json const& data) {
    for (auto const& [field, value] : data.items()) {
        auto const alone = forms::export_as(form, Json{{field, value}}, kStandard);
        for (auto const& [name, exported] : alone.fields.items())
            line.put(name, as_texts(exported), {{form.name + "." + field, value}});
        for (forms::Dropped const& one : alone.dropped)
            line.drop(form.name + "." + one.field, forms::name(one.reason));
    }
}

void put_finding(Line& line, Json const& data, forms::Registry const& forms) {
    auto const found = standards::htcds_of(data, codes_of(forms));
    for (auto const& [name, values] : found.fields) {
        std::map<std::string, Json> tells;
        if (auto const told = found.told.find(name); told != found.told.end())
            for (auto const& [field, value] : told->second) tells["finding." + field] = value;
        line.put(name, values, std::move(tells));
    }
    for (auto const& [name, from] : found.follows)
        for (std::string const& field : from) line.follows[name].push_back("finding." + field);
    for (standards::DroppedAnswer const& one : found.dropped) {
        line.drop(one.field.empty() ? "finding" : "finding." + one.field, standards::name(one.why));
        if (!one.code.empty()) line.dropped.back()["code"] = one.code;
    }
}

/// J7.
Fail<Failure> no_place(std::map<std::string, Json> const& values, Json const& not_sent) {
    auto const listed = [](std::string& list, std::string const& field) {
        list += (list.empty() ? "" : ", ") + field;
    };
    std::string recorded;
    std::string blank;
    bool is_of_finding = false;
    for (auto const& [field, value] : values) {
        listed(recorded, field);
        is_of_finding = is_of_finding || field.starts_with("finding.");
    }
    for (Json const& one : not_sent)
        if (codec::string_or(one, "why") == "nothing_recorded") listed(blank, codec::string_or(one, "field"));
    std::string message =
        "nothing of what is recorded in the fields the release names has a place in this standard: " +
        recorded;
    if (!blank.empty()) message += "; nothing is recorded in " + blank;
    return refused(message + "; nothing was sent", "release",
                   is_of_finding
                       ? "exploitation is written only where act, means and purpose were found, and the "
                         "release names them"
                       : "names, a day of birth and gender have a place there: person_details");
}

/// J5: by the record's fields, and what comes from none of them.
struct Left {
    std::map<std::string, Json> values;
    std::map<std::string, consent::Follows> follows;
    Json columns = Json::object();
};
Left left_in(standards::HtcdsCase const& written, Line const& line) {
    Left out;
    for (auto const& [name, values] : written) {
        auto const told = line.told.find(name);
        if (told != line.told.end() && !told->second.empty()) {
            out.values.insert(told->second.begin(), told->second.end());
            continue;
        }
        Json value = values.size() == 1 ? Json(values.front()) : Json(values);
        if (auto const from = line.follows.find(name); from != line.follows.end())
            out.follows["htcds." + name] = {std::move(value), from->second};
        else
            out.columns["htcds." + name] = std::move(value);
    }
    return out;
}

}  // namespace

Answer Engine::Session::htcds_export(Json const& params) {
    Sending sending{*this};
    AMPARO_TRY(auto const release, this->release(params, "release"));
    Taken taken{release.person(), "en"};
    taken.group_fields = release.group_fields();
    sending.take_fields(taken, release.fields());
    Line line;
    for (auto const& [name, data] : by_form(taken.values)) {
        if (name == "finding")
            put_finding(line, data, forms_);
        else if (forms::Form const* const form = forms_.find(name); form != nullptr)
            put_form(line, *form, data);
    }
    line.put("con_Consent", {"TRUE"}, {});
    auto const written = standards::Htcds::shipped().write({line.fields}, layout_in(params));
    standards::HtcdsCase const& stands = written.stand.front();
    Left left = left_in(stands, line);
    consent::Request request;
    request.recipient = release.recipient();
    request.purpose = release.purpose();
    request.values = std::move(left.values);
    request.follows = std::move(left.follows);
    bool const has_no_place = request.values.empty() && request.follows.empty() && !taken.values.empty();
    if (has_no_place && release.in_force(now())) return no_place(taken.values, taken.not_sent);
    auto const disclosed = consent::disclose(release, request, vault_.keys().member, now());
    if (!disclosed.ok()) return refused(sentence(disclosed.error()), "release");
    Taken leaves{release.person(), "en"};
    leaves.values = request.values;
    AMPARO_DO(sending.payload_of(leaves, {}));
    for (standards::Note const& note : written.left_out) line.drop(note.column, standards::name(note.code));
    for (Json const& one : taken.not_sent) line.dropped.push_back(one);
    AMPARO_TRY(auto logged, own_record("disclosure", release.person(),
                                       sending.log_of(disclosed.value(), kStandard,
                                                      Json{{"fields", std::move(left.columns)}})));
    Json out{{"file", crypto::to_base64(as_bytes(written.csv))},
             {"disclosure", logged.record.text()},
             {"recipient", release.recipient()},
             {"fields", Json::array()},
             {"dropped", line.dropped}};
    for (auto const& [name, values] : stands) out["fields"].push_back(name);
    AMPARO_DO(write({std::move(logged)}, [&] { return sending.still_covered(release.id(), request); }));
    return out;
}

namespace {

/// The form's field and value for what a case says, if a form has a place for it.
struct Place {
    std::string form;
    std::string field;
    Json value;
};

std::optional<std::string> own_code(forms::Vocabulary const& list, std::string const& code) {
    for (forms::Term const& term : list.terms())
        if (auto const mapped = term.map.find(kStandard); mapped != term.map.end() && mapped->second == code)
            return term.code;
    return std::nullopt;
}

std::optional<Json> own_value(forms::Field const& field, std::vector<std::string> const& values) {
    if (field.vocabulary == nullptr) {
        if (field.type == forms::Type::kInteger) {
            auto const number = codec::parse_json(values.front());
            return number.ok() && number.value().is_number_integer() ? std::optional{number.value()}
                                                                     : std::nullopt;
        }
        return Json(values.front());
    }
    auto const code = own_code(*field.vocabulary, values.front());
    return code ? std::optional<Json>{*code} : std::nullopt;
}

std::optional<Place> place_for(forms::Registry const& forms, std::string const& name,
                               std::vector<std::string> const& values) {
    for (char const* form_name : {"person_details", "contact"})
        for (forms::Field const& field : forms.find(form_name)->fields) {
            auto const mapped = field.exports.find(kStandard);
            if (mapped == field.exports.end() || mapped->second != name) continue;
            auto value = own_value(field, values);
            if (value) return Place{form_name, field.name, std::move(*value)};
        }
    return std::nullopt;
}

/// J4.
Json finding_from(standards::HtcdsCase const& one, forms::Registry const& forms,
                  std::set<std::string>& taken) {
    Json out = Json::object();
    auto const state = [&](char const* name, char const* list, char const* key) {
        auto const values = one.find(name);
        if (values == one.end()) return;
        for (std::string const& code : values->second) {
            auto const own = own_code(*forms.vocabularies().find(list)->second, code);
            if (!own) continue;
            out[list].push_back(Json{{key, *own}, {"stated", "yes"}, {"basis", {"third_party"}}});
            taken.insert(name);
        }
    };
    state("vic_TypeOfExploitation", "purposes", "purpose");
    state("vic_MethodsOfControl", "means", "means");
    return out;
}

/// J6: names and day of birth as one text; empty where there is no given name, or nothing beside it.
std::string likeness(Json const& details) {
    std::string const given = codec::string_or(details, "given_names");
    std::string const rest =
        codec::string_or(details, "family_names") + "\n" + codec::string_or(details, "birth_date");
    return given.empty() || rest == "\n" ? std::string{} : given + "\n" + rest;
}

}  // namespace

Answer Engine::Session::htcds_import(Json const& params) {
    auto const bytes = crypto::from_base64(codec::string_or(params, "file"));
    if (!bytes) return usage("the file is not base64", "file");
    if (standards::is_spreadsheet(as_text(*bytes)))
        return usage("this is a spreadsheet file and no CSV", "file",
                     "save the sheet as CSV, with its hidden first row");
    auto const read = standards::Htcds::shipped().read(as_text(*bytes));
    if (!read.ok())
        return usage("this is no table of HTCDS: no column has a name or label of it", "file",
                     "save the sheet as CSV, with its hidden first row");
    std::map<std::string, Json> known;
    projection::Filter everyone;
    everyone.kind = "person_details";
    everyone.limit = std::numeric_limits<std::size_t>::max();
    for (projection::RecordView const& view : records(everyone))
        if (std::string const like = likeness(view.state.fields); !like.empty() && view.person)
            known[like].push_back(view.person->text());
    Json imported = Json::array();
    std::vector<Change> changes;
    std::map<std::string, std::size_t> not_taken;
    for (standards::HtcdsCase const& one : read.value().cases) {
        PersonId const about = crypto::make_id<PersonId>();
        std::map<std::string, Json> data{{"contact", Json::object()}};
        std::set<std::string> taken;
        for (auto const& [name, values] : one) {
            auto place = place_for(forms_, name, values);
            if (!place) continue;
            forms::Form const& form = *forms_.find(place->form);
            Json const alone{{place->field, place->value}};
            if (!checked(form, alone, forms::Mode::kUpdate, Json::object(), "data").ok()) continue;
            data[place->form][place->field] = std::move(place->value);
            taken.insert(name);
        }
        if (one.contains("prs_FirstName")) data["contact"]["chosen_name"] = one.at("prs_FirstName").front();
        if (Json finding = finding_from(one, forms_, taken); !finding.empty())
            data["finding"] = std::move(finding);
        for (auto const& [name, values] : one)
            if (!taken.contains(name)) ++not_taken[name];
        Json here{{"person", about.text()}};
        if (auto const alike = known.find(likeness(data["person_details"])); alike != known.end())
            here["alike"] = alike->second;
        if (imported.size() < kNotesMax) imported.push_back(std::move(here));
        for (auto const& [form_name, fields] : data) {
            if (fields.is_null()) continue;
            forms::Form const& form = *forms_.find(form_name);
            AMPARO_TRY(auto const good, checked(form, fields, forms::Mode::kCreate, Json::object(), "data"));
            AMPARO_TRY(auto change, creation(form, about, good));
            changes.push_back(std::move(change));
        }
    }
    if (!changes.empty()) AMPARO_DO(write(std::move(changes)));
    Json notes = Json::array();
    for (standards::Note const& note : read.value().notes)
        if (notes.size() < kNotesMax) notes.push_back(note_json(note));
    Json counts = Json::object();
    for (auto const& [name, count] : not_taken) counts[name] = count;
    return Json{{"people", read.value().cases.size()},
                {"imported", std::move(imported)},
                {"not_taken", std::move(counts)},
                {"notes", std::move(notes)},
                {"notes_in_all", read.value().notes.size()}};
}

}  // namespace amparo::engine
