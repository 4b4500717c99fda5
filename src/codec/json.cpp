// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/codec/json.hpp"

#include <vector>

namespace amparo::codec {
namespace {

/// Builds the value while the library reads, and stops it at the first bound that is passed.
class BoundedBuilder : public nlohmann::json_sax<Json> {
  public:
    explicit BoundedBuilder(JsonLimits limits) : limits_{limits} {}

    bool null() override { return put(nullptr); }
    bool boolean(bool v) override { return put(v); }
    bool number_integer(number_integer_t v) override { return put(v); }
    bool number_unsigned(number_unsigned_t v) override { return put(v); }
    bool number_float(number_float_t v, string_t const&) override { return put(v); }
    bool string(string_t& v) override { return put(std::move(v)); }
    bool binary(binary_t&) override { return stop(JsonError::kMalformed); }
    bool start_object(std::size_t) override { return open(Json::object()); }
    bool end_object() override { return close(); }
    bool start_array(std::size_t) override { return open(Json::array()); }
    bool end_array() override { return close(); }
    bool key(string_t& v) override {
        Json& object = *open_.back();
        auto const [at, is_new] = object.get_ref<Json::object_t&>().emplace(std::move(v), nullptr);
        if (!is_new) return stop(JsonError::kDuplicateKey);
        slot_ = &at->second;
        return true;
    }
    bool parse_error(std::size_t position, std::string const&, nlohmann::detail::exception const&) override {
        position_ = position;
        return false;
    }

    Json root;
    JsonError error = JsonError::kMalformed;
    [[nodiscard]] std::size_t position() const noexcept { return position_; }

  private:
    bool stop(JsonError why) {
        error = why;
        return false;
    }
    Json* place(Json&& value) {
        if (open_.empty()) {
            root = std::move(value);
            return &root;
        }
        if (open_.back()->is_array()) {
            open_.back()->push_back(std::move(value));
            return &open_.back()->back();
        }
        *slot_ = std::move(value);
        return slot_;
    }
    template <class T>
    bool put(T&& value) {
        if (++values_ > limits_.values_max) return stop(JsonError::kTooLarge);
        place(Json(std::forward<T>(value)));
        return true;
    }
    bool open(Json&& container) {
        if (++values_ > limits_.values_max) return stop(JsonError::kTooLarge);
        if (open_.size() >= limits_.depth_max) return stop(JsonError::kTooDeep);
        open_.push_back(place(std::move(container)));
        return true;
    }
    bool close() {
        open_.pop_back();
        return true;
    }

    JsonLimits limits_;
    std::vector<Json*> open_;
    Json* slot_ = nullptr;
    std::size_t values_ = 0;
    std::size_t position_ = 0;
};

JsonPlace place_of(std::string_view text, std::size_t position) {
    JsonPlace place{1, 1};
    for (char const c : text.substr(0, position > 0 ? position - 1 : 0)) {
        place.column = c == '\n' ? 1 : place.column + 1;
        place.line += c == '\n' ? 1 : 0;
    }
    return place;
}

template <class T, class Is, class Get>
std::optional<T> at(Json const& object, std::string_view key, Is is, Get get) noexcept {
    Json const* const value = find(object, key);
    if (value == nullptr || !is(*value)) return std::nullopt;
    return get(*value);
}

}  // namespace

Result<Json, JsonError> parse_json(std::string_view text, JsonLimits limits, JsonPlace* place) {
    if (place != nullptr) *place = {1, 1};
    if (text.size() > limits.bytes_max) return Fail{JsonError::kTooLarge};
    BoundedBuilder builder{limits};
    if (!Json::sax_parse(text, &builder)) {
        if (place != nullptr) *place = place_of(text, builder.position());
        return Fail{builder.error};
    }
    return std::move(builder.root);
}

std::string to_text(Json const& value) {
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}
std::string to_pretty_text(Json const& value) {
    return value.dump(2, ' ', false, Json::error_handler_t::replace);
}

Json const* find(Json const& object, std::string_view key) noexcept {
    if (!object.is_object()) return nullptr;
    auto const at = object.find(key);
    return at == object.end() ? nullptr : &*at;
}

std::optional<std::string_view> text_at(Json const& object, std::string_view key) noexcept {
    return at<std::string_view>(
        object, key, [](Json const& v) { return v.is_string(); },
        [](Json const& v) { return std::string_view{v.get_ref<std::string const&>()}; });
}
std::optional<std::int64_t> int_at(Json const& object, std::string_view key) noexcept {
    return at<std::int64_t>(
        object, key, [](Json const& v) { return v.is_number_integer(); },
        [](Json const& v) { return v.get<std::int64_t>(); });
}
std::optional<double> number_at(Json const& object, std::string_view key) noexcept {
    return at<double>(
        object, key, [](Json const& v) { return v.is_number(); },
        [](Json const& v) { return v.get<double>(); });
}
std::optional<bool> bool_at(Json const& object, std::string_view key) noexcept {
    return at<bool>(
        object, key, [](Json const& v) { return v.is_boolean(); },
        [](Json const& v) { return v.get<bool>(); });
}
Json const& list_at(Json const& object, std::string_view key) noexcept {
    static Json const kEmpty = Json::array();
    Json const* const value = find(object, key);
    return value != nullptr && value->is_structured() ? *value : kEmpty;
}
std::string string_or(Json const& object, std::string_view key, std::string_view otherwise) {
    return std::string{text_at(object, key).value_or(otherwise)};
}

}  // namespace amparo::codec
