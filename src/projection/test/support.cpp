// SPDX-License-Identifier: AGPL-3.0-or-later
#include "support.hpp"

#include "amparo/codec/json.hpp"

#include <gtest/gtest.h>

namespace amparo::projection {

Entry Written::entry() const {
    Entry out{revision, record, kind, person, parents, time, author, device, op, part, std::nullopt};
    if (text) out.fields = *text;
    return out;
}

Written wrote(unsigned n, unsigned record, std::vector<unsigned> const& parents, Json const& fields,
              Part part) {
    std::vector<RevisionId> ids;
    for (unsigned const p : parents) ids.push_back(rev(p));
    return {rev(n),
            rec(record),
            "contact",
            per(record),
            ids,
            kStart + std::chrono::minutes{n},
            id<MemberId>(1),
            id<DeviceId>(1),
            parents.empty() ? revisions::Op::kCreate : revisions::Op::kUpdate,
            part,
            codec::to_text(fields)};
}

Written sealed(unsigned n, unsigned record, std::vector<unsigned> const& parents, Part part) {
    Written out = wrote(n, record, parents, nullptr, part);
    out.text.reset();
    return out;
}

Written erasing(unsigned n, unsigned record, std::vector<unsigned> const& parents, Part part) {
    Written out = sealed(n, record, parents, part);
    out.op = revisions::Op::kErase;
    return out;
}

void plan_kinds(Projection& projection) {
    projection.plan("contact", {{{"name", Use::kName},
                                 {"other_names", Use::kName},
                                 {"phone", Use::kPhone},
                                 {"note", Use::kText},
                                 {"safe_way", Use::kText, true},
                                 {"trusted.name", Use::kName},
                                 {"places", Use::kText}},
                                {"name", "note"},
                                {{"call_on", "called", "yes", false}}});
    projection.plan("note", {{{"note", Use::kText}}, {"note"}});
}

std::vector<AddProblem> add(Projection& projection, std::vector<Written> const& entries) {
    std::vector<Entry> views;
    for (Written const& w : entries) views.push_back(w.entry());
    return projection.add(views);
}

Office::Office(std::initializer_list<Written> entries) {
    plan_kinds(*this);
    EXPECT_TRUE(projection::add(*this, entries).empty());
}

std::vector<unsigned> found(Projection& projection, std::string_view text, std::string_view kind,
                            std::size_t limit) {
    std::vector<unsigned> out;
    for (Hit const& hit : projection.search(text, kind, limit)) out.push_back(number(hit.record));
    return out;
}

std::optional<Why> why(Projection& projection, std::string_view text) {
    std::optional<Why> out;
    for (Hit const& hit : projection.search(text, {}, 100)) {
        if (out && *out != hit.why) return std::nullopt;
        out = hit.why;
    }
    return out;
}

std::vector<unsigned> listed(Projection const& projection, Filter const& filter) {
    std::vector<unsigned> out;
    for (RecordRow const& row : projection.list(filter)) out.push_back(number(row.id));
    return out;
}

namespace {

std::string text_of(RecordView const& view) {
    std::string out = view.id.text() + ' ' + view.kind + ' ' + (view.person ? view.person->text() : "-") +
                      " [" + view.title + "] " + text(view.created) + ' ' + text(view.updated) + ' ' +
                      std::to_string(view.sealed.bits()) + ' ' + codec::to_text(view.state.fields);
    for (revisions::Conflict const& c : view.state.conflicts) {
        out += " conflict " + c.field;
        for (auto const& v : c.values) out += ' ' + codec::to_text(v.value) + '@' + v.revision.text();
    }
    for (RevisionId const& head : view.state.heads) out += " head " + head.text();
    for (Erasure const& e : view.erased) out += " erased " + e.revision.text() + std::string{name(e.part)};
    return out + '\n';
}

}  // namespace

std::string dump(Projection& projection, unsigned records_max, std::vector<std::string> const& questions) {
    std::string out;
    for (unsigned n = 0; n <= records_max; ++n) {
        if (auto const view = projection.record(rec(n))) out += text_of(*view);
        for (HistoryItem const& item : projection.history(rec(n)))
            out += "  " + item.entry.revision.text() + ' ' + std::string{name(item.entry.part)} + ' ' +
                   (item.entry.fields ? codec::to_text(*item.entry.fields)
                    : item.is_erased  ? "erased"
                                      : "sealed") +
                   '\n';
        Filter filter;
        filter.person = per(n);
        for (unsigned const row : listed(projection, filter)) out += ' ' + std::to_string(row);
    }
    for (RecordRow const& row : projection.list({}))
        out += "list " + row.id.text() + " [" + row.title + "]\n";
    for (auto const& [kind, count] : projection.counts_by_kind())
        out += kind + ' ' + std::to_string(count) + '\n';
    for (std::string_view const kind : {"contact", "note"})
        projection.for_each(kind, [&](RecordView const& view) { out += "each " + text_of(view); });
    projection.for_each_by_day("contact", "call_on", "0000-01-01", "9999-12-31",
                               [&](RecordView const& view) { out += "day " + text_of(view); });
    for (std::string const& question : questions) {
        out += question + ':';
        for (Hit const& hit : projection.search(question, {}, 5))
            out +=
                ' ' + std::to_string(number(hit.record)) + std::string{name(hit.why)} + '[' + hit.title + ']';
        for (Similar const& s : projection.similar_people({&question, 1}, question, 5))
            out += " ~" + std::to_string(number(s.person)) + '/' + std::to_string(number(s.record)) +
                   (s.same_phone ? "p" : "") + (s.same_name ? "n" : "") + (s.same_sound ? "s" : "") +
                   (s.some_sound ? "w" : "");
        out += '\n';
    }
    return out;
}

}  // namespace amparo::projection
