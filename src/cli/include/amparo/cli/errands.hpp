// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Work that a method has done by a process apart, done while the engine answers others.
///
///   E1 Asked again. The work a method asks for is not there at first: the method ends without it, what it asked is worked
///      aside, and the method is called anew with that answer at hand, until it asks for nothing more. So what it checks
///      (that the vault is open, walls, the document) is checked after the work as before it, and a method that writes
///      only after its work writes once.
///   E2 Its own.     An answer is for the call it was worked for, and for the same bytes.
///   E3 Locked.      What is worked when the vault is locked is worked to its end, apart, and then answered to nobody.
#include "amparo/crypto/crypto.hpp"
#include "amparo/web_host/desk.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace amparo::cli {

class Errands {
  public:
    /// Called on any thread.
    using Work = std::function<std::optional<Bytes>(ByteView)>;
    using Method = std::function<Result<Json, engine::Failure>()>;
    explicit Errands(Work work) : work_{std::move(work)} {}

    /// The answer to `asked`: outside of run() worked at once; within, nothing unless it was worked for this call.
    [[nodiscard]] std::optional<Bytes> answer(ByteView asked);
    [[nodiscard]] web_host::Step run(Method method);

  private:
    struct Errand {
        std::map<crypto::Hash, std::optional<Bytes>> worked;
        std::optional<Bytes> wanted;
    };
    [[nodiscard]] web_host::Step run(Method method, std::shared_ptr<Errand> errand);

    Work work_;
    Errand* current_ = nullptr;
};

}  // namespace amparo::cli
