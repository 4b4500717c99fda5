// SPDX-License-Identifier: AGPL-3.0-or-later
// document.list, show, history, verify, tidy, erase: what is kept, who had it, and what is gone.
#include "papers.hpp"
#include "template_view.hpp"

#include "amparo/crypto/base64.hpp"

#include <algorithm>

namespace amparo::engine {
namespace {

constexpr std::size_t kReasonLengthMax = 1000;

/// X7.
Result<Done, Failure> read_to_the_end(Result<archive::Reader, Failure> reader, Json const& fields) {
    if (!reader.ok()) return Fail{reader.error()};
    auto const read =
        reader.value().read_all(hash_in(fields).value_or(crypto::Hash{}), [](ByteView) { return true; });
    if (!read.ok()) return Fail{from(read.error())};
    return Done{};
}

}  // namespace

Result<Engine::Session::Change, Failure> Engine::Session::custody(std::string_view kind,
                                                                  RecordId const& document,
                                                                  std::optional<PersonId> const& about,
                                                                  Json const& fields, std::string_view what,
                                                                  std::string const& why) {
    Json data{{"document", document.text()},
              {"what", what},
              {"by", member_name(vault_.keys().member)},
              {"at", text(now())}};
    if (auto const matter = codec::text_at(fields, "matter"); matter) data["matter"] = *matter;
    if (!why.empty()) data["why"] = why.substr(0, kReasonLengthMax);
    return own_record(custody_of(kind), about, data);
}

Result<Engine::Session::Change, Failure> Engine::Session::custody(projection::RecordView const& view,
                                                                  std::string_view what,
                                                                  std::string const& why) {
    return custody(view.kind, view.id, view.person, view.state.fields, what, why);
}

Json Engine::Session::document_row(projection::RecordView const& view) const {
    Json out = visible(view.kind, view.state.fields);
    out["id"] = view.id.text();
    if (view.kind == kPaperKind) out["personal"] = true;
    if (view.person) {
        out["person"] = view.person->text();
        out["chosen_name"] = chosen_name(*view.person);
    }
    if (std::string matter = name_of(codec::string_or(out, "matter")); !matter.empty())
        out["matter_title"] = std::move(matter);
    return out;
}

/// With the one it is asked of, the first first.
std::vector<projection::RecordView> Engine::Session::versions_of(projection::RecordView const& view) const {
    std::string const first = codec::string_or(view.state.fields, "version_of", view.id.text());
    std::vector<projection::RecordView> out;
    projection_->for_each(view.kind, [&](projection::RecordView const& one) {
        if (one.id.text() == first || codec::text_at(one.state.fields, "version_of") == first)
            out.push_back(one);
    });
    std::stable_sort(out.begin(), out.end(), [](auto const& a, auto const& b) {
        return codec::int_at(a.state.fields, "version") < codec::int_at(b.state.fields, "version");
    });
    return out;
}

Answer Engine::Session::document_list(Json const& params) {
    if (!my_parts().contains(part_of_document(kPaperKind))) AMPARO_DO(holds(Part::kLegal, {}));
    AMPARO_TRY(auto const about, person(params));
    auto const matter = codec::text_at(params, "matter");
    Json out = Json::array();
    std::size_t sealed = 0;
    std::vector<projection::RecordView> views;
    auto const take = [&](projection::RecordView const& view) {
        if (!view.state.fields.contains("key"))
            ++sealed;
        else if ((!about || view.person == about) &&
                 (!matter || codec::text_at(view.state.fields, "matter") == matter))
            views.push_back(view);
    };
    for (std::string_view const kind : kDocumentKinds)
        if (my_parts().contains(part_of_document(kind))) projection_->for_each(kind, take);
    std::stable_sort(views.begin(), views.end(),
                     [](auto const& a, auto const& b) { return a.created > b.created; });
    for (auto const& view : views) out.push_back(document_row(view));
    return Json{{"documents", std::move(out)}, {"sealed", sealed}};
}

Json Engine::Session::versions_json(projection::RecordView const& view) const {
    Json out = Json::array();
    for (auto const& one : versions_of(view))
        out.push_back(Json{{"id", one.id.text()},
                           {"version", codec::int_at(one.state.fields, "version").value_or(1)},
                           {"name", codec::string_or(one.state.fields, "name")},
                           {"added_at", codec::string_or(one.state.fields, "added_at")}});
    return out;
}

Answer Engine::Session::document_show(Json const& params) {
    AMPARO_TRY(auto const view, document_in(params));
    Json out = document_row(view);
    out["versions"] = versions_json(view);
    if (Json made_of = Templates{*this}.made_of(view); !made_of.is_null())
        out["made_of"] = std::move(made_of);
    if (view.state.fields.contains("made_with")) out["made"] = Papers{*this}.made_json(view);
    return out;
}

Answer Engine::Session::document_history(Json const& params) {
    AMPARO_TRY(auto const view, document_in(params));
    Json versions = versions_json(view);
    std::map<std::string, Json> number;
    for (Json const& one : versions) number[codec::string_or(one, "id")] = one["version"];
    std::vector<Json> lines;
    projection_->for_each(custody_of(view.kind), [&](projection::RecordView const& line) {
        auto const of = number.find(codec::string_or(line.state.fields, "document"));
        if (of == number.end()) return;
        Json row = line.state.fields;
        row["version"] = of->second;
        // Who wrote it is what the log says, whatever the line does.
        auto const history = projection_->history(line.id);
        if (!history.empty()) row["by"] = member_name(history.front().entry.author);
        row.erase("matter");
        if (std::string name = name_of(codec::string_or(row, "why")); !name.empty())
            row["why_name"] = std::move(name);
        lines.push_back(std::move(row));
    });
    std::stable_sort(lines.begin(), lines.end(), [](Json const& a, Json const& b) {
        return codec::string_or(a, "at") < codec::string_or(b, "at");
    });
    return Json{{"id", view.id.text()}, {"versions", std::move(versions)}, {"custody", std::move(lines)}};
}

std::vector<archive::FileEntry> Engine::Session::files_without_record(
    std::vector<archive::FileEntry> const& files) const {
    std::vector<archive::FileEntry> out;
    for (archive::FileEntry const& file : files) {
        auto const record = archive::record_of(file.name);
        auto const view = record ? projection_->record(*record) : std::nullopt;
        bool is_known = view.has_value();
        if (view && view->state.fields.contains("key")) {
            // Under an older key: it was sealed anew.
            auto const reader = reader_of(*view);
            is_known = !reader.ok() || reader.value().file_name() == file.name;
        }
        if (!is_known) out.push_back(file);
    }
    return out;
}

Answer Engine::Session::document_verify(Json const& params) {
    AMPARO_TRY(auto* const store, document_store());
    std::vector<projection::RecordView> views;
    std::size_t sealed = 0;
    if (params.contains("id")) {
        AMPARO_TRY(auto const view, document_in(params));
        views.push_back(view);
    } else {
        for (std::string_view const kind : kDocumentKinds)
            projection_->for_each(kind, [&](projection::RecordView const& view) {
                if (view.state.fields.contains("key"))
                    views.push_back(view);
                else
                    ++sealed;
            });
    }
    Json out{{"ok", true}, {"documents", Json::array()}, {"left_over", Json::array()}, {"sealed", sealed}};
    for (auto const& view : views) {
        Json row{{"id", view.id.text()}, {"ok", true}};
        if (auto const whole = read_to_the_end(reader_of(view), view.state.fields); !whole.ok()) {
            row.update(Json{{"ok", false}, {"problem", whole.error().message}});
            out["ok"] = false;
        }
        out["documents"].push_back(std::move(row));
    }
    if (params.contains("id")) return out;
    auto const files = store->list();
    if (!files.ok()) return Fail{from(archive::from(files.error()))};
    for (auto const& file : files_without_record(files.value()))
        out["left_over"].push_back(Json{{"name", file.name}, {"bytes", file.bytes}});
    return out;
}

Answer Engine::Session::document_tidy(Json const&) {
    AMPARO_TRY(auto* const store, document_store());
    std::size_t removed = 0;
    std::size_t missing = 0;
    {
        // Under the writer's lock: whoever keeps a document looks at its file under it (X1).
        auto writing = vault_.begin_writing(sink(), on_reload());
        if (!writing.ok()) return Fail{from(writing.error())};
        (void)take_entries(News::kTold);
        auto const files = store->list();
        if (!files.ok()) return Fail{from(archive::from(files.error()))};
        for (auto const& file : files_without_record(files.value()))
            if (store->remove(file.name).ok()) ++removed;
        for (std::string_view const kind : {kDocumentKind, kPaperKind})
            projection_->for_each(kind, [&](projection::RecordView const& view) {
                if (!hash_in(view.state.fields)) return;
                missing += std::none_of(files.value().begin(), files.value().end(),
                                        [&](auto const& file) { return archive::is_of(file.name, view.id); });
            });
    }
    auto const half = store->remove_half_written();
    if (!half.ok()) return Fail{from(archive::from(half.error()))};
    return Json{{"removed", removed}, {"half_written", half.value()}, {"missing", missing}};
}

/// X10. `state` says what became of the file: "more" until its last piece came.
Answer Engine::Session::document_bring(Json const& params) {
    AMPARO_TRY(auto* const store, document_store());
    std::string const name = codec::string_or(params, "name");
    std::int64_t const at = codec::int_at(params, "at").value_or(0);
    auto& bringing = documents().bringing;
    if (at == 0) {
        bringing.reset();
        auto const record = archive::record_of(name);
        auto const view = record ? projection_->record(*record) : std::nullopt;
        if (!view || !is_document(view->kind)) return Json{{"state", "unknown"}};
        auto const key = key_in(view->state.fields);
        if (key && archive::file_name(view->id, *key) != name) return Json{{"state", "given_up"}};
        auto begun = store->begin(name);
        if (!begun.ok() && begun.error() == archive::StoreError::kExists) return Json{{"state", "here"}};
        if (!begun.ok()) return Fail{from(archive::from(begun.error()))};
        bringing.emplace(Documents::Bringing{name, std::move(begun).value()});
    }
    if (!bringing || bringing->name != name || bringing->bytes != static_cast<std::uint64_t>(at))
        return usage("these bytes are not the next of this file", "at", "begin it again, at 0");
    // Whatever goes wrong, nothing half written stays.
    Documents::Bringing now = std::move(*bringing);
    bringing.reset();
    AMPARO_TRY(Bytes const data, piece_in(params));
    auto const view = projection_->record(*archive::record_of(name));
    if (!view) return Json{{"state", "unknown"}};
    now.bytes += data.size();
    auto const bytes = codec::int_at(view->state.fields, "bytes");
    std::uint64_t const most =
        bytes && *bytes >= 0 ? static_cast<std::uint64_t>(*bytes) : archive::kDocumentBytesMax;
    if (now.bytes > archive::sealed_bytes(most)) return Fail{from(archive::SealedError::kDamaged)};
    if (auto const added = now.file->append(data); !added.ok())
        return Fail{from(archive::from(added.error()))};
    if (!codec::bool_at(params, "last").value_or(false)) {
        bringing = std::move(now);
        return Json{{"state", "more"}, {"bytes", bringing->bytes}};
    }
    if (auto const done = now.file->finish(); !done.ok()) return Fail{from(archive::from(done.error()))};
    if (view->state.fields.contains("key"))
        if (auto const whole = read_to_the_end(reader_of(*view), view->state.fields); !whole.ok()) {
            (void)store->remove(name);
            return Fail{whole.error()};
        }
    return Json{{"state", "kept"}, {"bytes", now.bytes}};
}

void Engine::Session::remove_superseded() {
    if (ports_.documents == nullptr) return;
    auto const left = [&] {
        auto const files = ports_.documents->list();
        auto out = files.ok() ? files_without_record(files.value()) : std::vector<archive::FileEntry>{};
        std::erase_if(out, [&](archive::FileEntry const& file) {
            auto const record = archive::record_of(file.name);
            return !record || !projection_->record(*record);  // It may be that of a document not kept yet.
        });
        return out;
    };
    if (left().empty()) return;
    // Whoever seals anew holds the writer's lock until the record names the new key.
    auto const writing = vault_.begin_writing(sink(), on_reload());
    (void)take_entries(News::kQuiet);
    if (!writing.ok()) return;
    for (archive::FileEntry const& file : left()) (void)ports_.documents->remove(file.name);
}

bool Engine::Session::remove_files(RecordId const& record, std::string const& but) {
    if (ports_.documents == nullptr) return true;
    auto const files = ports_.documents->list();
    if (!files.ok()) return false;
    bool all = true;
    for (auto const& file : files.value())
        if (archive::is_of(file.name, record) && file.name != but)
            all = ports_.documents->remove(file.name).ok() && all;
    return all;
}

Answer Engine::Session::document_erase(Json const& params) {
    AMPARO_DO(document_named(params));
    return record_erase(params);
}

Result<Json, Failure> Engine::Session::with_new_key(projection::RecordView const& view) {
    Json fields = view.state.fields;
    auto reader = reader_of(view);
    auto const hash = hash_in(fields);
    if (!reader.ok() || !hash) return fields;
    auto writer = archive::Writer::begin(*ports_.documents, view.id, ports_.workers);
    if (!writer.ok()) return Fail{from(writer.error())};
    std::optional<archive::SealedError> full;
    auto const read = reader.value().read_all(*hash, [&](ByteView piece) {
        if (auto const added = writer.value().add(piece); !added.ok()) full = added.error();
        return !full;
    });
    if (full) return Fail{from(*full)};
    if (!read.ok()) return fields;  // It is damaged as it is.
    if (auto const sealed = writer.value().finish(); !sealed.ok()) return Fail{from(sealed.error())};
    fields["key"] = writer.value().key().expose_to([](ByteView key) { return crypto::to_hex(key); });
    return fields;
}

}  // namespace amparo::engine
