#include "tools/sync_sim/world.h"

#include "core/base/format.h"
#include "core/bundle/form_drop.h"
#include "core/form/form_json.h"
#include "core/xlsform/xlsform.h"

namespace otk::sync_sim {
namespace {

constexpr std::int64_t step_ms = std::int64_t{10} * 60 * 1000;
constexpr int steps_an_hour = 6;
/// A row of an untrusted clock waits a day, a refused batch hours: a month is more than enough.
constexpr int drain_days_max = 45;
constexpr std::int64_t opens_at_hour = 8;
constexpr std::int64_t closes_at_hour = 18;

/// How rare each fault is, in steps of ten minutes of each kiosk or of the server.
constexpr std::uint64_t kill_one_in = 600;
constexpr std::uint64_t death_in_step_one_in = 150;
constexpr std::uint64_t courier_kill_one_in = 400;
constexpr std::uint64_t weather_change_one_in = 60;
constexpr std::uint64_t wrong_clock_one_in = 1'500;
constexpr std::uint64_t clock_mended_one_in = 60;
constexpr std::uint64_t image_one_in = 1'000;
constexpr std::uint64_t old_image_one_in = 2'500;
constexpr std::uint64_t clone_one_in = 3'000;
constexpr std::uint64_t power_cut_one_in = 60;
constexpr std::uint64_t full_one_in = 800;
constexpr std::uint64_t rot_one_in = 800;
constexpr std::uint64_t row_rot_one_in = 800;
constexpr std::uint64_t narrow_one_in = 1'500;
constexpr std::uint64_t wide_one_in = 900;
/// Half of a usual batch: what is refused comes in smaller ones some days later.
constexpr std::size_t narrow_bytes = 6'000;
constexpr std::uint64_t server_restart_one_in = 300;
constexpr std::uint64_t backup_one_in = 200;
constexpr std::uint64_t restore_one_in = 1'500;
constexpr std::uint64_t form_learned_one_in = 200;

Result<storage::StoredForm> sample_form() {
    const Path folder = Path(OTK_SOURCE_DIR) / "config/forms/reception";
    const xlsform::Outcome compiled = OTK_TRY(xlsform::compile(folder));
    if (!compiled.form) return fail(ErrorKind::InvalidInput, "the sample form does not compile");
    return storage::StoredForm{
        compiled.form->id, compiled.form->version, bundle::compiled_text(*compiled.form)};
}

Result<void> copy_folder(const Path& from, const Path& to) {
    std::error_code problem;
    std::filesystem::remove_all(to, problem);
    std::filesystem::copy(from, to, std::filesystem::copy_options::recursive, problem);
    if (problem)
        return fail(ErrorKind::Io, format("copy {}: {}", from.string(), problem.message()));
    return {};
}

}  // namespace

World::World(Options options)
    : m_options(std::move(options)),
      m_random(m_options.seed),
      m_stranger(crypto::SigningKey::generate(m_random)),
      m_server(m_options.folder / "server", m_time, m_random, m_options.mutation) {}

bool World::strikes(const char* fault, std::uint64_t one_in) {
    if (!chance(one_in)) return false;
    ++m_faults[fault];
    return true;
}

bool World::is_open() const {
    constexpr std::int64_t hour_s = 3600;
    const std::int64_t hour = m_time.unix_seconds() / hour_s % 24;
    return hour >= opens_at_hour && hour < closes_at_hour;
}

Surroundings World::surroundings() {
    return {m_time, m_random, m_server, m_chronicle, m_nonces, m_stranger, m_options.mutation};
}

Path World::new_disk() {
    return m_options.folder / format("kiosk-{}", ++m_disks);
}

Result<void> World::begin() {
    m_form = OTK_TRY(sample_form());
    OTK_TRY(make_folder(m_options.folder / "server"));
    OTK_TRY(m_server.start());
    for (int number = 0; number < m_options.kiosks; ++number) {
        auto key = std::make_shared<crypto::SigningKey>(crypto::SigningKey::generate(m_random));
        const wire::KioskId id = wire::KioskId::random(m_random);
        OTK_TRY(m_server.enrol(id, key->public_key()));
        KioskIdentity identity{.id = id,
            .key = std::move(key),
            .server_key = {m_server.keys().box_key_id(), m_server.keys().box_public_key()},
            .receipt_key = m_server.keys().receipt_key().public_key(),
            .form_version = m_form.version};
        const Path disk = new_disk();
        OTK_TRY(make_folder(disk));
        Resident resident{std::make_unique<SimKiosk>(surroundings(), std::move(identity), disk),
            false, {}, {}, false};
        OTK_TRY(resident.kiosk->start());
        m_residents.push_back(std::move(resident));
    }
    return {};
}

Result<Outcome> World::live() {
    OTK_TRY(begin());
    Outcome outcome;
    for (std::int64_t hour = 0; hour < m_options.hours; ++hour) {
        for (int number = 0; number < steps_an_hour; ++number)
            OTK_TRY(step());
        outcome.kiosk_hours += static_cast<std::int64_t>(m_residents.size());
    }
    outcome.is_drained = OTK_TRY(drain());
    outcome.verdict = m_chronicle.judge(OTK_TRY(m_server.words()));
    outcome.nonces_reused = m_nonces.reused();
    outcome.gaps = OTK_TRY(gaps());
    outcome.visits = m_chronicle.visits();
    outcome.due = m_chronicle.due();
    outcome.thanked = m_chronicle.thanked_count();
    outcome.set_aside = m_chronicle.set_aside_count();
    outcome.faults = m_faults;
    return outcome;
}

Result<void> World::step() {
    m_time.advance_ms(step_ms);
    OTK_TRY(server_suffers());
    OTK_TRY(disks_suffer());
    for (Resident& resident : m_residents)
        OTK_TRY(resident_steps(resident));
    return remove_drained_clones();
}

Result<void> World::resident_steps(Resident& resident) {
    SimKiosk& kiosk = *resident.kiosk;
    if (!kiosk.is_running()) {
        if (!chance(3)) return {};
        Result<void> started = kiosk.start();
        if (!started && !kiosk.is_dying()) return started;
        if (!started) return kiosk.kill();
    }
    if (chance(weather_change_one_in)) {
        constexpr std::array weathers{
            Weather::Good, Weather::Good, Weather::Flaky, Weather::Flaky, Weather::Down};
        kiosk.network().be(weathers[m_random.below(weathers.size())]);
    }
    way_narrows(kiosk);
    if (strikes("clock goes wrong", wrong_clock_one_in)) {
        constexpr std::int64_t years_s = std::int64_t{5} * 365 * 24 * 3600;
        kiosk.clock().go_wrong_by(
            static_cast<std::int64_t>(m_random.below(2 * years_s)) - years_s + 1);
    } else if (chance(clock_mended_one_in)) {
        kiosk.clock().go_wrong_by(0);
    }
    if (strikes("killed at a durable step", death_in_step_one_in))
        kiosk.dies_in_steps(1 + static_cast<int>(m_random.below(6)));
    if (chance(power_cut_one_in))
        kiosk.unreliable_disk().power_fails_in(1 + static_cast<int>(m_random.below(40)));
    if (strikes("disk full", full_one_in)) kiosk.unreliable_disk().become_full();
    Result<void> lived = kiosk_lives(resident);
    if (!lived && !kiosk.is_dying()) return lived;
    if (kiosk.unreliable_disk().is_off()) ++m_faults["power cut while the buffer writes"];
    if (kiosk.is_dying() || strikes("killed", kill_one_in)) return kiosk.kill();
    return {};
}

Result<void> World::kiosk_lives(Resident& resident) {
    SimKiosk& kiosk = *resident.kiosk;
    if (is_open() && chance(2)) {
        const Result<void> received = kiosk.receives_visitor();
        // Also of a visit that a dying disk cut short: its first page was committed.
        for (std::string& word : kiosk.take_new_words())
            resident.since_image.push_back(std::move(word));
        OTK_TRY(received);
        if (kiosk.is_dying()) return {};
    }
    OTK_TRY(kiosk.attend());
    if (strikes("courier killed", courier_kill_one_in)) kiosk.kill_courier();
    kiosk.courier_steps();
    return {};
}

Result<void> World::server_suffers() {
    if (!m_knows_form && chance(form_learned_one_in)) {
        m_knows_form = true;
        OTK_TRY(m_server.learn_form(m_form));
    }
    if (strikes("server killed", server_restart_one_in)) {
        m_server.stop();
        OTK_TRY(m_server.start());
    }
    if (strikes("backup", backup_one_in)) OTK_TRY(m_server.back_up());
    if (chance(restore_one_in)) {
        const bool restored = OTK_TRY(m_server.restore());
        if (restored) ++m_faults["server restored from a backup"];
    }
    return {};
}

Result<void> World::disks_suffer() {
    const std::size_t count = m_residents.size();
    for (std::size_t index = 0; index < count; ++index) {
        if (m_residents[index].is_clone) continue;
        if (chance(image_one_in)) OTK_TRY(take_image(m_residents[index]));
        if (chance(old_image_one_in)) OTK_TRY(put_image_over(m_residents[index]));
        if (chance(rot_one_in)) OTK_TRY(batch_rots(m_residents[index]));
        if (chance(row_rot_one_in)) OTK_TRY(row_rots(m_residents[index]));
        if (strikes("kiosk cloned", clone_one_in)) OTK_TRY(clone(m_residents[index]));
    }
    return {};
}

Result<void> World::take_image(Resident& resident) {
    OTK_TRY(resident.kiosk->kill());
    resident.image = Path(resident.kiosk->disk().native() + ".image");
    resident.since_image.clear();
    return copy_folder(resident.kiosk->disk(), resident.image);
}

Result<void> World::put_image_over(Resident& resident) {
    // Parked rows are at the server, and nobody can read there which they are.
    const std::int64_t parked = OTK_TRY(m_server.parked());
    if (resident.image.empty() || parked > 0) return {};
    ++m_faults["old image of a kiosk"];
    resident.had_doubles = true;
    OTK_TRY(resident.kiosk->kill());
    OTK_TRY(copy_folder(resident.image, resident.kiosk->disk()));
    const auto held = OTK_TRY(m_server.words());
    for (const std::string& word : resident.since_image) {
        if (!held.contains(word)) m_chronicle.lies_nowhere(word);
    }
    resident.since_image.clear();
    // What the server holds and no kiosk any more must be in a backup.
    return m_server.back_up();
}

Result<void> World::batch_rots(Resident& resident) {
    OTK_TRY(resident.kiosk->kill());
    resident.kiosk->unreliable_disk().power_stays();
    const bool rotted = OTK_TRY(resident.kiosk->batch_rots());
    if (rotted) ++m_faults["bit flipped in a frozen batch and its file"];
    return {};
}

Result<void> World::row_rots(Resident& resident) {
    // Parked rows are at the server, and nobody can read there which they are.
    const std::int64_t parked = OTK_TRY(m_server.parked());
    if (parked > 0) return {};
    OTK_TRY(resident.kiosk->kill());
    resident.kiosk->unreliable_disk().power_stays();
    const auto hit = OTK_TRY(resident.kiosk->row_rots());
    if (!hit) return {};
    ++m_faults["bit flipped in a waiting row"];
    const std::string& word = m_chronicle.word_of(hit->row);
    if (!hit->is_seen) {
        m_chronicle.counted_unseen(word);
        return {};
    }
    const bool is_safe = OTK_TRY(is_elsewhere(resident, hit->row));
    if (!is_safe) m_chronicle.set_aside(word);
    return {};
}

/// A sound copy: at the server, or with a clone.
Result<bool> World::is_elsewhere(const Resident& resident, const wire::RowId& row) {
    const auto held = OTK_TRY(m_server.words());
    if (held.contains(m_chronicle.word_of(row))) return true;
    for (const Resident& other : m_residents) {
        if (&other == &resident) continue;
        const bool has = OTK_TRY(other.kiosk->has(row));
        if (has) return true;
    }
    return false;
}

void World::way_narrows(SimKiosk& kiosk) {
    if (strikes("a proxy takes small bodies only", narrow_one_in)) {
        kiosk.network().be_narrow(narrow_bytes);
    } else if (chance(wide_one_in)) {
        kiosk.network().be_wide();
    }
}

Result<std::int64_t> World::gaps() {
    std::int64_t count = 0;
    for (const Resident& resident : m_residents) {
        if (!resident.had_doubles) count += OTK_TRY(m_server.gaps(resident.kiosk->identity().id));
    }
    return count;
}

Result<void> World::clone(Resident& resident) {
    OTK_TRY(resident.kiosk->kill());
    const Path disk = new_disk();
    OTK_TRY(copy_folder(resident.kiosk->disk(), disk));
    auto kiosk = std::make_unique<SimKiosk>(surroundings(), resident.kiosk->identity(), disk);
    resident.had_doubles = true;
    m_residents.push_back({std::move(kiosk), true, {}, {}, true});
    return {};
}

Result<void> World::remove_drained_clones() {
    for (std::size_t index = 0; index < m_residents.size(); ++index) {
        Resident& resident = m_residents[index];
        if (!resident.is_clone || !resident.kiosk->is_running() || !chance(20)) continue;
        const bool drained = OTK_TRY(resident.kiosk->is_drained());
        // What the server lost in a restore that the clone has not heard of lies on its disk only.
        if (!drained || !resident.kiosk->knows(m_server.incarnation())) continue;
        OTK_TRY(m_server.back_up());
        m_residents.erase(m_residents.begin() + static_cast<std::ptrdiff_t>(index));
        --index;
    }
    return {};
}

Result<bool> World::is_drained() {
    const std::int64_t parked = OTK_TRY(m_server.parked());
    if (parked > 0) return false;
    for (const Resident& resident : m_residents) {
        const bool drained = OTK_TRY(resident.kiosk->is_drained());
        if (!drained || !resident.kiosk->knows(m_server.incarnation())) return false;
    }
    return true;
}

Result<bool> World::drain() {
    if (!m_knows_form) OTK_TRY(m_server.learn_form(m_form));
    for (const Resident& resident : m_residents) {
        resident.kiosk->unreliable_disk().power_stays();
        if (!resident.kiosk->is_running()) OTK_TRY(resident.kiosk->start());
        resident.kiosk->network().be(Weather::Good);
        resident.kiosk->network().be_wide();
        resident.kiosk->clock().go_wrong_by(0);
        resident.kiosk->dies_in_steps(0);
    }
    // A last visitor each: a kiosk hears of a restored server with its next batch.
    for (const Resident& resident : m_residents)
        OTK_TRY(resident.kiosk->receives_visitor());
    for (int number = 0; number < drain_days_max * 24 * steps_an_hour; ++number) {
        m_time.advance_ms(step_ms);
        for (const Resident& resident : m_residents) {
            // The last visitor may have taken everything back: then there was nothing to send.
            const bool drained = OTK_TRY(resident.kiosk->is_drained());
            if (drained && !resident.kiosk->knows(m_server.incarnation()))
                OTK_TRY(resident.kiosk->receives_visitor());
            if (resident.kiosk->is_dying()) {  // under the last visitor's finger
                OTK_TRY(resident.kiosk->kill());
                OTK_TRY(resident.kiosk->start());
            }
            OTK_TRY(resident.kiosk->attend());
            resident.kiosk->courier_steps();
        }
        const bool drained = OTK_TRY(is_drained());
        if (drained) return true;
    }
    return false;
}

}  // namespace otk::sync_sim
