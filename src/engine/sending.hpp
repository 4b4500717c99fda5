// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What the methods of referrals share: what would leave, what did, and what came.
#include "taken.hpp"

namespace amparo::engine {

struct Engine::Session::Sending {
    explicit Sending(Session& session) : s{session} {}

    struct Draft;

    // What would leave, and what leaves.
    [[nodiscard]] Result<Draft, Failure> draft_referral(Json const& params) const;
    void add_value(Taken& draft, std::string_view named, forms::Field const& field, Json const& value) const;
    static void add_message(Taken& draft, std::string const& message);
    void take_fields(Taken& draft, std::vector<std::string> const& named) const;
    void take_field(Taken& draft, std::string const& named, forms::Form const& form,
                    std::vector<projection::RecordView> const& records) const;
    [[nodiscard]] std::vector<projection::RecordView> answering(PersonId const& person,
                                                                forms::Form const& form,
                                                                std::vector<std::string> const& fields) const;
    [[nodiscard]] bool ever_answers(projection::RecordView const& record, std::string const& field) const;
    [[nodiscard]] Result<referral::Payload, Failure> payload_of(Draft const& draft) const;
    [[nodiscard]] Result<referral::Payload, Failure> payload_of(
        Taken const& draft, std::vector<referral::Item> const& beside) const;
    [[nodiscard]] Json log_of(consent::Disclosure const& disclosure, std::string_view how,
                              Json const& beside) const;
    [[nodiscard]] NewEntries still_covered(RecordId const& id, consent::Request const& request) const;
    [[nodiscard]] Answer sealed_file(Draft const& draft, consent::Disclosure const& disclosure,
                                     courier::ReferralToken const& id, Json& referral) const;
    [[nodiscard]] Answer letter(Draft const& draft, referral::Payload payload,
                                courier::ReferralToken const& id, Instant sent_at) const;

    // What came.
    [[nodiscard]] Answer take_referral(Bytes const& file) const;
    [[nodiscard]] std::optional<projection::RecordView> referral_with(
        std::string_view token, std::optional<crypto::Hash> const& sender) const;
    [[nodiscard]] std::optional<Change> contact_from(Json const& fields, PersonId const& about) const;
    [[nodiscard]] Answer take_answer(projection::RecordView const& sent, Bytes const& file) const;
    [[nodiscard]] Answer move_referral(projection::RecordView const& view, referral::Step step,
                                       referral::Side side, std::string const& reason,
                                       std::string const& answer) const;
    [[nodiscard]] Json answer_log(projection::RecordView const& referral) const;

    Session& s;
};

}  // namespace amparo::engine
