#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/staff/audit.h"
#include "core/staff/door.h"
#include "kiosk/model/staff_order.h"
#include "kiosk/shell/backlight.h"
#include "kiosk/shell/comfort.h"
#include "kiosk/shell/print_client.h"
#include "kiosk/writer/writer.h"

namespace otk::kiosk::shell {

/// Carries out staff's orders on a thread of its own, since a PIN costs half a second, and disk and
/// printer service whatever they like. While somebody looks it asks the printer service, the
/// courier's status file and the writer's numbers once a second; else it sleeps. Deeds of those who
/// entered are noted in the audit.
class StaffDesk {
  public:
    struct Options {
        Path state_folder;
        Path printd_socket;  ///< empty: nothing is printed here
        Path syncd_status_file;
        Slip slip;  ///< of the place; its template is empty where the form names none
        std::string configured_place;
        std::shared_ptr<Backlight> backlight = {};  ///< null: the panel's lamp cannot be reached
    };

    /// All are called on the desk's thread.
    struct Listener {
        std::function<void(model::StaffFacts)> facts;
        std::function<void(model::CodeJudged)> judged;
        std::function<void(model::JobTaken)> taken;
        std::function<void(model::PlacePlanned)> planned;
        std::function<void(model::SlipPreviewed)> previewed = {};
        std::function<void(model::SlipAdvised)> advised = {};
    };

    StaffDesk(Options options, Listener listener, const Clock& clock,
        std::function<writer::Status()> ask_writer);
    /// What was ordered is carried out first.
    ~StaffDesk();
    StaffDesk(const StaffDesk&) = delete;
    StaffDesk& operator=(const StaffDesk&) = delete;

    /// Any thread, never waits.
    void take(model::StaffOrder order);

  private:
    void serve();
    void carry_out(const model::StaffOrder& order);
    void judge(const model::StaffOrder& order);
    void print(const model::StaffOrder& order, const Slip& slip);
    void change_job(const model::StaffOrder& order, const char* operation) const;
    void preview() const;
    void advise(const std::string& seen) const;
    void shine(const model::StaffOrder& order);
    void keep_comfort() const;
    void plan_place(const model::StaffOrder& order);
    void note(
        const model::StaffOrder& order, staff::Deed deed, const std::string& detail = {}) const;
    model::StaffFacts facts() const;

    Options m_options;
    Listener m_listener;
    const Clock& m_clock;
    std::function<writer::Status()> m_ask_writer;
    staff::Door m_door;
    Comfort m_comfort;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<model::StaffOrder> m_orders;
    bool m_looks = false;
    bool m_stopping = false;
    std::thread m_thread;
};

}  // namespace otk::kiosk::shell
