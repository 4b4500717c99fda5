// SPDX-License-Identifier: AGPL-3.0-or-later
// A request as a host hands it on, {"method", "params"}, to an engine whose vault is unlocked: it is
// answered, or refused with a sentence, and what is refused changed nothing in the file. Every input finds
// the vault as it was founded.
#include "fuzz.hpp"

#include "amparo/engine/engine.hpp"
#include "amparo/store_memory/memory.hpp"

#include <memory>
#include <optional>

using namespace amparo;
using store_memory::MemoryFile;
using store_memory::MemoryStorage;

namespace {

constexpr char const* kPassphrase = "seven quiet rivers";

class Office {
  public:
    Office() {
        storage_.emplace(file_);
        begin();
        AMPARO_CHECK(engine_
                         ->call("vault.init", {{"organization", "Puente Legal Aid"},
                                               {"member", "Rosa"},
                                               {"passphrase", kPassphrase}})
                         .ok());
        founded_ = file_->bytes;
    }

    void ask(std::string_view method, Json const& params) {
        auto const answer = engine_->call(method, params);
        bool const same = file_->bytes == founded_;
        if (answer.ok()) {
            AMPARO_CHECK(codec::parse_json(codec::to_text(answer.value()), {}).ok());
        } else {
            AMPARO_CHECK(!answer.error().message.empty() && same);
        }
        bool const unlocked =
            codec::bool_at(engine_->call("vault.info", Json::object()).value(), "unlocked") == true;
        (void)engine_->take_events();
        if (!same || !unlocked) as_founded();
    }

  private:
    void begin() {
        engine_ = std::make_unique<engine::Engine>(engine::Ports{
            *storage_, [] { return parse_instant("2031-03-01T18:00:00Z").value(); }, crypto::kCostFloor});
    }
    void as_founded() {
        file_->bytes = founded_;
        begin();
        AMPARO_CHECK(engine_->call("vault.unlock", {{"passphrase", kPassphrase}}).ok());
    }

    std::shared_ptr<MemoryFile> file_ = std::make_shared<MemoryFile>();
    std::optional<MemoryStorage> storage_;
    std::unique_ptr<engine::Engine> engine_;
    Bytes founded_;
};

}  // namespace

int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    static Office office;
    auto const request = codec::parse_json(as_text(fuzz::bytes_of(data, size)),
                                           {.bytes_max = 65'536, .depth_max = 16, .values_max = 1'000});
    if (!request.ok()) return 0;
    Json const* const params = codec::find(request.value(), "params");
    office.ask(codec::string_or(request.value(), "method"), params != nullptr ? *params : Json::object());
    return 0;
}
