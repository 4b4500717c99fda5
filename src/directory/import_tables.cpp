// SPDX-License-Identifier: AGPL-3.0-or-later
/// HSDS tabular packages (3.0 datapackage.json) and the CSV folders of HSDS 1.x and 2.x.
#include "readers.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace amparo::directory {
namespace {

enum class TableKind {
    kOrganizations,
    kLocations,
    kServices,
    kServiceAtLocations,
    kAddresses,
    kPhones,
    kSchedules,
    kLanguages,
    kAreas,
    kEligibilities,
    kAccessibility,
    kDocuments,
    kNotKept,  ///< An HSDS table Amparo has no fields for; its rows are counted.
    kUnknown,
};

struct TableName {
    std::string_view name;
    TableKind kind;
};
constexpr std::array kTableNames{
    TableName{"organizations", TableKind::kOrganizations},
    TableName{"locations", TableKind::kLocations},
    TableName{"services", TableKind::kServices},
    TableName{"service_at_location", TableKind::kServiceAtLocations},
    TableName{"service_at_locations", TableKind::kServiceAtLocations},
    TableName{"services_at_location", TableKind::kServiceAtLocations},
    TableName{"addresses", TableKind::kAddresses},
    TableName{"physical_addresses", TableKind::kAddresses},
    TableName{"postal_addresses", TableKind::kAddresses},
    TableName{"phones", TableKind::kPhones},
    TableName{"schedules", TableKind::kSchedules},
    TableName{"regular_schedules", TableKind::kSchedules},
    TableName{"languages", TableKind::kLanguages},
    TableName{"service_areas", TableKind::kAreas},
    TableName{"eligibilities", TableKind::kEligibilities},
    TableName{"eligibility", TableKind::kEligibilities},
    TableName{"accessibility", TableKind::kAccessibility},
    TableName{"accessibility_for_disabilities", TableKind::kAccessibility},
    TableName{"required_documents", TableKind::kDocuments},
    TableName{"attributes", TableKind::kNotKept},
    TableName{"contacts", TableKind::kNotKept},
    TableName{"cost_options", TableKind::kNotKept},
    TableName{"funding", TableKind::kNotKept},
    TableName{"holiday_schedules", TableKind::kNotKept},
    TableName{"meta_table_descriptions", TableKind::kNotKept},
    TableName{"metadata", TableKind::kNotKept},
    TableName{"organization_identifiers", TableKind::kNotKept},
    TableName{"other_attributes", TableKind::kNotKept},
    TableName{"payments_accepted", TableKind::kNotKept},
    TableName{"programs", TableKind::kNotKept},
    TableName{"service_taxonomies", TableKind::kNotKept},
    TableName{"services_taxonomy", TableKind::kNotKept},
    TableName{"taxonomies", TableKind::kNotKept},
    TableName{"taxonomy", TableKind::kNotKept},
    TableName{"taxonomy_terms", TableKind::kNotKept},
};

TableName by_name(std::string_view file_name) {
    std::string const stem = stem_of(file_name);
    TableName best{"", TableKind::kUnknown};
    for (TableName const& table : kTableNames) {
        bool const ends =
            stem.size() >= table.name.size() && stem.substr(stem.size() - table.name.size()) == table.name;
        bool const whole =
            stem.size() == table.name.size() || (ends && (stem[stem.size() - table.name.size() - 1] == '_' ||
                                                          stem[stem.size() - table.name.size() - 1] == '-'));
        if (ends && whole && table.name.size() > best.name.size()) best = table;
    }
    return best;
}

/// The columns a table can't do without.
bool fits(TableKind kind, Table const& table) {
    auto const any = [&](std::initializer_list<std::string_view> columns) {
        return std::any_of(columns.begin(), columns.end(), [&](std::string_view c) { return table.has(c); });
    };
    switch (kind) {
        case TableKind::kOrganizations:
        case TableKind::kServices:
            return table.has("id") && table.has("name");
        case TableKind::kLocations:
            return table.has("id") && any({"name", "latitude", "organization_id", "location_type"});
        case TableKind::kServiceAtLocations:
            return table.has("service_id") && table.has("location_id");
        case TableKind::kAddresses:
            return table.has("address_1") && any({"location_id", "organization_id"});
        case TableKind::kPhones:
            return table.has("number") &&
                   any({"service_id", "location_id", "organization_id", "service_at_location_id"});
        case TableKind::kSchedules:
            return table.has("opens_at") && table.has("closes_at") &&
                   any({"service_id", "location_id", "service_at_location_id"});
        case TableKind::kLanguages:
            return any({"language", "code", "name"}) && any({"service_id", "location_id"});
        case TableKind::kAreas:
            return any({"service_area", "name"}) && table.has("service_id");
        case TableKind::kEligibilities:
            return table.has("eligibility") && table.has("service_id");
        case TableKind::kAccessibility:
            return any({"accessibility", "description"}) && table.has("location_id");
        case TableKind::kDocuments:
            return table.has("document") && table.has("service_id");
        case TableKind::kNotKept:
            return true;
        case TableKind::kUnknown:
            return false;
    }
    return false;
}

TableName by_columns(Table const& table) {
    if (table.has("service_id") && table.has("location_id") && table.header().size() <= 4 &&
        !table.has("opens_at")) {
        return {"service_at_location", TableKind::kServiceAtLocations};
    }
    if (fits(TableKind::kSchedules, table)) return {"schedules", TableKind::kSchedules};
    if (fits(TableKind::kPhones, table)) return {"phones", TableKind::kPhones};
    if (fits(TableKind::kAddresses, table)) return {"addresses", TableKind::kAddresses};
    if (table.has("id") && table.has("latitude") && table.has("longitude"))
        return {"locations", TableKind::kLocations};
    if (fits(TableKind::kServices, table) && table.has("organization_id") && table.has("status")) {
        return {"services", TableKind::kServices};
    }
    if (fits(TableKind::kOrganizations, table) && (table.has("tax_id") || table.has("legal_status"))) {
        return {"organizations", TableKind::kOrganizations};
    }
    return {"", TableKind::kUnknown};
}

class TablesReader {
  public:
    explicit TablesReader(Collector& into) : into_{into} {}

