#include "server/program/bundles.h"

#include "core/base/clock.h"
#include "core/base/format.h"
#include "core/bundle/bundle_file.h"
#include "core/crypto/minisign.h"
#include "server/ingest/forms.h"
#include "server/keys/administrator_log.h"
#include "server/keys/tenant_keys.h"
#include "server/program/last_word.h"
#include "server/program/store.h"

namespace otk::program {
namespace {

constexpr std::size_t key_bytes_max = 1024;

Result<crypto::PublicKey> key_of(const std::string& given) {
    auto typed = crypto::parse_minisign_key(given);
    if (typed) return typed;
    const Bytes bytes = OTK_TRY(read_file(given, key_bytes_max));
    return in("--key", crypto::parse_minisign_key(text_of(bytes)));
}

/// Those of keys.json, and those that were named.
Result<std::vector<crypto::PublicKey>> trusted_keys(
    const Path& state_folder, const std::vector<std::string>& named) {
    std::vector<crypto::PublicKey> keys;
    const auto tenant = OTK_TRY(keys::read_tenant_keys(state_folder));
    if (tenant) keys = tenant->list.bundle_keys;
    for (const std::string& one : named)
        keys.push_back(OTK_TRY(key_of(one)));
    return keys;
}

/// A place that the bundle does not have would wait for ever for its first kiosk.
Result<void> check_canaries(
    const std::vector<std::string>& canaries, const bundle::Bundle& published) {
    for (const std::string& place : canaries) {
        if (published.place(place) != nullptr) continue;
        return fail(
            ErrorKind::InvalidInput, format("--canary {}: not a place of the bundle", place));
    }
    return {};
}

/// A kiosk's own words: nothing in them may steer the administrator's terminal.
std::string in_one_line(std::string text) {
    constexpr unsigned char space = 0x20;
    constexpr unsigned char erase = 0x7f;
    for (char& letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        if (byte < space || byte == erase) letter = ' ';
    }
    return text;
}

std::string in_words(const rollout::Rollout& rollout) {
    return format("{}: wave {}{}\n", rollout.bundle.name, rollout::name_of(rollout.wave),
        rollout.halted.empty() ? "" : format(", halted: {}", rollout.halted));
}

Result<std::string> publish(const config::Config& config, const PublishBundle& wish) {
    const Path& state_folder = config.path("server.state_folder");
    const Bytes file = OTK_TRY(read_file(wish.file, bundle::bundle_file_bytes_max));
    const auto trusted = OTK_TRY(trusted_keys(state_folder, wish.trusted));
    auto storage = OTK_TRY(open_store(config));
    const rollout::RolloutFolder folder(rollout_place(config));
    // Before any kiosk asks the new forms, so that no answer has to be parked.
    const auto import_forms = [&](const bundle::Bundle& published,
                                  const Path& sound) -> Result<void> {
        OTK_TRY(check_canaries(wish.publication.canaries, published));
        return storage->in_transaction([&]() -> Result<void> {
            OTK_TRY(ingest::import_forms(sound, *storage));
            return {};
        });
    };
    const rollout::Rollout begun =
        OTK_TRY(folder.publish(file, trusted, wish.publication, import_forms));
    OTK_TRY(
        keys::note(state_folder, SystemClock(), format("bundle publish {}", begun.bundle.name)));
    return in_words(begun);
}

Result<std::string> change(const config::Config& config, const std::string& deed,
    const std::function<void(rollout::Rollout&)>& change) {
    const rollout::RolloutFolder folder(rollout_place(config));
    const rollout::Rollout changed = OTK_TRY(folder.change(change));
    OTK_TRY(keys::note(config.path("server.state_folder"), SystemClock(),
        format("bundle {} {}", deed, changed.bundle.name)));
    return in_words(changed);
}

Result<std::string> show(const config::Config& config) {
    const rollout::RolloutFolder folder(rollout_place(config));
    const std::optional<rollout::Rollout> rollout = OTK_TRY(folder.read());
    if (!rollout) return std::string("no bundle is published\n");
    auto storage = OTK_TRY(open_store(config));
    const auto reports = OTK_TRY(storage->bundle_reports());
    const std::string& name = rollout->bundle.name;
    std::size_t shown = 0;
    std::size_t waiting = 0;
    std::size_t silent = 0;
    std::string refusals;
    for (const storage::StoredBundleReport& one : reports) {
        if (one.report.shown == name) ++shown;
        if (one.report.next == name) ++waiting;
        if (one.day.empty()) ++silent;
        if (one.report.refused == name) {
            refusals += format("{} {} {}: {}\n", one.day, one.place, one.report.kiosk.text(),
                in_one_line(one.report.why));
        }
    }
    return in_words(*rollout) +
           format("{} kiosks: {} show it, {} wait for its day, {} said nothing yet\n",
               reports.size(), shown, waiting, silent) +
           refusals;
}

}  // namespace

Path rollout_place(const config::Config& config) {
    return config.path("server.state_folder") / "bundles";
}

ExitCode publish_bundle(const config::Config& config, const PublishBundle& wish) {
    return last_word(publish(config, wish));
}

ExitCode move_bundle(const config::Config& config, const std::string& word) {
    const Result<rollout::Wave> wave = rollout::parse_wave(word);
    if (!wave) return last_word(tl::make_unexpected(wave.error()));
    return last_word(change(config, "wave " + word, [&](rollout::Rollout& rollout) {
        rollout.wave = *wave;
        rollout.halted.clear();
    }));
}

ExitCode halt_bundle(const config::Config& config, const std::string& why) {
    return last_word(change(config, "halt", [&](rollout::Rollout& rollout) {
        rollout.halted = why.empty() ? "by the administrator" : why;
    }));
}

ExitCode show_bundle(const config::Config& config) {
    return last_word(show(config));
}

}  // namespace otk::program
