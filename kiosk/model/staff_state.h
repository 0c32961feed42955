#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/form/form.h"

namespace otk::kiosk::model {

/// Where somebody of the staff is. Strip and Code are open to whoever holds the corner.
enum class StaffPage {
    Strip,       ///< how the kiosk fares
    Code,        ///< the number pad
    Menu,        ///< what can be done
    Slips,       ///< how many, or the job that goes on
    Preview,     ///< the slip as it will be printed
    Places,      ///< where the kiosk stands, and the places of the bundle
    PlaceDay,    ///< from which day at the chosen one
    Details,     ///< queue and network in numbers
    Cleaning,    ///< nothing can be touched
    Comfort,     ///< brightness and volume
    ScreenTest,  ///< colour fields, then cells to touch
    About,
    Restart,  ///< sure?
};

/// What the printer service says of its printer (docs/PRINTING.md), or why it says nothing.
enum class PrinterCondition {
    Unasked,  ///< the first answer has not come yet
    NoService,
    Ready,
    Busy,
    PaperLow,
    PaperOut,
    CoverOpen,
    Cutter,
    Offline,
    Absent,
    NoPermission,
    Unknown,
};

/// True for what a slip can be given to.
bool takes_slips(PrinterCondition condition);
/// True if a service is there: a job may wait for paper, not for a service.
bool takes_orders(PrinterCondition condition);

/// A job of slips that staff ordered, here or elsewhere.
struct StaffJob {
    enum class Fate { Queued, Sending, Printed, Failed, Unknown, Cancelled };
    std::int64_t id = 0;
    Fate fate = Fate::Queued;
    std::int64_t copies = 0;
    std::int64_t printed = 0;
    std::int64_t failed = 0;
    std::int64_t unknown = 0;
    bool paused = false;
    std::string place;  ///< as its slips name it

    bool is_open() const { return fate == Fate::Queued || fate == Fate::Sending; }
    friend bool operator==(const StaffJob&, const StaffJob&) = default;
};

/// What the courier's status file says, or why it says nothing.
struct NetworkFacts {
    enum class Condition { Unasked, NoService, NotEnrolled, Works, Retrying };
    Condition condition = Condition::Unasked;
    std::int64_t batches_waiting = 0;
    std::int64_t failures = 0;     ///< in a row
    std::string trouble;           ///< the word of the last error; empty without one
    std::string last_success_day;  ///< "2026-11-22"; empty: none since the courier began

    friend bool operator==(const NetworkFacts&, const NetworkFacts&) = default;
};

/// What the writer says of its disk (kiosk/writer/writer.h, Room).
enum class DiskRoom {
    Fine,
    Low,  ///< past a budget, long before answers have no room
    None,
};

/// How the kiosk fares, asked anew every second while staff look.
struct StaffFacts {
    PrinterCondition printer = PrinterCondition::Unasked;
    std::string printer_model;
    std::int64_t slips_waiting = 0;
    std::vector<StaffJob> jobs;  ///< the last ten, newest first
    NetworkFacts network;
    std::int64_t unsent = 0;  ///< responses without a receipt
    std::int64_t batches_unsent = 0;
    std::int64_t last_batch = 0;
    std::int64_t rows_damaged = 0;
    std::int64_t files_set_aside = 0;
    DiskRoom room = DiskRoom::Fine;
    std::optional<std::int64_t> disk_free_mib;  ///< none: nobody could measure
    std::int64_t buffer_mib = 0;
    bool enrolled = false;
    bool recording = false;
    std::string today;  ///< "2026-11-26", as the machine believes
    bool clock_trusted = false;

    friend bool operator==(const StaffFacts&, const StaffFacts&) = default;
};

/// What is asked about a test slip, in this order.
enum class SlipQuestion {
    Letters,  ///< can the Russian letters be read?
    Edges,    ///< is everything there, up to both edges?
    Symbol,   ///< is the QR symbol there, whole and black?
    Cut,      ///< is it cut off?
};
constexpr std::size_t slip_questions = 4;

/// What somebody saw of a test slip, and what the printer service proposes for it.
struct SlipJudgement {
    std::vector<bool> seen;  ///< by SlipQuestion, as far as they are answered
    bool is_asked = false;   ///< the printer service has not answered yet
    bool has_failed = false;
    std::string model;        ///< the proposed row of its table; empty: none was proposed yet
    std::string description;  ///< «Любой принтер ESC/POS, лента 80 мм»

    bool is_complete() const { return seen.size() == slip_questions; }
};

/// The picture of the slip that the printer service drew.
enum class PreviewState { Asked, Shown, Refused };
/// Its name for those who draw (widgets::Pictures).
constexpr std::string_view slip_preview = "slip-preview";

/// Why the number pad is shown again.
enum class CodeProblem {
    None,
    Wrong,
    Expired,
    Wait,
    Nobody,     ///< no PIN was set here yet
    NotJudged,  ///< the disk does not take the attempt
};

/// A place of the bundle.
struct PlaceChoice {
    std::string code;
    form::Texts name;
};

/// All that the staff's pages show beside the surroundings; written by StaffMode only.
struct StaffState {
    StaffPage page = StaffPage::Strip;
    std::string person;  ///< who has entered; empty: nobody
    int left_s = 0;      ///< until the way back to the visitors; minutes, then tens of seconds
    StaffFacts facts;

    std::size_t code_digits = 0;  ///< typed; which ones, no screen knows
    bool code_is_judged = false;  ///< just now, in the background
    CodeProblem code_problem = CodeProblem::None;
    int code_wait_s = 0;

    int copies = 10;
    bool is_ordering = false;             ///< the printer service has not answered yet
    bool order_failed = false;            ///< it took no order
    bool orders_test = false;             ///< that order, or the last one, was of a test slip
    std::optional<std::int64_t> watched;  ///< the job whose progress is shown
    SlipJudgement judgement;              ///< of the test slip that is watched
    PreviewState preview = PreviewState::Asked;

    std::string chosen_place;  ///< code, on PlaceDay
    std::string place_day;     ///< "2026-12-01", on PlaceDay
    bool place_failed = false;

    int cleaning_left_s = 0;

    static constexpr std::size_t test_columns = 8;
    static constexpr std::size_t test_rows = 8;
    /// ScreenTest: the colour field, from 0; behind the last one the cells.
    std::size_t test_step = 0;
    std::array<bool, test_columns * test_rows> test_touched{};
};

/// Colour fields of the screen test: red, green, blue, white, black.
constexpr std::size_t test_colours = 5;

/// The job that is shown; null if there is none or it is not among the last ten.
const StaffJob* watched_job(const StaffState& state);
/// The newest job that somebody paused; null if there is none.
const StaffJob* paused_job(const StaffState& state);

}  // namespace otk::kiosk::model