    void read(File const& file, TableName table) {
        Table rows{file, into_};
        table_ = table.name;
        std::size_t count = 0;
        while (rows.next()) {
            ++count;
            row(table.kind, rows);
        }
        if (table.kind == TableKind::kNotKept && count > 0) into_.drop(std::string{table.name}, count);
    }

  private:
    void row(TableKind kind, Table const& r) {
        switch (kind) {
            case TableKind::kOrganizations:
                return record(Kind::kOrganization, r, {});
            case TableKind::kLocations:
                return record(Kind::kLocation, r, {"latitude", "longitude"});
            case TableKind::kServices:
                return record(Kind::kService, r, {});
            case TableKind::kServiceAtLocations:
                return service_at_location(r);
            case TableKind::kAddresses:
                return address(r);
            case TableKind::kPhones:
                return phone(r);
            case TableKind::kSchedules:
                return schedule(r);
            case TableKind::kLanguages:
                if (Draft* const d = owner(r, {Kind::kService, Kind::kLocation})) {
                    std::string_view const code = trimmed(r.cell("code"));
                    std::string_view const named = r.has("language") ? r.cell("language") : r.cell("name");
                    into_.put_language(*d, code.empty() ? named : code, r.where("language"));
                }
                return rest(r, {"code", "language", "name"});
            case TableKind::kAreas:
                if (Draft* const d = owner(r, {Kind::kService})) {
                    into_.put_area(*d, r.has("service_area") ? r.cell("service_area") : r.cell("name"),
                                   r.where("service_area"));
                }
                return rest(r, {"service_area", "name"});
            case TableKind::kEligibilities:
                return append_to(r, Kind::kService, "eligibility", {"eligibility"});
            case TableKind::kAccessibility:
                return append_to(r, Kind::kLocation, "accessibility",
                                 {"accessibility", "description", "details"});
            case TableKind::kDocuments:
                return append_to(r, Kind::kService, "application", {"document"});
            case TableKind::kNotKept:
            case TableKind::kUnknown:
                return;
        }
    }

