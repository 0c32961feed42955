#include "kiosk/model/intent_traits.h"

#include "core/base/assert.h"

namespace otk::kiosk::model {

IntentTraits traits_of(IntentKind kind) {
    constexpr bool leads_back = true;
    switch (kind) {
        case IntentKind::Shift:
        case IntentKind::SwitchLetters:
        case IntentKind::Enter:
        case IntentKind::Find:
        case IntentKind::Done:
            return {IntentPlace::Page};
        case IntentKind::Back:
            return {IntentPlace::Page, leads_back};
        case IntentKind::Choose:
        case IntentKind::Toggle:
        case IntentKind::Type:
        case IntentKind::Erase:
        case IntentKind::Next:
        case IntentKind::TurnTo:
        case IntentKind::Undo:
            return {IntentPlace::PageAndLetters};
        case IntentKind::ShowFound:
            return {IntentPlace::PageAndLetters, leads_back};
        case IntentKind::SwitchLanguage:
        case IntentKind::Larger:
        case IntentKind::Contrast:
        case IntentKind::Lower:
        case IntentKind::Listen:
            return {IntentPlace::View};
        case IntentKind::Repeat:
        case IntentKind::Volume:
            return {IntentPlace::Voice};
        case IntentKind::NextVisitor:
        case IntentKind::Print:
        case IntentKind::WhatWeRecord:
            return {IntentPlace::Visit};
        case IntentKind::CloseDialog:
        case IntentKind::StillHere:
            return {IntentPlace::Visit, leads_back};
        case IntentKind::Staff:
            return {IntentPlace::Staff};
    }
    OTK_UNREACHABLE();
}

}  // namespace otk::kiosk::model
