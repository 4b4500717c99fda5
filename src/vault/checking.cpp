// SPDX-License-Identifier: AGPL-3.0-or-later
// Reading the whole file again, to say what is wrong with it.
#include "loading.hpp"

namespace amparo::vault {

Result<Checked, VaultError> Vault::verify(std::vector<Problem>* problems) {
    return verify_with(
        storage_, [](OpenedEntry&&) {}, problems);
}

Result<Checked, VaultError> Vault::verify_with(reclog::Storage& copy, Sink const& sink,
                                               std::vector<Problem>* problems) {
    Vault fresh{copy, workers_};
    AMPARO_TRY(auto read, fresh.read_pieces());
    std::swap(fresh.keys_, keys_);
    Checked checked;
    auto const loaded = fresh.load(std::move(read), &sink, &checked);
    std::swap(fresh.keys_, keys_);
    if (!loaded.ok()) return Fail{loaded.error()};
    for (std::string const& what : fresh.ring_.audit())
        fresh.name_once(ProblemCode::kStrangerHoldsKey, 0, what);
    *problems = std::move(fresh.problems_);
    return checked;
}

Result<Bytes, VaultError> Vault::snapshot() {
    AMPARO_TRY(auto lock, lifted(storage_.lock()));
    return read_whole();
}

}  // namespace amparo::vault
