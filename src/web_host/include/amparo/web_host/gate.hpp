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
#include "amparo/crypto/secret.hpp"

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

namespace amparo::web_host {

using LinkSecret = crypto::Secret<struct LinkSecretTag>;
using SessionToken = crypto::Secret<struct SessionTokenTag>;

class Gate {
  public:
    static constexpr std::size_t kSecretsMax = 16;
    static constexpr std::size_t kTokensMax = 32;

    struct Session {
        std::string token;
        std::string next;  ///< A fresh secret (G3).
    };

    /// A fresh secret, as the text that stands in a link.
    [[nodiscard]] std::string make_secret();
    [[nodiscard]] std::optional<Session> exchange(std::string_view secret);
    [[nodiscard]] bool admits(std::string_view token) const;
    void forget_all() noexcept;

  private:
    std::deque<LinkSecret> secrets_;
    std::deque<SessionToken> tokens_;
};

}  // namespace amparo::web_host
