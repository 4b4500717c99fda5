// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Who may speak with the engine. A link carries a one-time secret; whoever shows it gets a token, and every
/// later request shows the token. Nothing of it is stored: a program that ended admits nobody.
///
/// G1  A secret is 32 random bytes, 64 hexadecimal digits. It works once, for whoever comes first. Why once:
///     a link stays in scrollback and browser history; what is found there later opens nothing.
/// G2  A wrong secret or token changes nothing, and the time a comparison takes says nothing about a right
///     one.
/// G3  With the token comes the next secret, so that the page can be loaded again.
/// G4  At most 16 secrets and 32 tokens are valid; the oldest gives way. Why: windows that were closed tell
///     nobody, and memory is bounded.
/// G5  After forget_all() nothing that was given out before is valid.
/// G6  A secret belongs to a window, and so do the token and the next secret that come from it: a page that
/// is
///     loaded again is the same window.
#include "amparo/crypto/secret.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace amparo::web_host {

using LinkSecret = crypto::Secret<struct LinkSecretTag>;
using SessionToken = crypto::Secret<struct SessionTokenTag>;

/// One window of a browser, however often its page is loaded. Whether it may speak of what is in the vault:
/// Openings (K5).
struct Window {
    std::atomic<std::uint64_t> opened_in{0};
};
using WindowPtr = std::shared_ptr<Window>;

class Gate {
  public:
    static constexpr std::size_t kSecretsMax = 16;
    static constexpr std::size_t kTokensMax = 32;

    struct Session {
        std::string token;
        std::string next;  ///< A fresh secret (G3).
    };

    /// A fresh secret of `window`, as the text that stands in a link.
    [[nodiscard]] std::string make_secret(WindowPtr window = std::make_shared<Window>());
    [[nodiscard]] std::optional<Session> exchange(std::string_view secret);
    /// The window whose token this is, or none.
    [[nodiscard]] WindowPtr window_of(std::string_view token) const;
    [[nodiscard]] bool admits(std::string_view token) const { return window_of(token) != nullptr; }
    void forget_all() noexcept;

  private:
    template <class Key>
    struct Held {
        Key key;
        WindowPtr window;
    };
    std::deque<Held<LinkSecret>> secrets_;
    std::deque<Held<SessionToken>> tokens_;
};

}  // namespace amparo::web_host
