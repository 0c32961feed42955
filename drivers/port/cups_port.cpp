#include "drivers/port/cups_port.h"

#include <cups/cups.h>
#include <cups/http.h>
#include <cups/ipp.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <span>
#include <thread>
#include <utility>

#include "core/base/assert.h"
#include "core/base/format.h"

namespace otk::port {
namespace {

constexpr int look_interval_ms = 100;  // at a job; the scheduler tells only on asking
constexpr int cancel_ms_max = 5'000;   // the backend is told, and killed when it does not end
/// A printer that is switched on is reached within one; the backend would go on for minutes.
constexpr int connecting_ms_max = 5'000;
/// Only a job makes the scheduler notice that a printer is off, so the next try has to wait.
constexpr int offline_ms = 10'000;
constexpr std::size_t name_letters_max = 127;  // of a queue, CUPS
constexpr double page_points_max = 14'400;     // PDF 32000-1, annex C

/// What a reason says, without "-error", "-warning" and "-report" (RFC 8011, 5.4.12; the
/// scheduler's own is connecting-to-device). In the order in which it is told.
constexpr std::array reasons{
    std::pair{std::string_view("cover-open"), PrinterState::CoverOpen},
    std::pair{std::string_view("door-open"), PrinterState::CoverOpen},
    std::pair{std::string_view("interlock-open"), PrinterState::CoverOpen},
    std::pair{std::string_view("media-empty"), PrinterState::PaperOut},
    std::pair{std::string_view("media-needed"), PrinterState::PaperOut},
    std::pair{std::string_view("media-jam"), PrinterState::Cutter},
    std::pair{std::string_view("cutter-jam"), PrinterState::Cutter},
    std::pair{std::string_view("connecting-to-device"), PrinterState::Offline},
    std::pair{std::string_view("offline"), PrinterState::Offline},
    std::pair{std::string_view("timed-out"), PrinterState::Offline},
    std::pair{std::string_view("shutdown"), PrinterState::Offline},
    std::pair{std::string_view("paused"), PrinterState::Offline},
    std::pair{std::string_view("media-low"), PrinterState::PaperLow},
};

/// What CUPS's own backends say, in English, until they have reached the printer (cups/backend:
/// socket.c, ipp.c, usb-libusb.c); from the first byte on they say something else.
constexpr std::array not_reached{
    std::string_view("Connecting to printer."),
    std::string_view("Looking for printer."),
    std::string_view("The printer is busy."),
    std::string_view("The printer is in use."),
    std::string_view("The printer is not responding."),
    std::string_view("The printer is unreachable at this time."),
    std::string_view("The printer may not exist or is unavailable at this time."),
    std::string_view("Waiting for printer to become available."),
};

constexpr std::string_view raw_format = "application/vnd.cups-raw";
constexpr std::string_view pdf_format = "application/pdf";
constexpr std::string_view raster_format = "image/pwg-raster";

/// What the scheduler calls the model of a queue without a driver (cups/scheduler/printers.c).
constexpr std::string_view raw_queue = "Local Raw Printer";

/// A receipt printer would print a page's source as letters, over metres of paper.
Error page_into_raw_queue() {
    return {ErrorKind::Unsupported,
        "CUPS queue: it is raw, and was given a page; printd.cups_document = \"bytes\" is for it"};
}

/// Told once at most, since from then on the right one is made; or for ever of a queue that takes
/// neither.
Error page_of_another_kind() {
    return {ErrorKind::Unsupported, "CUPS queue: it does not take a page of this kind"};
}

std::string_view without_severity(std::string_view reason) {
    for (const std::string_view severity : {"-error", "-warning", "-report"}) {
        if (reason.ends_with(severity)) reason.remove_suffix(severity.size());
    }
    return reason;
}

bool has(const QueueReport& report, std::string_view wanted) {
    return std::any_of(report.reasons.begin(), report.reasons.end(),
        [wanted](const std::string& reason) { return without_severity(reason) == wanted; });
}

using Ipp = std::unique_ptr<ipp_t, decltype(&::ippDelete)>;
using Http = std::unique_ptr<http_t, decltype(&::httpClose)>;

/// Nobody is there to type a password.
const char* no_password(const char*, http_t*, const char*, const char*, void*) {
    return nullptr;
}

/// A scheduler that says nothing is not waited for again.
int give_up(http_t*, void*) {
    return 0;
}

Error refusal(ipp_status_t status) {
    ErrorKind kind = ErrorKind::Unavailable;
    if (status == IPP_STATUS_ERROR_NOT_FOUND) kind = ErrorKind::NotFound;
    const bool is_forbidden = status == IPP_STATUS_ERROR_FORBIDDEN ||
                              status == IPP_STATUS_ERROR_NOT_AUTHENTICATED ||
                              status == IPP_STATUS_ERROR_NOT_AUTHORIZED;
    if (is_forbidden) kind = ErrorKind::Permission;
    return {kind, format("CUPS queue: {}", ::ippErrorString(status))};
}

/// What is read of a queue and of a job. Without these names the scheduler tells all that it knows,
/// every sheet with every margin, and libcups reads each of them from the socket by itself.
constexpr std::array printer_attributes{"printer-state", "printer-state-reasons",
    "printer-state-message", "printer-make-and-model", "printer-is-accepting-jobs",
    "document-format-supported", "pwg-raster-document-resolution-supported"};
constexpr std::array job_attributes{"job-state"};

/// RFC 8011, 4.2.5.1 and 4.3.4.1: requested-attributes.
void want_only(ipp_t* request, std::span<const char* const> attributes) {
    ::ippAddStrings(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
        static_cast<int>(attributes.size()), nullptr, attributes.data());
}

/// One connection to the scheduler.
class Scheduler {
  public:
    static Result<Scheduler> connect(const CupsQueue& queue, const Deadline& deadline) {
        ::cupsSetPasswordCB2(&no_password, nullptr);
        Http http(::httpConnect2(queue.host.c_str(), queue.port, nullptr, AF_UNSPEC,
                      HTTP_ENCRYPTION_IF_REQUESTED, 1, std::max(deadline.left_ms(), 1), nullptr),
            &::httpClose);
        if (!http) return fail(ErrorKind::Unavailable, "CUPS: the print scheduler does not answer");
        return Scheduler(queue, std::move(http));
    }

