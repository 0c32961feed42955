#include <functional>
#include <optional>
#include <utility>

#include <CLI/CLI.hpp>

#include "core/base/log.h"
#include "server/program/bundles.h"
#include "server/program/commands.h"
#include "server/program/key_retirement.h"
#include "server/program/keys.h"

namespace {

using otk::program::ExitCode;

constexpr const char* exit_codes =
    "Exit codes: 0 done; 1 failed (database, keys, network; one line on standard error says why); "
    "2 wrong command line; 3 the given key, place, passphrase or file is refused, or the keys' "
    "backup "
    "is missing; 78 the configuration is refused.";

template <typename Command>
int with_config(const std::string& file, Command command) {
    const auto config = otk::config::Config::load(otk::config::Process::Server, file);
    if (!config) {
        otk::log::error("the configuration is refused", {{"error", config.error()}});
        return static_cast<int>(ExitCode::Configuration);
    }
    return static_cast<int>(command(*config));
}

/// `otklik-server keys …`; each runs by itself once it was parsed.
class KeyCommands {
  public:
    KeyCommands(CLI::App& app, const std::string& config_file) : m_config_file(config_file) {
        CLI::App* const keys =
            app.add_subcommand("keys", "The tenant's root key, keys.json, and the keys' backup");
        keys->require_subcommand(1);
        add_root(*keys);
        add_list(*keys);
        add_backup(*keys);
        add_end(*keys);
    }

    /// Nothing if another command was asked for.
    std::optional<int> run() const {
        if (!m_chosen) return std::nullopt;
        return m_chosen();
    }

  private:
    using Configured = std::function<ExitCode(const otk::config::Config&)>;

    /// Standing on the line it becomes the one that runs.
    void choose(CLI::App* command, std::function<ExitCode()> work) {
        command->callback([this, work = std::move(work)] {
            m_chosen = [work] { return static_cast<int>(work()); };
        });
    }
    void choose_configured(CLI::App* command, Configured work) {
        command->callback([this, work = std::move(work)] {
            m_chosen = [this, work] { return with_config(m_config_file, work); };
        });
    }

    void add_root(CLI::App& keys) {
        CLI::App* const root = keys.add_subcommand(
            "root", "Make a root key in a sealed file and say its public half (offline computer)");
        root->add_option("FILE", m_file, "File to make")->required();
        choose(root, [this] { return otk::program::make_root(m_file); });
        CLI::App* const sign =
            keys.add_subcommand("sign", "Sign a draft with the root key (offline computer)");
        sign->add_option("DRAFT", m_signing.draft, "What `keys draft` wrote")->required();
        sign->add_option("--root", m_signing.root, "The root key's file")->required();
        sign->add_option("--out", m_signing.out, "keys.json to make")->required();
        choose(sign, [this] { return otk::program::sign_keys(m_signing); });
    }

    void add_list(CLI::App& keys) {
        CLI::App* const draft =
            keys.add_subcommand("draft", "Write the next keys.json, to be signed offline");
        draft->add_option("--out", m_draft.out, "File to write; standard output without it");
        draft->add_option("--bundle-key", m_draft.bundle_keys,
            "Let this key sign bundles: 64 hexadecimal digits or a file");
        draft->add_option("--tls-pin", m_draft.tls_pins,
            "Let a server show this key: PEM of a certificate or key, or 64 hexadecimal digits");
        draft->add_option("--revoke-pin", m_draft.revoked_pins,
            "Let no kiosk take this PIN of its staff any more: its id, 16 hexadecimal digits");
        draft->add_option("--without", m_draft.without, "Leave this key, pin or PIN's id out");
        choose_configured(draft, [this](const otk::config::Config& config) {
            return otk::program::draft_keys(config, m_draft);
        });
        CLI::App* const install =
            keys.add_subcommand("install", "Check a signed keys.json and give it to kiosks");
        install->add_option("FILE", m_installation.document, "keys.json")->required();
        install->add_option("--root", m_installation.root,
            "The root's public half (64 hexadecimal digits or a file); needed the first time");
        choose_configured(install, [this](const otk::config::Config& config) {
            return otk::program::install_keys(config, m_installation);
        });
        CLI::App* const show = keys.add_subcommand("show", "Say what is installed");
        show->add_option("DRAFT", m_file, "Say what a draft says instead");
        choose_configured(show, [this](const otk::config::Config& config) {
            return otk::program::show_keys(config, m_file);
        });
    }

    void add_backup(CLI::App& keys) {
        CLI::App* const backup = keys.add_subcommand(
            "backup", "Seal this server's keys under a passphrase; needed before any enrolment");
        backup->add_option("FILE", m_backup.file, "File to make")->required();
        backup->add_option(
            "--paper", m_backup.paper, "The same as a QR code to print: .svg to make");
        choose_configured(backup, [this](const otk::config::Config& config) {
            return otk::program::back_up_keys(config, m_backup);
        });
        CLI::App* const restore =
            keys.add_subcommand("restore", "Put keys from a backup into the state folder");
        restore->add_option("FILE", m_file, "The backup, or the text of its QR code")->required();
        choose_configured(restore, [this](const otk::config::Config& config) {
            return otk::program::restore_keys(config, m_file);
        });
    }

