#include "core/form/walk/walk.h"

#include <algorithm>

#include "core/form/walk/sample.h"
#include "core/form/walk/whole_walk.h"

namespace otk::form {

Walk walk(const std::shared_ptr<const Form>& form, const WalkOptions& options) {
    walk_parts::Ground ground(form, options);
    if (walk_parts::walk_whole(ground)) {
        ground.prove();
    } else {
        ground.walk().is_complete = false;
        walk_parts::walk_sample(ground);
    }
    Walk walked = std::move(ground.walk());
    std::stable_sort(walked.routes.begin(), walked.routes.end(),
        [](const Route& a, const Route& b) { return a.combinations > b.combinations; });
    return walked;
}

}  // namespace otk::form