    Result<QueueReport> report(const Deadline& deadline) {
        Ipp wanted = request(IPP_OP_GET_PRINTER_ATTRIBUTES);
        want_only(wanted.get(), printer_attributes);
        const Ipp reply = OTK_TRY(ask(std::move(wanted), deadline));
        QueueReport report;
        report.state = number_in(reply.get(), "printer-state");
        ipp_attribute_t* const told =
            ::ippFindAttribute(reply.get(), "printer-state-reasons", IPP_TAG_KEYWORD);
        for (int at = 0; at < ::ippGetCount(told); ++at)
            report.reasons.emplace_back(::ippGetString(told, at, nullptr));
        ipp_attribute_t* const message =
            ::ippFindAttribute(reply.get(), "printer-state-message", IPP_TAG_TEXT);
        if (message != nullptr) report.message = ::ippGetString(message, 0, nullptr);
        ipp_attribute_t* const made =
            ::ippFindAttribute(reply.get(), "printer-make-and-model", IPP_TAG_TEXT);
        report.is_raw = made != nullptr && raw_queue == ::ippGetString(made, 0, nullptr);
        read_formats(reply.get(), report);
        ipp_attribute_t* const accepts =
            ::ippFindAttribute(reply.get(), "printer-is-accepting-jobs", IPP_TAG_BOOLEAN);
        report.accepts_jobs = accepts == nullptr || ::ippGetBoolean(accepts, 0) != 0;
        return report;
    }

    struct Submitted {
        int job = 0;                 ///< 0: there is none
        bool may_have_left = false;  ///< the scheduler got it and did not say what it did
        std::optional<Error> error;
    };

