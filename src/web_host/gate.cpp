// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/web_host/gate.hpp"

#include "amparo/crypto/base64.hpp"
#include "amparo/crypto/crypto.hpp"

#include <algorithm>

namespace amparo::web_host {
namespace {

template <class Key>
std::string text_of(Key const& key) {
    return key.expose_to([](ByteView bytes) { return crypto::to_hex(bytes); });
}

template <class Key>
std::optional<Key> key_in(std::string_view text) {
    auto const bytes = crypto::from_hex(text);
    if (!bytes || bytes->size() != Key::kSize) return std::nullopt;
    return Key::made_by([&](auto out) { std::copy(bytes->begin(), bytes->end(), out.begin()); });
}

template <class Held>
std::string add(std::deque<Held>& held, std::size_t held_max, WindowPtr window) {
    using Key = decltype(Held::key);
    if (held.size() == held_max) held.pop_front();
    held.push_back({crypto::make_key<Key>(), std::move(window)});
    return text_of(held.back().key);
}

/// The place of `text` among `held`, all of which are compared; their number if it is none of them.
template <class Held>
std::size_t place_of(std::deque<Held> const& held, std::string_view text) {
    std::size_t place = held.size();
    auto const given = key_in<decltype(Held::key)>(text);
    if (!given) return place;
    for (std::size_t i = 0; i < held.size(); ++i)
        if (held[i].key.same_as(*given)) place = i;
    return place;
}

}  // namespace

std::string Gate::make_secret(WindowPtr window) {
    return add(secrets_, kSecretsMax, std::move(window));
}

std::optional<Gate::Session> Gate::exchange(std::string_view secret) {
    std::size_t const place = place_of(secrets_, secret);
    if (place == secrets_.size()) return std::nullopt;
    WindowPtr const window = secrets_[place].window;
    secrets_.erase(secrets_.begin() + static_cast<std::ptrdiff_t>(place));
    std::string token = add(tokens_, kTokensMax, window);
    return Session{std::move(token), make_secret(window)};
}

WindowPtr Gate::window_of(std::string_view token) const {
    std::size_t const place = place_of(tokens_, token);
    return place == tokens_.size() ? nullptr : tokens_[place].window;
}

void Gate::forget_all() noexcept {
    secrets_.clear();
    tokens_.clear();
}

}  // namespace amparo::web_host