    void add_end(CLI::App& keys) {
        choose_configured(
            keys.add_subcommand("needed", "Say of each box key how many kiosks still need it"),
            otk::program::show_needed_keys);
        CLI::App* const retire = keys.add_subcommand(
            "retire", "Destroy an older box key, once nothing can come any more that only it opens");
        retire->add_option("KEY", m_retirement.key, "Its public half, 64 hexadecimal digits")
            ->required();
        retire->add_flag("--despite-revoked", m_retirement.despite_revoked,
            "Give up what revoked kiosks hold under it, should they be taken in again");
        choose_configured(retire, [this](const otk::config::Config& config) {
            return otk::program::retire_key(config, m_retirement);
        });
    }

    const std::string& m_config_file;
    std::function<int()> m_chosen;
    std::string m_file;
    otk::program::KeySigning m_signing;
    otk::program::KeyDraft m_draft;
    otk::program::KeyInstallation m_installation;
    otk::program::KeyBackup m_backup;
    otk::program::KeyRetirement m_retirement;
};

/// `otklik-server bundle …`
class BundleCommands {
  public:
    BundleCommands(CLI::App& app, const std::string& config_file) : m_config_file(config_file) {
        CLI::App* const bundle =
            app.add_subcommand("bundle", "Give a signed bundle to kiosks, in waves");
        bundle->require_subcommand(1);
        add_publish(*bundle);
        CLI::App* const wave = bundle->add_subcommand(
            "wave", "Say how far the bundle goes: canary, share or all; a halted one goes on");
        wave->add_option("WAVE", m_word, "canary, share or all")->required();
        choose(wave, [this](const otk::config::Config& config) {
            return otk::program::move_bundle(config, m_word);
        });
        CLI::App* const halt = bundle->add_subcommand("halt", "Give it to no further kiosk");
        halt->add_option("--why", m_word, "A reason, for who looks at it later");
        choose(halt, [this](const otk::config::Config& config) {
            return otk::program::halt_bundle(config, m_word);
        });
        choose(bundle->add_subcommand("show", "Say how far it came, and who refused it"),
            otk::program::show_bundle);
    }

    /// Nothing if another command was asked for.
    std::optional<int> run() const {
        if (!m_work) return std::nullopt;
        return with_config(m_config_file, m_work);
    }

  private:
    using Work = std::function<ExitCode(const otk::config::Config&)>;

    void choose(CLI::App* command, Work work) {
        command->callback([this, work = std::move(work)] { m_work = work; });
    }

    void add_publish(CLI::App& bundle) {
        CLI::App* const publish =
            bundle.add_subcommand("publish", "Verify a signed bundle and begin its first wave");
        publish->add_option("FILE", m_file, "What otklik bundle sign wrote, .otkb")->required();
        publish->add_option("--canary", m_publication.publication.canaries,
            "Place whose kiosks get it first; may be repeated. Without one it begins with the share");
        publish
            ->add_option("--share", m_publication.publication.share_percent,
                "Percent of the kiosks that get it in the second wave")
            ->check(CLI::Range(0, otk::rollout::RolloutLimits::share_percent_max))
            ->capture_default_str();
        publish
            ->add_option("--bad-max", m_publication.publication.bad_max,
                "How many kiosks may refuse it before it halts by itself")
            ->check(CLI::Range(0, otk::rollout::RolloutLimits::bad_max_max))
            ->capture_default_str();
        publish->add_option("--key", m_publication.trusted,
            "A public key whose bundles are taken, beside those of keys.json; or its file");
        choose(publish, [this](const otk::config::Config& config) {
            otk::program::PublishBundle wish = m_publication;
            wish.file = m_file;
            return otk::program::publish_bundle(config, wish);
        });
    }

    const std::string& m_config_file;
    Work m_work;
    std::string m_word;
    std::string m_file;
    otk::program::PublishBundle m_publication;
};

}  // namespace

