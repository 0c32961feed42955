#pragma once

#include <functional>
#include <vector>

#include "sync/registry.h"

namespace otk::sync::test {

/// A server behind a registry: answers as `answer` says, keys without a request.
class FakeRegistry final : public Registry {
  public:
    std::function<PostOutcome(ByteView request)> answer;
    int asked = 0;

    PostOutcome post_enrolment(ByteView request) override {
        ++asked;
        return answer(request);
    }
    PostOutcome post_key_rotation(ByteView request) override {
        ++asked;
        return answer(request);
    }
    PostOutcome get_keys() override {
        ++asked;
        return answer({});
    }

    static PostOutcome says(int status, Bytes body = {}) {
        PostOutcome outcome;
        outcome.contact = Contact::Answered;
        outcome.status = status;
        outcome.body = std::move(body);
        return outcome;
    }
};

}  // namespace otk::sync::test
