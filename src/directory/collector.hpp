// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Where every reader puts what it read: the checks of one value, and the account of what was not taken (D10
/// to D16).
#include "amparo/directory/hours.hpp"
#include "amparo/directory/import.hpp"
#include "values.hpp"

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace amparo::directory {

struct Where {
    std::string_view file;
    std::size_t line = 0;
    std::string place{};
};

/// A record being put together.
struct Draft {
    Kind kind = Kind::kService;
    std::string id;
    std::string file;
    std::size_t line = 0;
    Json data = Json::object();
    std::vector<OpenHours> hours;
    bool hours_doubtful = false;  ///< An opening could not be read: what is left would be misleading (D20).
};

class Collector {
  public:
    explicit Collector(std::string source) : source_{std::move(source)} {}

    void set_aside(Where const& where, Reason reason, std::string message, std::string mend, bool kept);
    void drop(std::string const& name, std::size_t count = 1) { out_.dropped[name] += count; }

    /// A new record, or nothing if its id is missing, unusable or taken; then that was set aside.
    Draft* add(Kind kind, std::string_view id, Where const& where);
    [[nodiscard]] Draft* find(Kind kind, std::string_view id);

    /// Puts a value written as text into a field of any type but phones and hours. The first value stays,
    /// except that `append` adds to a long text. Lists grow. Links take ids of the source.
    void put(Draft& draft, Field const& field, std::string_view raw, Where const& where, bool append = false);
    /// The same for a JSON value: it must have the field's own type.
    void put_json(Draft& draft, Field const& field, Json const& value, Where const& where);
    void put_field(Draft& draft, std::string_view field, std::string_view raw, Where const& where,
                   bool append = false) {
        put(draft, field_of(draft, field), raw, where, append);
    }
    void put_coordinates(Draft& draft, std::optional<double> latitude, std::optional<double> longitude,
                         Where const& where);
    struct Phone {
        std::string_view number;
        std::string_view extension;
        std::string_view kind;
        std::string_view note;
    };
    void put_phone(Draft& draft, Phone const& phone, Where const& where);
    void put_language(Draft& draft, std::string_view code_or_name, Where const& where);
    void put_area(Draft& draft, std::string_view area, Where const& where);
    /// One opening of a schedule table; both times empty is a closed day.
    void put_opening(Draft& draft, std::string_view weekday, std::string_view opens, std::string_view closes,
                     Where const& where);
    /// Hours in words: read if they can be (D20), and kept as words.
    void put_hours(Draft& draft, std::string_view text, Where const& where);
    void put_hours_text(Draft& draft, std::string_view text, Where const& where);

    [[nodiscard]] Field const& field_of(Draft const& draft, std::string_view field) const;
    [[nodiscard]] Imported finish();

  private:
    /// Nothing if it is empty, or can't be kept and was set aside.
    std::optional<std::string> clean(std::string_view raw, Where const& where, bool is_long = false);
    void add_to_list(Draft& draft, Field const& field, std::string value, Where const& where);
    void finish_draft(Draft& draft);
    void resolve_links(Draft& draft);

    std::string source_;
    std::deque<Draft> drafts_;
    std::map<std::pair<Kind, std::string>, Draft*, std::less<>> by_id_;
    Imported out_;
};

}  // namespace amparo::directory
