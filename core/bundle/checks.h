#pragma once

#include "core/base/result.h"
#include "core/bundle/bundle.h"

namespace otk::bundle {

/// What makes a bundle whole; the first thing that does not fit is InvalidInput:
/// every place's form is there, a form for staff only in a staff room (R03); owner, places and
/// forms speak every language of texts/; every direction that a form can yield is one of the
/// profile's, for the form's audience (R04–R12); nothing that the profile drops is left; every slip
/// template exists.
Result<void> check_bundle(const Bundle& bundle);

}  // namespace otk::bundle
