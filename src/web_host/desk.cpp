// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/web_host/desk.hpp"

#include <algorithm>
#include <array>

namespace amparo::web_host {
namespace {

Json error_of(engine::Failure const& failure) {
    return Json{{"error", engine::to_json(failure)}};
}

/// An object with exactly these keys, or nothing.
std::optional<Json> object_with(std::string_view body, std::initializer_list<std::string_view> keys,
                                std::size_t bytes_max) {
    codec::JsonLimits limits;
    limits.bytes_max = bytes_max;
    auto parsed = codec::parse_json(body, limits);
    if (!parsed.ok() || !parsed.value().is_object()) return std::nullopt;
    for (auto const& [key, value] : parsed.value().items())
        if (std::find(keys.begin(), keys.end(), key) == keys.end()) return std::nullopt;
    return std::move(parsed).value();
}

std::optional<bool> opens(std::string_view method) {
    if (method == "vault.init" || method == "vault.unlock" || method == "recovery.use") return true;
    if (method == "vault.lock") return false;
    return std::nullopt;
}

/// What is answered to a window that has not opened the vault. `report.audit` reads what it is handed, and nothing else.
constexpr std::array<std::string_view, 9> kForEveryWindow{
    "api",          "vault.info",     "vault.init",   "vault.unlock", "vault.lock",
    "vault.verify", "vault.snapshot", "recovery.use", "report.audit"};
/// What the file shows without a passphrase.
constexpr std::array<std::string_view, 7> kOfTheFile{"format",  "organization_id", "bytes",       "members",
                                                     "commits", "epoch",           "recovery_kit"};

template <class Names>
bool is_among(Names const& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

Json of_the_file(Json const& info) {
    Json out{{"unlocked", false}};
    for (auto const& [name, value] : info.items())
        if (is_among(kOfTheFile, name)) out[name] = value;
    return out;
}

constexpr std::string_view kUnlockedEvent = R"({"event":"vault.unlocked"})";
constexpr std::string_view kLockedEvent = R"({"event":"vault.locked"})";

void finish(Engine& engine, Called& called) {
    // A record that changed in several parts is one change to whoever looks at it.
    for (Json const& event : engine.take_events())
        if (std::string line = codec::to_text(event);
            std::find(called.events.begin(), called.events.end(), line) == called.events.end())
            called.events.push_back(std::move(line));
    if (called.is_open) called.events.emplace_back(*called.is_open ? kUnlockedEvent : kLockedEvent);
}

engine::Failure locked() {
    return {engine::Code::kLocked, "the vault is locked", {}, "unlock it first"};
}

Result<Json, engine::Failure> ask(Engine& engine, bool has_opened, std::string const& method,
                                  Json const& params) {
    auto answer = engine.call(method, params);
    if (has_opened || method != "vault.info" || !answer.ok()) return answer;
    return of_the_file(answer.value());
}

Reply reply_of(Result<Json, engine::Failure> result) {
    Reply out;
    out.body =
        codec::to_text(result.ok() ? Json{{"result", std::move(result).value()}} : error_of(result.error()));
    return out;
}

/// The same, but told that the vault is locked where it was locked while this was worked out. The window outlasts it: its
/// connection waits for the answer.
Step for_who_has_opened(Step step, Openings const& openings, Window const& window) {
    auto* const aside = std::get_if<Aside>(&step.is);
    if (aside == nullptr) return step;
    return Aside{std::move(aside->work), [end = std::move(aside->end), &openings, &window]() -> Step {
                     if (!openings.has_opened(window)) return Result<Json, engine::Failure>{Fail{locked()}};
                     return for_who_has_opened(end(), openings, window);
                 }};
}

void take(Step step, Called& called) {
    if (auto* const aside = std::get_if<Aside>(&step.is))
        called.aside = std::move(*aside);
    else
        called.reply = reply_of(std::get<Result<Json, engine::Failure>>(std::move(step.is)));
}

}  // namespace

Reply refusal(Status status, std::string_view why) {
    bool const is_usage = status == Status::kBadRequest;
    engine::Failure const failure{
        is_usage ? engine::Code::kUsage : engine::Code::kRefused, std::string{why}, {}, {}};
    return {status, codec::to_text(error_of(failure))};
}

bool is_for_all(std::string_view event) noexcept {
    return event == kUnlockedEvent || event == kLockedEvent;
}

Called answer_call(Engine& engine, Openings& openings, Window& window, std::string_view body) {
    auto asked = object_with(body, {"method", "params"}, kCallBytesMax);
    auto const method = asked ? codec::text_at(*asked, "method") : std::nullopt;
    Json const* const params = asked ? codec::find(*asked, "params") : nullptr;
    if (!method || (params != nullptr && !params->is_object()))
        return {refusal(Status::kBadRequest, R"(a call is {"method": "…", "params": {…}})"), {}, {}, {}};
    Json const given = params != nullptr ? *params : Json::object();
    bool const has_opened = openings.has_opened(window);
    Called out;
    if (!has_opened && !is_among(kForEveryWindow, *method)) {
        out.reply = reply_of(Fail{locked()});
        return out;
    }
    if (auto step = engine.begin_aside(*method, given)) {
        take(is_among(kForEveryWindow, *method) ? std::move(*step)
                                                : for_who_has_opened(std::move(*step), openings, window),
             out);
        finish(engine, out);
        return out;
    }
    auto result = ask(engine, has_opened, std::string{*method}, given);
    if (result.ok()) {
        out.is_open = opens(*method);
        if (out.is_open == true) openings.note_opened(window);
        if (out.is_open == false) openings.note_locked();
    }
    out.reply = reply_of(std::move(result));
    finish(engine, out);
    return out;
}

Called end_aside(Engine& engine, Aside const& aside) {
    Called out;
    take(aside.end(), out);
    finish(engine, out);
    return out;
}

Called lock(Engine& engine, Openings& openings) {
    Called out;
    AMPARO_CHECK(engine.call("vault.lock", Json::object()).ok());  // It never fails (docs/api.md).
    openings.note_locked();
    out.is_open = false;
    finish(engine, out);
    return out;
}

Reply Desk::open_session(std::string_view body) {
    auto const asked = object_with(body, {"secret"}, kSmallBytesMax);
    auto const secret = asked ? codec::text_at(*asked, "secret") : std::nullopt;
    if (!secret) return refusal(Status::kBadRequest, R"(a session is {"secret": "…"})");
    auto const session = gate_.exchange(*secret);
    if (!session) return refusal(Status::kForbidden, "this link was used already, or is no longer valid");
    return {Status::kOk, codec::to_text(Json{{"token", session->token}, {"next", session->next}})};
}

Reply Desk::another_secret(Window const& from) {
    auto window = std::make_shared<Window>();
    window->opened_in = from.opened_in.load();
    return {Status::kOk, codec::to_text(Json{{"secret", gate_.make_secret(std::move(window))}})};
}

Reply Desk::settings(std::string_view body) {
    auto const asked = object_with(body, {"lock_after"}, kSmallBytesMax);
    auto const minutes = asked ? codec::int_at(*asked, "lock_after") : std::nullopt;
    if (!minutes || *minutes < kLockAfterMin.count() || *minutes > kLockAfterMax.count())
        return refusal(Status::kBadRequest, "lock_after is 2 to 30 minutes");
    lock_after_ = std::chrono::minutes{*minutes};
    return {Status::kNoContent, {}};
}

Reply Desk::active(Moment now) {
    last_active_ = now;
    return {Status::kNoContent, {}};
}

void Desk::note_open(bool is_open, Moment now) {
    is_open_ = is_open;
    if (is_open) last_active_ = now;
}

bool Desk::takes_lock(Moment now) {
    if (!is_open_ || now - last_active_ < lock_after_) return false;
    is_open_ = false;
    return true;
}

}  // namespace amparo::web_host
