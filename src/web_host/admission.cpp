// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/web_host/admission.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace amparo::web_host {
namespace {

struct RouteRow {
    std::string_view target;
    std::string_view method;
    Route route;
    std::size_t body_bytes_max;
};
constexpr std::array kRoutes{
    RouteRow{"/session", "POST", Route::kSession, kSmallBytesMax},
    RouteRow{"/session/again", "POST", Route::kSessionAgain, kSmallBytesMax},
    RouteRow{"/call", "POST", Route::kCall, kCallBytesMax},
    RouteRow{"/events", "GET", Route::kEvents, 0},
    RouteRow{"/active", "POST", Route::kActive, kSmallBytesMax},
    RouteRow{"/settings", "POST", Route::kSettings, kSmallBytesMax},
    RouteRow{"/leave", "POST", Route::kLeave, kSmallBytesMax},
};

bool is_visible(char c) {
    return c > ' ' && c < '\x7f';
}
bool is_token_character(char c) {
    constexpr std::string_view kNone = "\"(),/:;<=>?@[\\]{}";
    return is_visible(c) && kNone.find(c) == std::string_view::npos;
}
bool is_token(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_token_character);
}

bool is_request_line(std::string_view line) {
    auto const first = line.find(' ');
    auto const last = line.rfind(' ');
    if (first == std::string_view::npos || first == last) return false;
    auto const is_word = [](std::string_view word) {
        return !word.empty() && std::all_of(word.begin(), word.end(), is_visible);
    };
    return is_token(line.substr(0, first)) && is_word(line.substr(first + 1, last - first - 1)) &&
           is_word(line.substr(last + 1));
}

bool is_field_line(std::string_view line) {
    auto const colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) return false;
    std::string_view const value = line.substr(colon + 1);
    return std::all_of(value.begin(), value.end(),
                       [](char c) { return is_visible(c) || c == ' ' || c == '\t'; });
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
bool same_name(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lower(x) == lower(y); });
}

/// How often a field stands, and its value where it stands once.
struct Found {
    std::size_t count = 0;
    std::string_view value;
};
Found find(Head const& head, std::string_view name) {
    Found out;
    for (Field const& field : head.fields) {
        if (!same_name(field.name, name)) continue;
        ++out.count;
        out.value = field.value;
    }
    return out;
}

Fail<Refusal> refuse(Status status, std::string_view why) {
    return Fail{Refusal{status, why}};
}

Result<Done, Refusal> check_form(Head const& head) {
    if (head.version != 11) return refuse(Status::kWrongVersion, "another version");
    for (std::string_view const name : {"Transfer-Encoding", "Upgrade", "Expect", "Trailer"})
        if (find(head, name).count != 0) return refuse(Status::kBadRequest, "a field that is not taken");
    for (std::string_view const name : {"Content-Length", "Origin", "Authorization", "Host"})
        if (find(head, name).count > 1) return refuse(Status::kBadRequest, "a field that stands twice");
    return Done{};
}

Result<Done, Refusal> check_sender(Head const& head, Door const& door) {
    if (find(head, "Host").value != door.host) return refuse(Status::kForbidden, "another host");
    Found const origin = find(head, "Origin");
    if (origin.count == 0 && head.method == "POST") return refuse(Status::kForbidden, "no origin");
    if (origin.count != 0 && origin.value != "http://" + door.host)
        return refuse(Status::kForbidden, "another origin");
    return Done{};
}

Result<Admitted, Refusal> to_bundle(Head const& head, Door const& door) {
    auto const at = std::find_if(door.bundle.begin(), door.bundle.end(),
                                 [&](Asset const& asset) { return asset.path == head.target; });
    if (at == door.bundle.end()) return refuse(Status::kNotFound, "nothing here");
    if (head.method != "GET") return refuse(Status::kWrongMethod, "another method");
    return Admitted{Route::kAsset, &*at, 0, nullptr};
}

WindowPtr window_of(Head const& head, Gate const& gate) {
    constexpr std::string_view kScheme = "Bearer ";
    std::string_view const value = find(head, "Authorization").value;
    return value.starts_with(kScheme) ? gate.window_of(value.substr(kScheme.size())) : nullptr;
}

/// Nothing where there is no Content-Length.
Result<std::optional<std::size_t>, Refusal> length(Head const& head) {
    Found const said = find(head, "Content-Length");
    if (said.count == 0) return std::optional<std::size_t>{};
    std::size_t value = 0;
    char const* const end = said.value.data() + said.value.size();
    auto const [stop, error] = std::from_chars(said.value.data(), end, value);
    if (error == std::errc::result_out_of_range) return refuse(Status::kBodyTooLarge, "too long");
    if (error != std::errc{} || stop != end) return refuse(Status::kBadRequest, "no length");
    return std::optional{value};
}

Result<std::size_t, Refusal> body_bytes(Head const& head, std::size_t bytes_max) {
    AMPARO_TRY(auto const said, length(head));
    if (head.method == "GET") {
        if (said.value_or(0) != 0) return refuse(Status::kBadRequest, "a body where none belongs");
        return std::size_t{0};
    }
    if (!said) return refuse(Status::kNoLength, "no length");
    if (*said > bytes_max) return refuse(Status::kBodyTooLarge, "too long");
    return *said;
}

}  // namespace

bool is_plain_head(std::string_view raw) {
    constexpr std::string_view kEnd = "\r\n";
    bool is_first = true;
    while (!raw.empty()) {
        auto const end = raw.find(kEnd);
        if (end == std::string_view::npos) return false;
        std::string_view const line = raw.substr(0, end);
        raw.remove_prefix(end + kEnd.size());
        if (line.empty()) return !is_first && raw.empty();
        if (!(is_first ? is_request_line(line) : is_field_line(line))) return false;
        is_first = false;
    }
    return false;
}

Result<Admitted, Refusal> admit(Head const& head, Door const& door) {
    AMPARO_DO(check_form(head));
    AMPARO_DO(check_sender(head, door));
    auto const row = std::find_if(kRoutes.begin(), kRoutes.end(),
                                  [&](RouteRow const& r) { return r.target == head.target; });
    if (row == kRoutes.end()) {
        AMPARO_TRY(Admitted out, to_bundle(head, door));
        AMPARO_DO(body_bytes(head, 0));
        return out;
    }
    Found const site = find(head, "Sec-Fetch-Site");
    if (site.count != 0 && site.value != "same-origin") return refuse(Status::kForbidden, "another site");
    WindowPtr window = row->route == Route::kSession ? nullptr : window_of(head, door.gate);
    if (row->route != Route::kSession && window == nullptr) return refuse(Status::kNoToken, "no session");
    if (head.method != row->method) return refuse(Status::kWrongMethod, "another method");
    AMPARO_TRY(std::size_t const bytes, body_bytes(head, row->body_bytes_max));
    return Admitted{row->route, nullptr, bytes, std::move(window)};
}

}  // namespace amparo::web_host