    /// Counts the values of columns that are neither ids nor in `read`.
    void rest(Table const& r, std::initializer_list<std::string_view> read) {
        for (std::size_t i = 0; i < r.header().size(); ++i) {
            std::string_view const column = r.header()[i];
            bool const id =
                column == "id" || (column.size() > 3 && column.substr(column.size() - 3) == "_id");
            if (!id && !trimmed(r.cell(i)).empty() &&
                std::find(read.begin(), read.end(), column) == read.end()) {
                into_.drop(std::string{table_} + "." + std::string{column});
            }
        }
    }

    void record(Kind kind, Table const& r, std::initializer_list<std::string_view> handled) {
        Draft* const draft = into_.add(kind, r.cell("id"), r.where());
        if (draft == nullptr) return;
        auto const names = known_names(kind);
        for (Known const& known : names) {
            std::string_view const value = trimmed(r.cell(known.theirs));
            if (value.empty()) continue;
            auto const before = codec::text_at(draft->data, known.ours);
            if (before && *before != value) into_.drop(std::string{table_} + "." + std::string{known.theirs});
            into_.put_field(*draft, known.ours, value, r.where(known.theirs));
        }
        if (kind == Kind::kLocation) coordinates(*draft, r);
        for (std::size_t i = 0; i < r.header().size(); ++i) {
            std::string_view const column = r.header()[i];
            bool const known =
                column == "id" ||
                std::any_of(names.begin(), names.end(), [&](Known const& k) { return k.theirs == column; }) ||
                std::find(handled.begin(), handled.end(), column) != handled.end();
            if (!known && !trimmed(r.cell(i)).empty())
                into_.drop(std::string{table_} + "." + std::string{column});
        }
    }

    void coordinates(Draft& draft, Table const& r) {
        std::array<std::optional<double>, 2> degrees;
        for (std::size_t i = 0; i < 2; ++i) {
            std::string_view const column = i == 0 ? "latitude" : "longitude";
            std::string_view const value = trimmed(r.cell(column));
            if (value.empty()) continue;
            degrees[i] = parse_number(value);
            if (degrees[i]) continue;
            into_.set_aside(r.where(column), Reason::kBadCoordinates, shown(value) + " is not a number.",
                            "Give degrees: 41.8781.", true);
            return;
        }
        into_.put_coordinates(draft, degrees[0], degrees[1], r.where("latitude"));
    }

    void service_at_location(Table const& r) {
        Draft* const service = into_.find(Kind::kService, r.cell("service_id"));
        if (service == nullptr) {
            return no_owner(r, "service", r.cell("service_id"));
        }
        into_.put_field(*service, "locations", r.cell("location_id"), r.where("location_id"));
        if (auto const id = trimmed(r.cell("id")); !id.empty()) services_at_[std::string{id}] = service;
        rest(r, {});
    }

    void no_owner(Table const& r, std::string_view what, std::string_view id) {
        into_.set_aside(r.where(), Reason::kDanglingLink,
                        trimmed(id).empty()
                            ? "The line does not say which " + std::string{what} + " it belongs to."
                            : "It belongs to the " + std::string{what} + " " + shown(trimmed(id)) +
                                  ", which was not taken or is not in the files.",
                        "Give the id of one that is in the files.", false);
    }

    /// The record a row belongs to: the most particular one it names.
    Draft* owner(Table const& r, std::initializer_list<Kind> kinds) {
        std::string_view named;
        std::string_view what = "record";
        if (auto const id = trimmed(r.cell("service_at_location_id")); !id.empty() && kinds.size() > 1) {
            if (auto const at = services_at_.find(id); at != services_at_.end()) return at->second;
            named = id;
        }
        for (Kind const kind : kinds) {
            std::string_view const id = trimmed(r.cell(std::string{name(kind)} + "_id"));
            if (id.empty()) continue;
            if (Draft* const draft = into_.find(kind, id)) return draft;
            if (named.empty()) {
                named = id;
                what = name(kind);
            }
        }
        no_owner(r, what, named);
        return nullptr;
    }