    Submitted submit(ByteView slip, const Deadline& deadline) {
        limit(deadline);
        const Ipp wanted = request(IPP_OP_PRINT_JOB);
        ::ippAddString(wanted.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", nullptr, "slip");
        ::ippAddString(wanted.get(), IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format",
            nullptr, std::string(document_format(slip)).c_str());
        add_page_size(wanted.get(), page_size_of(slip));
        const std::size_t length = ::ippLength(wanted.get()) + slip.size();
        if (::cupsSendRequest(m_http.get(), wanted.get(), m_resource.c_str(), length) !=
            HTTP_STATUS_CONTINUE)
            return {0, false, refusal(::cupsLastError())};
        const bool is_written = ::cupsWriteRequestData(m_http.get(), text_of(slip).data(),
                                    slip.size()) == HTTP_STATUS_CONTINUE;
        // Also after a failed write: the scheduler may have said why.
        const Ipp reply(::cupsGetResponse(m_http.get(), m_resource.c_str()), &::ippDelete);
        if (!reply) return {0, is_written, refusal(::cupsLastError())};
        if (::ippGetStatusCode(reply.get()) >= IPP_STATUS_ERROR_BAD_REQUEST)
            return {0, false, refusal(::ippGetStatusCode(reply.get()))};
        return {number_in(reply.get(), "job-id"), true, std::nullopt};
    }

    Result<int> job_state(int job, const Deadline& deadline) {
        Ipp wanted = request(IPP_OP_GET_JOB_ATTRIBUTES, job);
        want_only(wanted.get(), job_attributes);
        const Ipp reply = OTK_TRY(ask(std::move(wanted), deadline));
        return number_in(reply.get(), "job-state");
    }

    Result<void> cancel(int job, const Deadline& deadline) {
        OTK_TRY(ask(request(IPP_OP_CANCEL_JOB, job), deadline));
        return {};
    }

  private:
    Scheduler(const CupsQueue& queue, Http http)
        : m_http(std::move(http)),
          m_resource("/printers/" + queue.name),
          m_uri("ipp://localhost" + m_resource) {}

    void limit(const Deadline& deadline) {
        constexpr double milliseconds = 1'000;
        const double seconds = std::max(deadline.left_ms(), 1) / milliseconds;
        ::httpSetTimeout(m_http.get(), seconds, &give_up, nullptr);
    }

    Ipp request(ipp_op_t operation, int job = 0) const {
        Ipp wanted(::ippNewRequest(operation), &::ippDelete);
        // The language in which a job's backend tells how it gets on: not_reached.
        ipp_attribute_t* language =
            ::ippFindAttribute(wanted.get(), "attributes-natural-language", IPP_TAG_LANGUAGE);
        ::ippSetString(wanted.get(), &language, 0, "en");
        ::ippAddString(
            wanted.get(), IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr, m_uri.c_str());
        if (job != 0)
            ::ippAddInteger(wanted.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
        ::ippAddString(wanted.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name",
            nullptr, ::cupsUser());
        return wanted;
    }

    Result<Ipp> ask(Ipp wanted, const Deadline& deadline) {
        limit(deadline);
        // Takes the request.
        Ipp reply(::cupsDoRequest(m_http.get(), wanted.release(), "/"), &::ippDelete);
        const ipp_status_t status = reply ? ::ippGetStatusCode(reply.get()) : ::cupsLastError();
        if (!reply || status >= IPP_STATUS_ERROR_BAD_REQUEST) return Failure(refusal(status));
        return reply;
    }

    /// Else the queue would blow the slip up to its usual sheet, and turn one that is wider than
    /// high.
    static void add_page_size(ipp_t* wanted, const std::optional<PageSize>& size) {
        if (!size) return;
        ::ippAddString(wanted, IPP_TAG_JOB, IPP_TAG_KEYWORD, "print-scaling", nullptr, "none");
        // The scheduler's own filters know these two (cups-filters, pdftopdf); others pass them by.
        ::ippAddBoolean(wanted, IPP_TAG_JOB, "pdftopdfAutoRotate", 0);
        ::ippAddString(wanted, IPP_TAG_JOB, IPP_TAG_KEYWORD, "position", nullptr, "top");
        const Ipp dimensions(::ippNew(), &::ippDelete);
        ::ippAddInteger(
            dimensions.get(), IPP_TAG_ZERO, IPP_TAG_INTEGER, "x-dimension", size->width);
        ::ippAddInteger(
            dimensions.get(), IPP_TAG_ZERO, IPP_TAG_INTEGER, "y-dimension", size->height);
        const Ipp media(::ippNew(), &::ippDelete);
        ::ippAddCollection(media.get(), IPP_TAG_ZERO, "media-size", dimensions.get());
        for (const char* side : {"top", "bottom", "left", "right"})
            ::ippAddInteger(media.get(), IPP_TAG_ZERO, IPP_TAG_INTEGER,
                format("media-{}-margin", side).c_str(), 0);
        ::ippAddCollection(wanted, IPP_TAG_JOB, "media-col", media.get());
    }

    static void read_formats(ipp_t* reply, QueueReport& report) {
        ipp_attribute_t* const formats =
            ::ippFindAttribute(reply, "document-format-supported", IPP_TAG_MIMETYPE);
        const auto takes = [formats](const char* format) {
            return ::ippContainsString(formats, format) != 0;
        };
        report.takes_pdf = formats == nullptr || takes("application/pdf");
        report.takes_raster = formats != nullptr && takes("image/pwg-raster");
        ipp_attribute_t* const resolutions = ::ippFindAttribute(
            reply, "pwg-raster-document-resolution-supported", IPP_TAG_RESOLUTION);
        for (int at = 0; at < ::ippGetCount(resolutions); ++at) {
            int down = 0;
            ipp_res_t unit = IPP_RES_PER_INCH;
            const int across = ::ippGetResolution(resolutions, at, &down, &unit);
            if (unit == IPP_RES_PER_INCH && across == down && across > 0)
                report.raster_dots_per_inch.push_back(across);
        }
    }

    static int number_in(ipp_t* reply, const char* name) {
        ipp_attribute_t* const found = ::ippFindAttribute(reply, name, IPP_TAG_ZERO);
        return found == nullptr ? 0 : ::ippGetInteger(found, 0);
    }

    Http m_http;
    std::string m_resource;
    std::string m_uri;
};

void pause(const Deadline& deadline) {
    std::this_thread::sleep_for(
        std::chrono::milliseconds(std::min(look_interval_ms, deadline.left_ms())));
}

/// Looks at the job until it has ended or the time is over; its last state.
Result<int> wait_for_end(Scheduler& scheduler, int job, const Deadline& deadline) {
    for (;;) {
        const int state = OTK_TRY(scheduler.job_state(job, deadline));
        if (state >= IPP_JSTATE_CANCELED || deadline.is_over()) return state;
        pause(deadline);
    }
}

/// The same, but gives up on a printer that is not reached.
Result<int> follow(Scheduler& scheduler, int job, const Deadline& deadline) {
    Deadline connected = deadline.or_in(connecting_ms_max);
    for (;;) {
        const int state = OTK_TRY(scheduler.job_state(job, deadline));
        if (state >= IPP_JSTATE_CANCELED || deadline.is_over()) return state;
        const QueueReport report = OTK_TRY(scheduler.report(deadline));
        if (!is_connecting(report)) connected = deadline.or_in(connecting_ms_max);
        if (connected.is_over()) return state;
        pause(deadline);
    }
}

/// The end of a job that did not end by itself.
Delivery give_up_job(Scheduler& scheduler, int job, int state) {
    const Deadline deadline(cancel_ms_max);
    const auto report = scheduler.report(deadline);
    const bool has_not_left = state == IPP_JSTATE_PENDING || (report && is_connecting(*report));
    const auto cancelled = scheduler.cancel(job, deadline);
    const auto last = wait_for_end(scheduler, job, deadline);
    if (last && *last == IPP_JSTATE_COMPLETED) return {Fate::Printed, std::nullopt};
    const auto told = report ? std::optional(state_of(*report)) : std::nullopt;
    const bool is_safe = has_not_left && cancelled && last && *last == IPP_JSTATE_CANCELED;
    return {is_safe ? Fate::NotStarted : Fate::Unknown,
        Error{ErrorKind::Unavailable, "CUPS queue: the job did not end in time"}, told};
}

}  // namespace

Result<CupsQueue> CupsQueue::parse(std::string_view text) {
    CupsQueue queue;
    const std::size_t slash = text.find('/');
    if (slash != std::string_view::npos) {
        const std::string_view server = text.substr(0, slash);
        const std::size_t colon = server.rfind(':');
        const std::string_view port =
            colon == std::string_view::npos ? "" : server.substr(colon + 1);
        const auto [end, problem] =
            std::from_chars(port.data(), port.data() + port.size(), queue.port);
        const bool is_port = problem == std::errc() && end == port.data() + port.size();
        if (!is_port || queue.port < 1 || queue.port > 65'535 || colon == 0)
            return fail(ErrorKind::InvalidInput, "CUPS queue: address:port/name expected");
        queue.host = server.substr(0, colon);
        text.remove_prefix(slash + 1);
    }
    const bool is_name = !text.empty() && text.size() <= name_letters_max &&
                         std::all_of(text.begin(), text.end(), [](char letter) {
                             return (letter >= 'a' && letter <= 'z') ||
                                    (letter >= 'A' && letter <= 'Z') ||
                                    (letter >= '0' && letter <= '9') || letter == '-' ||
                                    letter == '_' || letter == '.';
                         });
    if (!is_name) {
        return fail(ErrorKind::InvalidInput,
            "CUPS queue: a name of letters, digits, \"-\", \"_\" and \".\" expected");
    }
    queue.name = text;
    return queue;
}

PrinterState state_of(const QueueReport& report) {
    for (const auto& [reason, state] : reasons) {
        if (has(report, reason)) return state;
    }
    const bool takes_nothing = !report.accepts_jobs || report.state == IPP_PSTATE_STOPPED;
    if (takes_nothing || is_connecting(report)) return PrinterState::Offline;
    if (report.state == IPP_PSTATE_PROCESSING) return PrinterState::Busy;
    return report.state == IPP_PSTATE_IDLE ? PrinterState::Ready : PrinterState::Unknown;
}

bool is_connecting(const QueueReport& report) {
    const bool says_so =
        std::find(not_reached.begin(), not_reached.end(), report.message) != not_reached.end();
    return has(report, "connecting-to-device") ||
           (report.state == IPP_PSTATE_PROCESSING && says_so);
}

int page_dots_per_inch(const QueueReport& report, int printer_dots_per_inch) {
    if (report.takes_pdf || !report.takes_raster) return 0;
    const auto far = [printer_dots_per_inch](
                         int dots) { return std::abs(dots - printer_dots_per_inch); };
    const auto nearest = std::min_element(report.raster_dots_per_inch.begin(),
        report.raster_dots_per_inch.end(), [far](int a, int b) { return far(a) < far(b); });
    return nearest == report.raster_dots_per_inch.end() ? printer_dots_per_inch : *nearest;
}

std::string_view document_format(ByteView slip) {
    const std::string_view text = text_of(slip);
    if (text.starts_with("%PDF")) return pdf_format;
    if (text.starts_with("RaS2")) return raster_format;
    return raw_format;
}

namespace {

/// Its first header's fields, most significant byte first (PWG 5102.4, table 1); the offsets count
/// the four letters before it.
std::optional<PageSize> raster_size_of(ByteView raster) {
    constexpr std::size_t resolution_at = 4 + 276;
    constexpr std::size_t width_at = 4 + 372;
    constexpr std::size_t height_at = 4 + 376;
    constexpr std::size_t header_end = 4 + 1796;
    constexpr int hundredths_per_inch = 2540;
    constexpr std::uint32_t number_max = 100'000;
    if (raster.size() < header_end) return std::nullopt;
    const auto number = [raster](std::size_t at) {
        std::uint32_t value = 0;
        for (const std::uint8_t byte : raster.subspan(at, 4))
            value = value << 8U | byte;
        return value;
    };
    const std::array fields{number(resolution_at), number(width_at), number(height_at)};
    for (const std::uint32_t field : fields) {
        if (field == 0 || field > number_max) return std::nullopt;
    }
    const auto hundredths = [&fields](std::uint32_t dots) {
        return static_cast<int>(std::lround(dots * double{hundredths_per_inch} / fields[0]));
    };
    return PageSize{hundredths(fields[1]), hundredths(fields[2])};
}

std::optional<PageSize> pdf_size_of(ByteView pdf) {
    constexpr std::string_view before = "/MediaBox [ 0 0 ";
    constexpr double hundredths_per_point = 2540.0 / 72;
    const std::string_view text = text_of(pdf);
    const std::size_t found = text.find(before);
    if (found == std::string_view::npos) return std::nullopt;
    const char* at = text.data() + found + before.size();
    const char* const end = text.data() + text.size();
    std::array<int, 2> sides{};
    for (int& side : sides) {
        while (at != end && *at == ' ')
            ++at;
        double points = 0;
        const auto [past, problem] = std::from_chars(at, end, points);
        if (problem != std::errc() || !(points > 0 && points < page_points_max))
            return std::nullopt;
        side = static_cast<int>(std::lround(points * hundredths_per_point));
        at = past;
    }
    return PageSize{sides[0], sides[1]};
}

}  // namespace

std::optional<PageSize> page_size_of(ByteView page) {
    return document_format(page) == raster_format ? raster_size_of(page) : pdf_size_of(page);
}

Delivery CupsPort::print(ByteView slip, int deadline_ms) {
    OTK_ASSERT(!slip.empty());
    const Deadline deadline(deadline_ms);
    auto scheduler = Scheduler::connect(m_queue, deadline);
    if (!scheduler) return {Fate::NotStarted, scheduler.error(), PrinterState::Offline};
    if (document_format(slip) != raw_format) {
        const auto report = scheduler->report(deadline);
        if (!report) return {Fate::NotStarted, report.error(), state_of(report.error().kind)};
        m_page_dots_per_inch = port::page_dots_per_inch(*report, m_printer_dots_per_inch);
        if (report->is_raw) return {Fate::NotStarted, page_into_raw_queue()};
        const bool is_taken =
            document_format(slip) == pdf_format ? report->takes_pdf : report->takes_raster;
        if (!is_taken) return {Fate::NotStarted, page_of_another_kind()};
    }
    const auto submitted = scheduler->submit(slip, deadline);
    if (submitted.job == 0) {
        return {submitted.may_have_left ? Fate::Unknown : Fate::NotStarted,
            submitted.error.value_or(Error{ErrorKind::Unavailable, "CUPS queue: no job was made"})};
    }
    const auto state = follow(*scheduler, submitted.job, deadline);
    if (!state) return {Fate::Unknown, state.error()};
    if (*state == IPP_JSTATE_COMPLETED) return {Fate::Printed, std::nullopt};
    if (*state < IPP_JSTATE_CANCELED) {
        Delivery given_up = give_up_job(*scheduler, submitted.job, *state);
        if (given_up.state == PrinterState::Offline) m_offline.emplace(offline_ms);
        return given_up;
    }
    return {Fate::Unknown,
        Error{ErrorKind::Unavailable, "CUPS queue: the job was cancelled or aborted"}};
}

Result<PrinterState> CupsPort::state(int deadline_ms) {
    if (m_offline && !m_offline->is_over()) return PrinterState::Offline;
    const Deadline deadline(deadline_ms);
    auto scheduler = Scheduler::connect(m_queue, deadline);
    if (!scheduler) return PrinterState::Offline;
    const auto report = scheduler->report(deadline);
    if (!report) return state_of(report.error().kind);
    m_page_dots_per_inch = port::page_dots_per_inch(*report, m_printer_dots_per_inch);
    return state_of(*report);
}

}  // namespace otk::port