int main(int count, char** words) {
    CLI::App app("Takes answers in, counts them and shows the figures.");
    app.footer(exit_codes);
    app.require_subcommand(0, 1);
    app.fallthrough();
    app.set_version_flag("--version", "otklik-server " OTK_VERSION);
    std::string file = "/etc/otklik/server.toml";
    app.add_option("--config", file, "The configuration file")->capture_default_str();
    app.add_subcommand("run", "Serve until SIGTERM (also without a subcommand)");
    CLI::App* const add =
        app.add_subcommand("add-kiosk", "Enrol a kiosk: writes the file for its inbox");
    CLI::App* const retry =
        app.add_subcommand("retry-parked", "Count rows whose form or key has arrived");
    CLI::App* const rebuild =
        app.add_subcommand("rebuild", "Count the roll-ups anew from the kept responses");
    CLI::App* const forget = app.add_subcommand("forget",
        "Erase what visitors gave longer ago than the profile keeps; figures stay");
    otk::program::Forget limits;
    forget->add_option("--before", limits.before, "First day whose responses stay, 2026-11-22");
    forget->add_option("--texts-before", limits.texts_before,
        "First day whose free texts stay; they are never kept longer than responses");
    CLI::App* const import = app.add_subcommand("import",
        "Take batches from a USB stick (otklik queue export) and lay receipts beside them");
    std::string import_folder;
    import->add_option("FOLDER", import_folder, "The folder on the stick")->required();
    CLI::App* const backup = app.add_subcommand(
        "backup", "Copy the database into a file and read it back; the server goes on");
    CLI::App* const restore = app.add_subcommand("restore",
        "Put a backup in the database's place; kiosks then send again what is missing in it");
    otk::program::Backup copy;
    std::string copy_file;
    backup->add_option("FILE", copy_file, "File to make; on another disk than the database's")
        ->required();
    backup->add_flag("--tell-kiosks", copy.tells_kiosks,
        "The file is safe where it lies: kiosks may forget what is in it before their 30 days");
    restore->add_option("FILE", copy_file, "The newest backup")->required();
    const KeyCommands keys(app, file);
    BundleCommands bundles(app, file);
    CLI::App* const revoke = app.add_subcommand("revoke-kiosk",
        "Take nothing of a kiosk any more (lost, stolen): it stops, and keeps what it holds");
    otk::program::RevokeKiosk revoke_wish;
    revoke->add_option("KIOSK", revoke_wish.id, "Its id, as audit.log names it")->required();
    revoke->add_flag("--undo", revoke_wish.undo, "Take its answers in again");
    CLI::App* const list_kiosks = app.add_subcommand(
        "kiosks", "Say what each kiosk told last of its disk, its keys and its bundle");
    bool only_low_disks = false;
    list_kiosks->add_flag("--low-disk", only_low_disks, "Only those whose disk fills up or is full");
    CLI::App* const enrol_code = app.add_subcommand("enrol-code",
        "Make a one-time code with which a kiosk enrols itself over the network (otklik enroll)");
    otk::program::EnrolCode code_wish;
    enrol_code->add_option("--place", code_wish.place,
            "Where the kiosk stands: a code in the bundle's places.toml")
        ->required();
    enrol_code->add_option("--hours", code_wish.hours, "How long it may be used")->capture_default_str();
    enrol_code->add_option("--out", code_wish.out,
        "File to write for otklik enroll, with the TLS authority; standard output without it");
    enrol_code->add_option("--qr", code_wish.qr, "The same as a QR code: .svg to write");
    otk::program::AddKiosk wish;
    std::string out;
    add->add_option("PUBKEY", wish.key,
           "The kiosk's public key (64 hexadecimal digits) or its file kiosk.pub")
        ->required();
    add->add_option(
           "--place", wish.place, "Where the kiosk stands: a code in the bundle's places.toml")
        ->required();
    add->add_option("--out", out, "File to write; standard output without it");
    try {
        app.parse(count, words);
    } catch (const CLI::ParseError& error) {
        const bool asked_for_help = app.exit(error) == 0;
        return static_cast<int>(asked_for_help ? ExitCode::Ok : ExitCode::Usage);
    }
    if (const auto code = keys.run()) return *code;
    if (const auto code = bundles.run()) return *code;
    wish.out = out;
    if (revoke->parsed()) {
        return with_config(file, [&](const otk::config::Config& config) {
            return otk::program::revoke_kiosk(config, revoke_wish);
        });
    }
    if (list_kiosks->parsed()) {
        return with_config(file, [&](const otk::config::Config& config) {
            return otk::program::list_kiosks(config, only_low_disks);
        });
    }
    if (enrol_code->parsed()) {
        return with_config(file, [&](const otk::config::Config& config) {
            return otk::program::enrol_code(config, code_wish);
        });
    }
    if (add->parsed()) {
        return with_config(file, [&](const otk::config::Config& config) {
            return otk::program::add_kiosk(config, wish);
        });
    }
    if (forget->parsed()) {
        return with_config(file, [&](const otk::config::Config& config) {
            return otk::program::forget(config, limits);
        });
    }
    if (import->parsed()) {
        return with_config(file, [&](const otk::config::Config& config) {
            return otk::program::import_batches(config, import_folder);
        });
    }
    if (backup->parsed()) {
        copy.file = copy_file;
        return with_config(file,
            [&](const otk::config::Config& config) { return otk::program::back_up(config, copy); });
    }
    if (restore->parsed()) {
        return with_config(file, [&](const otk::config::Config& config) {
            return otk::program::restore(config, copy_file);
        });
    }
    if (retry->parsed()) return with_config(file, otk::program::retry_parked);
    if (rebuild->parsed()) return with_config(file, otk::program::rebuild);
    return with_config(file, otk::program::run);
}
