// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// A model of one folder on a disk that forgets. Fed with the calls a program made, it gives every state the
/// disk may be in when the power goes: what was not synced is there or not, sector by sector, in any order.
///
///   D1 Sectors.  A sector of 512 bytes that was written since the file's last sync holds what it held then,
///                or after any of the writes since. In the states that are drawn it may also be torn: new up
///                to some byte, old behind it.
///   D2 Size.     The file has the size it had at its last sync, or after any call since; what lies between
///                and was never written is zeros.
///   D3 Names.    Names are durable when the folder was synced; of the changes since, in their order, the
///                first few may be. A sync of a file makes none of its names durable.
#include "amparo/base/bytes.hpp"

#include "contract/failing_system.hpp"

#include <sys/types.h>

#include <cstddef>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace amparo::faults {

/// Takes the decisions of one power cut.
class Chooser {
  public:
    virtual ~Chooser() = default;
    /// One of 0, …, ways - 1: of the names that are durable, and the file's sizes.
    virtual std::size_t of(std::size_t ways) = 0;
    /// What the next sector holds that may hold more than one thing. 0 is what it held at the last sync.
    virtual std::size_t of_sector(std::size_t ways) { return of(ways); }
    /// Where the sector that was just chosen is torn.
    virtual std::optional<std::size_t> torn_at() { return std::nullopt; }
};

/// All decisions there are, one power cut after the other; where sectors tear, in the middle.
class EveryWay final : public Chooser {
  public:
    enum class Tears : bool { kNo, kYes };
    explicit EveryWay(Tears tears) : tears_{tears} {}
    std::size_t of(std::size_t ways) override;
    std::optional<std::size_t> torn_at() override;
    /// False when there is no further way.
    bool next();
    /// The same decisions once more.
    void again() noexcept { at_ = 0; }

  private:
    struct Decision {
        std::size_t chosen;
        std::size_t ways;
    };
    Tears const tears_;
    std::vector<Decision> decisions_;
    std::size_t at_ = 0;
};

/// One of each kind of subset, of any number of sectors: with every name and size, a run of sectors that are new among
/// old ones, a run of old ones among new ones, and a run whose last sector is torn. A reader takes a batch whole or not
/// at all, so it makes no difference which of a batch's sectors is missing, or how many; which batches are whole does,
/// and of two that were not synced, runs leave out either, both or none. Of more than kEveryRunUpTo sectors single ones
/// anywhere, and longer runs that begin and end at some.
class EveryRun final : public Chooser {
  public:
    static constexpr std::size_t kEveryRunUpTo = 12;
    std::size_t of(std::size_t ways) override { return names_and_sizes_.of(ways); }
    std::size_t of_sector(std::size_t ways) override;
    std::optional<std::size_t> torn_at() override;
    bool next();

  private:
    enum class Kind : std::uint8_t { kNew, kOld, kTorn };
    [[nodiscard]] bool next_run();
    [[nodiscard]] bool is_taken() const;

    EveryWay names_and_sizes_{EveryWay::Tears::kNo};
    Kind kind_ = Kind::kNew;
    std::size_t from_ = 0;
    std::size_t to_ = 0;
    std::size_t level_ = 1;  ///< How new, where a sector was written more than once.
    std::size_t count_ = 0;  ///< Of this power cut's sectors, so far.
    std::size_t ways_max_ = 2;
};

class AnyWay final : public Chooser {
  public:
    explicit AnyWay(std::mt19937& rng) : rng_{rng} {}
    std::size_t of(std::size_t ways) override { return rng_() % ways; }
    std::optional<std::size_t> torn_at() override;

  private:
    std::mt19937& rng_;
};

/// A call as it was made, kept for later.
struct Recorded {
    contract::SystemCall::Kind kind = contract::SystemCall::Kind::kWrite;
    ino_t inode = 0;
    bool is_folder = false;
    std::string name;  ///< Of the file that is written or synced; of a rename or link, the old one.
    std::string to;
    std::uint64_t offset = 0;
    Bytes bytes;

    [[nodiscard]] static Recorded of(contract::SystemCall const& call);
};

class Disk {
  public:
    static constexpr std::size_t kSectorBytes = 512;

    void take(Recorded const& call);
    /// Sectors of any file this name may lead to that may be in more than one state.
    [[nodiscard]] std::size_t unsettled_sectors(std::string const& name) const;
    /// What this name leads to after the power was cut and came back, if anything.
    [[nodiscard]] std::optional<Bytes> after_power_cut(std::string const& name, Chooser& chooser) const;

  private:
    struct File {
        std::vector<Bytes> states{Bytes{}};  ///< As of the last sync, then after each call since.
    };
    struct NameChange {
        std::string name;
        std::optional<std::size_t> file;  ///< Nothing: the name goes.
        std::string old_name;             ///< Goes in the same moment, if not empty.
    };
    using Names = std::map<std::string, std::size_t>;

    std::size_t file_of(Recorded const& call);
    void change(NameChange change);
    [[nodiscard]] static Names changed(Names names, NameChange const& change);
    [[nodiscard]] static std::vector<ByteView> versions(File const& file, std::size_t sector);
    [[nodiscard]] static Bytes content(File const& file, Chooser& chooser);

    std::vector<File> files_;
    std::map<ino_t, std::size_t> by_inode_;
    Names durable_;
    std::vector<NameChange> pending_;
    Names now_;
};

}  // namespace amparo::faults
