// The part of Kiosk that starts what works beside the drawing thread.

#include "kiosk/shell/kiosk.h"

#include <utility>

#include "core/base/assert.h"
#include "core/base/log.h"
#include "kiosk/shell/bundle_keys.h"
#include "kiosk/shell/bundle_trial.h"
#include "kiosk/shell/sound_output.h"
#include "kiosk/speech/clip_voice.h"
#include "kiosk/speech/espeak_voice.h"

namespace otk::kiosk::shell {
namespace {

Letter letter_of(const writer::Event& event) {
    if (const auto* saved = std::get_if<writer::Saved>(&event)) {
        return model::Saved{saved->visit_id, saved->revision};
    }
    if (std::holds_alternative<writer::Recovered>(event)) return model::Recovered{};
    return model::CannotRecord{};
}

void log_hindrance(const writer::Event& event) {
    const auto* hindered = std::get_if<writer::CannotRecord>(&event);
    if (hindered == nullptr) return;
    switch (hindered->hindrance) {
        case writer::Hindrance::Revoked:
            log::warning(
                "out of service: the server has revoked this kiosk; its answers stay here");
            return;
        case writer::Hindrance::NotEnrolled:
            log::warning("out of service: not enrolled, no answer can be sealed");
            return;
        case writer::Hindrance::Disk:
            log::error("out of service: the disk takes no answers");
            return;
        case writer::Hindrance::Queue:
            log::error("out of service: too many visits wait for the disk");
            return;
    }
    OTK_UNREACHABLE();
}

}  // namespace

void Kiosk::start_threads() {
    Result<std::unique_ptr<Backlight>> backlight = find_backlight();
    if (backlight) {
        m_backlight = std::move(*backlight);
    } else {
        log::info("brightness by the picture", {{"error", backlight.error()}});
    }
    m_writer = writer::Writer::start(m_settings.writer, [this](const writer::Event& event) {
        log_hindrance(event);
        m_mailbox.post(letter_of(event));
    });
    m_printer = std::make_unique<PrintClient>(m_settings.printd_socket,
        PrintClient::Listener{[this](bool ready) { m_mailbox.post(model::PrinterState{ready}); },
            [this](bool printed) { m_mailbox.post(model::PrintEnded{printed}); }});
    if (m_shelf) start_bundle_desk();
    const auto writer_status = [writer = m_writer.get()] { return writer->status(); };
    const auto bundle_status = [desk = m_bundles.get()] {
        return desk != nullptr ? desk->status() : BundleStatus();
    };
    m_status = std::make_unique<StatusReporter>(m_settings.status_file,
        StatusReporter::Facts{m_settings.place, m_settings.production, m_content.sequence},
        StatusReporter::Questions{writer_status, bundle_status});
    m_status->frames_are_shown(m_shows_frames);
    m_server_reporter = std::make_unique<ServerReporter>(
        ServerReport(
            m_settings.writer.state_folder, m_settings.writer.outbox_folder, m_clock),
        ServerReporter::Questions{bundle_status, writer_status});
    m_staff = std::make_unique<StaffDesk>(
        StaffDesk::Options{m_settings.writer.state_folder, m_settings.printd_socket,
            m_settings.syncd_status_file, slip_of_place(m_settings.language),
            m_settings.place_plan.configured(), m_backlight},
        StaffDesk::Listener{[this](model::StaffFacts facts) { m_mailbox.post(std::move(facts)); },
            [this](model::CodeJudged judged) { m_mailbox.post(std::move(judged)); },
            [this](model::JobTaken taken) { m_mailbox.post(taken); },
            [this](model::PlacePlanned planned) { m_mailbox.post(std::move(planned)); },
            [this](model::SlipPreviewed previewed) { m_mailbox.post(std::move(previewed)); },
            [this](model::SlipAdvised advised) { m_mailbox.post(std::move(advised)); }},
        m_clock, writer_status);
    if (m_settings.has_speech) start_speech();
    if (m_speaker && m_settings.has_headset_socket) watch_headset();
}

void Kiosk::start_bundle_desk() {
    m_bundles = std::make_unique<BundleDesk>(std::move(*m_shelf),
        m_settings.shelf_folder / shelf::incoming_name,
        BundleDesk::Options{
            [file = m_settings.bundle_keys_file, state = m_settings.writer.state_folder] {
                return trusted_bundle_keys(file, state);
            },
            BundleTrial{.config = m_config, .panel = panel_in_words(m_window->panel())},
            [this] { m_mailbox.post(BundleDue{}); }},
        m_clock);
    m_shelf.reset();
}

/// Without a voice or a way for sound «Прослушать» is not offered.
void Kiosk::start_speech() {
    Result<std::unique_ptr<speech::EspeakVoice>> machine = speech::EspeakVoice::create();
    if (!machine) {
        const bool is_recorded = !m_content.clips.empty();
        log::info(is_recorded ? "only what was recorded is said" : "speech is off",
            {{"error", machine.error()}});
        if (!is_recorded) return;
    }
    auto voice = std::make_unique<speech::ClipVoice>(
        m_content.clips, machine ? std::move(*machine) : nullptr);
    model::SpeechReady ready;
    for (const std::string& language : m_content.surroundings.languages) {
        if (voice->speaks(language)) ready.languages.push_back(language);
    }
    Result<std::unique_ptr<speech::Speaker>> speaker = speech::Speaker::start(std::move(voice),
        make_sound_output(), [this, ready = std::move(ready)] { m_mailbox.post(ready); });
    if (!speaker) {
        log::info("speech is off", {{"error", speaker.error()}});
        return;
    }
    m_speaker = std::move(*speaker);
}

/// Without it everything is taken for a loudspeaker.
void Kiosk::watch_headset() {
    const auto changed = [this](bool is_plugged) {
        m_mailbox.post(model::HeadsetChanged{is_plugged});
    };
    Result<std::unique_ptr<evdev::HeadsetSocket>> socket = evdev::HeadsetSocket::open();
    Result<std::unique_ptr<HeadsetWatch>> watch =
        socket ? HeadsetWatch::start(std::move(*socket), changed) : Failure(socket.error());
    if (!watch) {
        log::warning("the socket for headsets is not watched", {{"error", watch.error()}});
        return;
    }
    m_headset = std::move(*watch);
}

}  // namespace otk::kiosk::shell
