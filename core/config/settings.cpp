#include <array>

#include "core/base/assert.h"
#include "core/config/setting.h"

namespace otk::config {
namespace {

using enum Process;
using enum SettingType;

constexpr auto rows = std::to_array<Setting>({
    // The kiosk.
    {Kiosk, "place", Text, must_be_set, "",
        "Where this kiosk stands: the code of a place in the bundle's places.toml. The place decides "
        "which form is shown."},
    {Kiosk, "bundle_folder", Path, "/var/lib/otklik/bundles/current", "",
        "Folder of the forms, texts, theme and places that are shown until a signed bundle comes."},
    {Kiosk, "shelf_folder", Path, "/var/lib/otklik/bundles", "",
        "Folder in which the kiosk keeps signed bundles; new ones are laid into incoming/ in it, and "
        "without that folder none is taken. Its link `current` leads to what is shown."},
    {Kiosk, "bundle_keys_file", Path, "/etc/otklik/bundle-keys", "",
        "Public keys whose bundles this kiosk takes, one a line, beside those of its keys.json. It may "
        "be absent."},
    {Kiosk, "state_folder", Path, "/var/lib/otklik/kiosk", "",
        "Folder of the buffer and of the kiosk's own key. Only the kiosk may read it."},
    {Kiosk, "outbox_folder", Path, "/var/lib/otklik/outbox", "",
        "Folder in which the kiosk lays frozen batches for the courier."},
    {Kiosk, "inbox_folder", Path, "/var/lib/otklik/inbox", "",
        "Folder in which the courier lays what the server answered; the enrolment is put here too."},
    {Kiosk, "reserve_mib", Integer, "4", "MiB",
        "Room that is held free in the state folder for the day when its disk is full: with it receipts "
        "can be taken still, and what was delivered be removed. 0: none.",
        0, 1024},
    {Kiosk, "disk_free_mib_min", Integer, "256", "MiB",
        "With less room on the disk of the state folder the kiosk raises an alarm, long before it can "
        "record no more.",
        0, 1'000'000},
    {Kiosk, "buffer_mib_max", Integer, "256", "MiB",
        "With a larger buffer it raises the same alarm; nothing that is not delivered is ever removed. "
        "A response needs some 300 bytes.",
        1, 1'000'000},
    {Kiosk, "status_file", Path, "/run/otklik/kiosk/status.json", "",
        "File that the kiosk rewrites on a timer with its own state."},
    {Kiosk, "printd_socket", Path, "/run/otklik/printd/printd.sock", "",
        "Socket of the printer service. Empty: this kiosk prints nothing."},
    {Kiosk, "syncd_status_file", Path, "/run/otklik/syncd/status.json", "",
        "Where the courier tells how it fares: staff see it on the kiosk."},
    {Kiosk, "production", Boolean, "true", "",
        "True at a place where people answer. False allows --inspect and marks the demo."},
    {Kiosk, "test", Boolean, "false", "",
        "True while the kiosk is being tried out: every screen says so, and the server counts none of "
        "the answers."},
    {Kiosk, "freeze", Choice, "batched", "",
        "When closed responses are made into a batch: batched hides them among at least twenty or "
        "waits for the day's end; at-once is for the demo and is refused when production is true.",
        0, 0, "batched|at-once"},
    {Kiosk, "width_mm", Decimal, "0", "mm",
        "Width of the panel's picture as mounted. 0: ask the panel.", 0, 5000},
    {Kiosk, "height_mm", Decimal, "0", "mm",
        "Height of the panel's picture as mounted. 0: ask the panel.", 0, 5000},
    {Kiosk, "windowed", Boolean, "false", "",
        "True draws in a window instead of filling the screen."},
    {Kiosk, "presenter", Choice, "auto", "",
        "Who draws: gles the graphics card (OpenGL ES 2; wants Mesa), software the processor into a "
        "window, kms the processor onto the panel itself, without X, Wayland and Mesa. The processor "
        "paints only what changed. auto takes the card if there is one. Where the card does not draw "
        "the log tells why, and the processor does.",
        0, 0, "auto|software|gles|kms"},
    {Kiosk, "display", Choice, "auto", "",
        "The way to the panel, but for presenter kms: auto takes what it finds running, X first. "
        "SDL_VIDEODRIVER in the environment comes before it.",
        0, 0, "auto|kmsdrm|wayland|x11"},
    {Kiosk, "connector", Text, "", "",
        "The panel's connector as the kernel names it (HDMI-A-1), for presenter kms. Empty: a built-in "
        "panel, else the first that is plugged in."},
    {Kiosk, "language", Text, "ru", "",
        "Language of the first screen and after each visitor: the code of a catalogue."},
    {Kiosk, "reduced_motion", Boolean, "false", "",
        "True shows no moving transitions."},
    {Kiosk, "key_previous", Text, "Left", "",
        "Keys of a keypad or keyboard that go back by one thing on the screen, parted by commas: SDL's "
        "names (Left, Tab, F2, Keypad 4) or the USB usage numbers of a keypad's manual (usb 104)."},
    {Kiosk, "key_next", Text, "Right, Tab", "", "Keys that go on by one."},
    {Kiosk, "key_above", Text, "Up", "", "Keys that go to the row above. A keypad may have none."},
    {Kiosk, "key_below", Text, "Down", "", "Keys that go to the row below. A keypad may have none."},
    {Kiosk, "key_activate", Text, "Return, Keypad Enter, Space", "",
        "Keys that press what the ring is around."},
    {Kiosk, "key_back", Text, "Escape, Home", "",
        "Keys that close a dialog or go to the page before; else to the page's first answer."},
    {Kiosk, "key_help", Text, "F1", "", "Keys that show where one is, and say the page."},
    {Kiosk, "key_louder", Text, "VolumeUp", "", "Keys that make speech louder until the visit ends."},
    {Kiosk, "key_quieter", Text, "VolumeDown", "", "Keys that make it quieter."},
    {Kiosk, "speech", Choice, "espeak-ng", "",
        "The voice that says what is shown, where somebody asks for it: Debian's espeak-ng, if it and a "
        "sound card are there, or none. Others hear it too: it never says what was answered.", 0, 0,
        "espeak-ng|none"},
    {Kiosk, "key_headset_in", Text, "", "",
        "What a keypad with a socket of its own sends when a headset is plugged in: speech begins, and "
        "says chosen answers too. Only for a headset that silences the loudspeaker."},
    {Kiosk, "key_headset_out", Text, "", "",
        "What it sends when the headset is pulled out: silence at once."},
    {Kiosk, "headset_socket", Boolean, "false", "",
        "The machine's own socket for headphones is within the visitors' reach: plugging in begins speech, "
        "and says chosen answers too. Never where a loudspeaker hangs on that socket."},
    {Kiosk, "volume", Integer, "3", "",
        "How loud speech is when a visit begins, in steps of 6 dB; staff can change it on the kiosk.", 1, 5},
    {Kiosk, "brightness", Text, "", "",
        "How bright the panel is by the hours of the day: \"07:00 100, 20:00 60\" is 100 % from seven, "
        "60 % from eight in the evening; 20 to 100. Staff can change it on the kiosk. Empty: 100 %."},
    {Kiosk, "idle_warning_s", Integer, "40", "s",
        "How long nobody touches the screen within a visit before it asks \"still here?\".", 5, 600},
    {Kiosk, "idle_reset_s", Integer, "20", "s",
        "How long that question stays before the visit is closed with what was answered.", 5, 600},
    {Kiosk, "thanks_s", Integer, "40", "s",
        "How long the last page stays before the first question comes back.", 5, 600},

    // The printer service.
    {Printd, "socket", Path, "/run/otklik/printd/printd.sock", "",
        "Unix socket on which slips are ordered."},
    {Printd, "visitor_user", Text, "otklik-kiosk", "",
        "User that may let at most 100 slips of staff's wait at once: the kiosk's. Empty, or a user "
        "that this machine does not have: nobody is restricted."},
    {Printd, "bundle_folder", Path, "/var/lib/otklik/bundles/current", "",
        "Folder of the bundle whose slip templates are used."},
    {Printd, "port", Choice, "file", "",
        "How the printer is reached. file keeps the bytes and draws the slip as a picture.", 0, 0,
        "file|network|serial|usb|cups"},
    {Printd, "file_folder", Path, "/var/lib/otklik/printd/slips", "",
        "Folder for port = \"file\"."},
    {Printd, "network_address", Text, "", "",
        "Address of a network printer in numbers, for port = \"network\": 192.0.2.7 (port 9100), "
        "192.0.2.7:9100, [2001:db8::7]:9100."},
    {Printd, "usb_device", Text, "", "",
        "USB printer, for port = \"usb\", as lsusb shows it: 04b8:0e15, and with several of a kind "
        "04b8:0e15:SERIAL. Empty: the first printer that is found."},
    {Printd, "cups_queue", Text, "", "",
        "Queue of the print scheduler, for port = \"cups\": its name, or 127.0.0.1:631/NAME where "
        "the scheduler has no socket at /run/cups/cups.sock."},
    {Printd, "cups_document", Choice, "page", "",
        "What that queue is given. page: a PDF of the model's paper width, which the queue's driver "
        "prints. bytes: the model's own, for a raw queue.", 0, 0, "page|bytes"},
    {Printd, "serial_device", Path, "", "",
        "Serial line, for port = \"serial\"; best a name below /dev/serial/by-id, which stays."},
    {Printd, "serial_baud", Integer, "115200", "baud",
        "Rate that the printer is set to; its self-test prints it.", 1200, 115200},
    {Printd, "serial_flow", Choice, "rts-cts", "",
        "How the serial printer says stop; its self-test prints it. With the usual cable a printer "
        "set to DTR/DSR is one with rts-cts.", 0, 0, "rts-cts|xon-xoff|none"},
    {Printd, "status", Choice, "model", "",
        "How the printer is asked for paper, cover and cutter. model takes the dialect of the "
        "model's row; none asks nothing.", 0, 0, "model|none|real-time|automatic|kiosk"},
    {Printd, "model", Text, "generic-80", "",
        "The printer's model: a name in the table of models."},
    {Printd, "font_folder", Path, "/usr/share/fonts/truetype/paratype", "",
        "Folder of the PT fonts: letters that the printer lacks, and the preview, are drawn with them."},
    {Printd, "slip_s_max", Integer, "20", "s",
        "How long the printer may take over one slip before its fate counts as unknown.", 1, 300},
    {Printd, "take_back_s", Integer, "60", "s",
        "How long a printer with a presenter holds a visitor's slip out before it is drawn back. 0: for ever.",
        0, 600},
    {Printd, "state_folder", Path, "/var/lib/otklik/printd", "",
        "Folder of the spool. Only the printer service may read it."},
    {Printd, "status_file", Path, "/run/otklik/printd/status.json", "",
        "File that the printer service rewrites on a timer with its own state."},

    // The courier.
    {Syncd, "outbox_folder", Path, "/var/lib/otklik/outbox", "",
        "Folder of the frozen batches. The courier only reads them."},
    {Syncd, "inbox_folder", Path, "/var/lib/otklik/inbox", "",
        "Folder for receipts; enrolment.json is read from here."},
    {Syncd, "status_file", Path, "/run/otklik/syncd/status.json", "",
        "File that the courier rewrites on a timer with its own state."},
    {Syncd, "incoming_folder", Path, "/var/lib/otklik/bundles/incoming", "",
        "Folder for bundles that the server offers; the kiosk judges them. Without it none is fetched."},
    {Syncd, "bundle_interval_s", Integer, "900", "s",
        "The server is told of the kiosk's bundles, and asked for a new one, so often at least, at "
        "random moments.", 1, 86400},
    {Syncd, "interval_s", Integer, "300", "s",
        "A new batch is uploaded at a random moment within this time, so that its arrival tells "
        "nothing. 0 uploads at once (the demo).", 0, 86400},
    {Syncd, "retry_s_min", Integer, "5", "s",
        "Upper bound of the first random wait after a failure; it doubles with each further one.",
        1, 3600},
    {Syncd, "retry_s_max", Integer, "900", "s",
        "Largest upper bound of a wait, also for what a server asks by Retry-After.", 1, 86400},
    {Syncd, "timeout_s", Integer, "120", "s",
        "How long one upload may take as a whole. 60 KiB take 8 s at 64 kbit/s.", 1, 600},
    {Syncd, "proxy", Text, "", "",
        "HTTP proxy on the way to the server, e.g. http://proxy.example:3128. Empty: none, whatever "
        "the environment says."},

    // The server.
    {Server, "listen", Text, "127.0.0.1:8443", "",
        "Address and port of the HTTPS server."},
    {Server, "database", Path, "/var/lib/otklik/server/otklik.db", "",
        "The SQLite database of responses, receipts and roll-ups."},
    {Server, "bundle_folder", Path, "/var/lib/otklik/bundles/current", "",
        "Folder of the bundle with the forms, places and profile that figures are counted by."},
    {Server, "certificate_file", Path, "/etc/otklik/server.pem", "",
        "TLS certificate chain, PEM."},
    {Server, "private_key_file", Path, "/etc/otklik/server.key", "",
        "Private key of the TLS certificate, PEM."},
    {Server, "authority_file", Path, "", "",
        "PEM of the authority that signed the certificate; put into each enrolment, so that kiosks "
        "trust it and no other. Empty: the certificate file itself."},
    {Server, "state_folder", Path, "/var/lib/otklik/server", "",
        "Folder of the server's box and receipt keys. Only the server may read it."},
    {Server, "public_url", Text, "https://127.0.0.1:8443", "",
        "Address under which kiosks reach the server; written into each enrolment."},
    {Server, "editions", Choice, "daily", "",
        "When figures move: daily is once, in the morning; at-once is for the demo, as soon as enough "
        "answers have come together to be shown.",
        0, 0, "daily|at-once"},
    {Server, "status_file", Path, "/run/otklik/server/status.json", "",
        "File that the server rewrites on a timer with its own state."},
});

}  // namespace

std::string_view name_of(Process process) {
    switch (process) {
        case Kiosk:
            return "kiosk";
        case Printd:
            return "printd";
        case Syncd:
            return "syncd";
        case Server:
            return "server";
    }
    OTK_UNREACHABLE();
}

std::span<const Setting> settings() { return rows; }

}  // namespace otk::config