    void append_to(Table const& r, Kind kind, std::string_view field,
                   std::initializer_list<std::string_view> columns) {
        if (Draft* const draft = owner(r, {kind})) {
            for (std::string_view const column : columns)
                into_.put_field(*draft, field, r.cell(column), r.where(column), true);
        }
        rest(r, columns);
    }

    void phone(Table const& r) {
        if (Draft* const draft = owner(r, {Kind::kService, Kind::kLocation, Kind::kOrganization})) {
            into_.put_phone(*draft,
                            {r.cell("number"), r.cell("extension"), r.cell("type"), r.cell("description")},
                            r.where("number"));
        }
        rest(r, {"number", "extension", "type", "description"});
    }

    void address(Table const& r) {
        constexpr std::array kParts{Known{"address_1", "address_1"},
                                    Known{"address_2", "address_2"},
                                    Known{"city", "city"},
                                    Known{"region", "region"},
                                    Known{"state_province", "state"},
                                    Known{"postal_code", "postal_code"},
                                    Known{"country", "country"}};
        Draft* const draft = owner(r, {Kind::kLocation, Kind::kOrganization});
        if (draft == nullptr) return;
        if (draft->kind == Kind::kOrganization) {
            std::string whole;
            for (Known const& part : kParts) {
                std::string_view const value = trimmed(r.cell(part.theirs));
                if (!value.empty()) whole += (whole.empty() ? "" : ", ") + std::string{value};
            }
            into_.put_field(*draft, "mailing_address", whole, r.where("address_1"));
        } else if (draft->data.contains("address_1")) {
            return into_.drop(std::string{table_});
        } else {
            for (Known const& part : kParts)
                into_.put_field(*draft, part.ours, r.cell(part.theirs), r.where(part.theirs));
        }
        rest(r, {"address_1", "address_2", "city", "region", "state_province", "postal_code", "country",
                 "address_type"});
    }

    void schedule(Table const& r) {
        Draft* const draft = owner(r, {Kind::kService, Kind::kLocation});
        if (draft != nullptr) {
            into_.put_hours_text(*draft, r.cell("description"), r.where("description"));
            std::string_view const interval = trimmed(r.cell("interval"));
            bool const weekly = trimmed(r.cell("freq")) != "MONTHLY" &&
                                (interval.empty() || interval == "1") &&
                                trimmed(r.cell("byweekno")).empty() &&
                                trimmed(r.cell("bymonthday")).empty() && trimmed(r.cell("byyearday")).empty();
            std::string_view days = r.has("weekday") ? r.cell("weekday") : r.cell("byday");
            std::string_view const opens = r.cell("opens_at");
            std::string_view const closes = r.cell("closes_at");
            if (!weekly) {
                into_.put_hours_text(*draft,
                                     std::string{days} + " " + std::string{opens} + "-" + std::string{closes},
                                     r.where());
            }
            bool more = weekly;
            while (more) {
                std::size_t const end = std::min(days.find(','), days.size());
                into_.put_opening(*draft, days.substr(0, end), opens, closes, r.where("opens_at"));
                more = end < days.size();
                days.remove_prefix(std::min(end + 1, days.size()));
            }
        }
        rest(r, {"weekday", "byday", "opens_at", "closes_at", "freq", "interval", "wkst", "description"});
    }

    Collector& into_;
    std::string_view table_;
    std::map<std::string, Draft*, std::less<>> services_at_;
};

constexpr std::array kOrganizationNames{
    Known{"name", "name"},
    Known{"alternate_name", "alternate_name"},
    Known{"description", "description"},
    Known{"website", "url"},
    Known{"url", "url"},
    Known{"email", "email"},
};
constexpr std::array kLocationNames{
    Known{"name", "name"},
    Known{"alternate_name", "alternate_name"},
    Known{"description", "description"},
    Known{"transportation", "transportation"},
    Known{"organization_id", "organization"},
    Known{"location_type", "location_type"},
};
constexpr std::array kServiceNames{
    Known{"name", "name"},
    Known{"alternate_name", "alternate_name"},
    Known{"description", "description"},
    Known{"url", "url"},
    Known{"email", "email"},
    Known{"status", "status"},
    Known{"organization_id", "organization"},
    Known{"interpretation_services", "interpretation"},
    Known{"application_process", "application"},
    Known{"fees_description", "fees"},
    Known{"fees", "fees"},
    Known{"wait_time", "wait_time"},
    Known{"eligibility_description", "eligibility"},
    Known{"minimum_age", "minimum_age"},
    Known{"maximum_age", "maximum_age"},
    Known{"assured_date", "last_verified"},
    Known{"alert", "alert"},
};

}  // namespace

