// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/cli/translate.hpp"

namespace amparo::cli {

std::string translated(std::string_view sentence, Language) {
    return std::string{sentence};
}

Failure translated(Failure failure, Language language) {
    failure.message = translated(std::string_view{failure.message}, language);
    failure.hint = translated(std::string_view{failure.hint}, language);
    return failure;
}

}  // namespace amparo::cli
