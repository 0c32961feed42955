#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/base/file.h"
#include "core/base/random.h"
#include "tools/sync_sim/chronicle.h"
#include "tools/sync_sim/kiosk.h"

namespace otk::sync_sim {

struct Options {
    std::uint64_t seed = 1;
    std::int64_t hours = 24;  ///< of the world, before it drains
    int kiosks = 3;
    Mutation mutation = Mutation::None;
    Path folder;  ///< empty; best in memory
};

struct Outcome {
    std::int64_t kiosk_hours = 0;
    Chronicle::Verdict verdict;
    std::int64_t nonces_reused = 0;
    /// Buffers with a gap in their numbers, of kiosks that were neither cloned nor put back.
    std::int64_t gaps = 0;
    std::size_t visits = 0;
    std::size_t due = 0;
    std::size_t thanked = 0;
    std::size_t set_aside = 0;  ///< their only rows were hit, and found
    bool is_drained = false;
    std::map<std::string, int> faults;  ///< how often each came
};

/// Kiosks, their couriers and a server live through every fault of the list, drawn from the seed,
/// then through none until everything is delivered. The same seed lives the same life.
class World {
  public:
    explicit World(Options options);

    /// An error is trouble that no fault here explains.
    Result<Outcome> live();

  private:
    struct Resident {
        std::unique_ptr<SimKiosk> kiosk;
        bool is_clone = false;
        Path image;                            ///< an old copy of its disk; empty: none
        std::vector<std::string> since_image;  ///< words committed after it
        bool had_doubles = false;              ///< a clone of it lives or lived, or an old image
    };

    Result<void> begin();
    Result<void> step();
    Result<void> resident_steps(Resident& resident);
    Result<void> kiosk_lives(Resident& resident);
    Result<void> server_suffers();
    Result<void> disks_suffer();
    Result<void> batch_rots(Resident& resident);
    Result<void> row_rots(Resident& resident);
    Result<bool> is_elsewhere(const Resident& resident, const wire::RowId& row);
    void way_narrows(SimKiosk& kiosk);
    Result<void> take_image(Resident& resident);
    Result<void> put_image_over(Resident& resident);
    Result<void> clone(Resident& resident);
    Result<void> remove_drained_clones();
    Result<bool> drain();
    Result<bool> is_drained();
    Result<std::int64_t> gaps();
    bool chance(std::uint64_t one_in) { return m_random.below(one_in) == 0; }
    /// True once in so many; counted under that name.
    bool strikes(const char* fault, std::uint64_t one_in);
    bool is_open() const;
    Surroundings surroundings();
    Path new_disk();

    Options m_options;
    SeededRandom m_random;
    WorldTime m_time;
    crypto::SigningKey m_stranger;
    SimServer m_server;
    Chronicle m_chronicle;
    NonceWatch m_nonces;
    std::vector<Resident> m_residents;
    storage::StoredForm m_form;
    bool m_knows_form = false;
    int m_disks = 0;
    std::map<std::string, int> m_faults;
};

}  // namespace otk::sync_sim
