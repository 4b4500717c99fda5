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

template <class Key>
std::string add(std::deque<Key>& keys, std::size_t keys_max) {
    if (keys.size() == keys_max) keys.pop_front();
    keys.push_back(crypto::make_key<Key>());
    return text_of(keys.back());
}

/// The place of `text` among `keys`, all of which are compared; their number if it is none of them.
template <class Key>
std::size_t place_of(std::deque<Key> const& keys, std::string_view text) {
    std::size_t place = keys.size();
    auto const given = key_in<Key>(text);
    if (!given) return place;
    for (std::size_t i = 0; i < keys.size(); ++i)
        if (keys[i].same_as(*given)) place = i;
    return place;
}

}  // namespace

std::string Gate::make_secret() {
    return add(secrets_, kSecretsMax);
}

std::optional<Gate::Session> Gate::exchange(std::string_view secret) {
    std::size_t const place = place_of(secrets_, secret);
    if (place == secrets_.size()) return std::nullopt;
    secrets_.erase(secrets_.begin() + static_cast<std::ptrdiff_t>(place));
    std::string token = add(tokens_, kTokensMax);
    return Session{std::move(token), make_secret()};
}

bool Gate::admits(std::string_view token) const {
    return place_of(tokens_, token) != tokens_.size();
}

void Gate::forget_all() noexcept {
    secrets_.clear();
    tokens_.clear();
}

}  // namespace amparo::web_host