std::span<Known const> known_names(Kind kind) noexcept {
    switch (kind) {
        case Kind::kOrganization:
            return kOrganizationNames;
        case Kind::kLocation:
            return kLocationNames;
        case Kind::kService:
            return kServiceNames;
    }
    return {};
}

std::string stem_of(std::string_view file_name) {
    std::size_t const slash = file_name.find_last_of("/\\");
    if (slash != std::string_view::npos) file_name.remove_prefix(slash + 1);
    return lower_case(file_name.substr(0, file_name.find_last_of('.')));
}

Table::Table(File const& file, Collector& into) : file_{file}, reader_{file.text}, into_{into} {
    if (!reader_.next(row_) || row_.fault != CsvFault::kNone) return;
    for (std::string const& cell : row_.cells) header_.push_back(lower_case(trimmed(cell)));
}

std::size_t Table::find(std::string_view column) const noexcept {
    std::string const wanted = lower_case(trimmed(column));
    return static_cast<std::size_t>(std::find(header_.begin(), header_.end(), wanted) - header_.begin());
}

std::string_view Table::cell(std::size_t column) const noexcept {
    return column < row_.cells.size() ? std::string_view{row_.cells[column]} : std::string_view{};
}

bool Table::next() {
    while (reader_.next(row_)) {
        std::string message;
        switch (row_.fault) {
            case CsvFault::kNone:
                break;
            case CsvFault::kUnclosedQuote:
                message = "A quotation mark is never closed.";
                break;
            case CsvFault::kTextAfterQuote:
                message = "Text follows a closing quotation mark.";
                break;
            case CsvFault::kTooManyCells:
                message = "The line has more than 1000 cells.";
                break;
        }
        if (!message.empty()) {
            into_.set_aside(where(), Reason::kMalformed, message,
                            "Correct the line; write a quotation mark inside a "
                            "quoted cell twice.",
                            false);
            continue;
        }
        if (std::all_of(row_.cells.begin(), row_.cells.end(),
                        [](auto const& c) { return trimmed(c).empty(); }))
            continue;
        if (row_.cells.size() != header_.size()) {
            into_.set_aside(where(), Reason::kRaggedRow,
                            "The line has " + std::to_string(row_.cells.size()) + " cells, the header " +
                                std::to_string(header_.size()) + ".",
                            "Put text that holds a comma in quotation marks; give every line as many cells.",
                            false);
            continue;
        }
        if (++rows_ > kRowsMax) {
            into_.set_aside(where(), Reason::kTooLarge,
                            "The file has more than a million lines; the rest was not read.", "Split it.",
                            false);
            return false;
        }
        return true;
    }
    return false;
}

void read_tables(std::span<File const> csv_files, Collector& into) {
    std::vector<std::pair<TableName, File>> tables;
    for (File const& file : csv_files) {
        Table const table{file, into};
        TableName kind = by_name(file.name);
        if (!fits(kind.kind, table)) kind = by_columns(table);
        if (kind.kind == TableKind::kUnknown) {
            into.set_aside(
                {file.name}, Reason::kNotRecognised, "This is neither HSDS JSON nor a table of HSDS.",
                "Name it as HSDS does (services.csv) with the columns of HSDS, or import it with a mapping.",
                false);
        } else {
            tables.emplace_back(kind, file);
        }
    }
    // What others belong to comes first: the order of TableKind.
    std::stable_sort(tables.begin(), tables.end(),
                     [](auto const& a, auto const& b) { return a.first.kind < b.first.kind; });
    TablesReader reader{into};
    for (auto const& [kind, file] : tables) reader.read(file, kind);
}

}  // namespace amparo::directory
