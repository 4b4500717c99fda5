// SPDX-License-Identifier: AGPL-3.0-or-later
#include "bundle.hpp"

#include "session.hpp"

namespace amparo::engine {
namespace {

Part part_of(std::string_view named, forms::Registry const& forms) {
    forms::Field const* const field = forms.find_field(named);
    if (field == nullptr) return Part::kNarrative;
    return field->part == Part::kPlan ? Part::kIdentity : field->part;
}

std::string key_of(std::string_view bundle, Part part) {
    std::string out{bundle};
    return part == Part::kIdentity ? out : out + "_" + std::string{name(part)};
}

}  // namespace

void put_bundle(Json& record, std::string_view name, Json const& bundle, forms::Registry const& forms) {
    std::map<Part, Json> by_part;
    by_part[Part::kIdentity] = bundle;
    by_part[Part::kIdentity]["fields"] = Json::object();
    Json const& fields = codec::list_at(bundle, "fields");
    for (auto const& [field, value] : fields.items()) by_part[part_of(field, forms)]["fields"][field] = value;
    for (auto const& [part, content] : by_part) record[key_of(name, part)] = as_stored_text(content);
}

Json bundle_in(Json const& record, std::string_view name) {
    Json out = Json::object();
    Json fields = Json::object();
    for (Part const part : kAllParts) {
        auto const kept = codec::parse_json(codec::text_at(record, key_of(name, part)).value_or(""));
        if (!kept.ok() || !kept.value().is_object()) continue;
        Json const* const of_part = codec::find(kept.value(), "fields");
        if (of_part != nullptr && of_part->is_object()) fields.update(*of_part);
        out.update(kept.value());
        out["fields"] = fields;
    }
    return out;
}

}  // namespace amparo::engine
