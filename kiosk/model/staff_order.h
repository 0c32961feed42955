#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kiosk/model/staff_state.h"

namespace otk::kiosk::model {

/// What staff want of the world around the model, each with the number of who wants it.
enum class StaffOrderKind {
    Look,       ///< tell the facts every second from now on
    LookAway,   ///< no longer
    Judge,      ///< text: the code, number: of the try; answered by CodeJudged
    Print,      ///< number: slips of this place; answered by JobTaken
    PrintTest,  ///< one slip that leads nowhere; answered by JobTaken
    Pause,      ///< number: the job
    Resume,     ///< the same
    Cancel,     ///< the same
    Preview,    ///< the slip of this place as a picture; answered by SlipPreviewed
    Advise,  ///< text: what somebody saw of a test slip ("yes no yes yes"); answered by SlipAdvised
    Clean,   ///< for the audit
    Brightness,  ///< number: percent, from now on at these hours
    Volume,      ///< number: the step at which a visit begins
    PlanPlace,   ///< text: the place's code, day: from when; answered by PlacePlanned
    Restart,     ///< end the program so that its manager starts it again
};

struct StaffOrder {
    StaffOrderKind kind;
    int person = 0;  ///< 0: without PIN
    std::int64_t number = 0;
    std::string text;
    std::string day;

    friend bool operator==(const StaffOrder&, const StaffOrder&) = default;
};

/// What the world tells the staff's pages.
struct CodeJudged {
    int number = 0;  ///< who may enter; 0: nobody
    std::string name;
    CodeProblem problem = CodeProblem::None;
    std::int64_t wait_ms = 0;  ///< until the next code is judged
    std::int64_t attempt = 0;  ///< the number of the order that it answers
};
struct JobTaken {
    std::int64_t job = 0;  ///< 0: it was not
};
struct SlipPreviewed {
    std::vector<std::uint8_t> png;  ///< empty: there is none
};
struct SlipAdvised {
    std::string model;  ///< empty: no answer
    std::string description;
};
struct PlacePlanned {
    std::string code;  ///< from `day` on; empty: it could not be written down
    std::string day;
};

}  // namespace otk::kiosk::model
