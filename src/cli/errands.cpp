// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/cli/errands.hpp"

namespace amparo::cli {

std::optional<Bytes> Errands::answer(ByteView asked) {
    if (current_ == nullptr) return work_(asked);
    if (auto const at = current_->worked.find(crypto::hash(asked)); at != current_->worked.end())
        return at->second;
    if (!current_->wanted) current_->wanted = Bytes{asked.begin(), asked.end()};
    return std::nullopt;
}

web_host::Step Errands::run(Method method) {
    return run(std::move(method), std::make_shared<Errand>());
}

web_host::Step Errands::run(Method method, std::shared_ptr<Errand> errand) {
    current_ = errand.get();
    auto answer = method();
    current_ = nullptr;
    if (!errand->wanted) return answer;
    return web_host::Aside{[this, errand] {
                               Bytes const asked = *std::exchange(errand->wanted, std::nullopt);
                               errand->worked[crypto::hash(asked)] = work_(asked);
                           },
                           [this, method = std::move(method), errand] { return run(method, errand); }};
}

}  // namespace amparo::cli
