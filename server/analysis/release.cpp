#include "server/analysis/release.h"

#include <algorithm>

#include "core/base/assert.h"

namespace otk::analysis {
namespace {

using Reads = std::map<std::string, std::set<std::string>>;

/// All that decide about a question, over however many others; itself too if it is in a ring.
std::set<std::string> all_read_by(const std::string& question, const Reads& reads) {
    std::set<std::string> found;
    std::vector<std::string> open{question};
    while (!open.empty()) {
        const auto direct = reads.find(open.back());
        open.pop_back();
        if (direct == reads.end()) continue;
        for (const std::string& read : direct->second) {
            if (found.insert(read).second) open.push_back(read);
        }
    }
    return found;
}

bool is_asked(const Answers& answers, const std::string& question) {
    const auto found = answers.find(question);
    return found != answers.end() && found->second.asked > 0;
}

bool may_go(const ReleaseOrder::Group& group, const Answers& gathered, const Answers& waiting,
    std::int64_t k) {
    const auto waits = [&](const std::string& other) { return is_asked(waiting, other); };
    const auto is_full = [&](const std::string& question) {
        return !is_asked(gathered, question) || gathered.at(question).answered >= k;
    };
    return std::none_of(group.after.begin(), group.after.end(), waits) &&
           std::all_of(group.questions.begin(), group.questions.end(), is_full);
}

void move_group(const ReleaseOrder::Group& group, Answers& from, Answers& to) {
    for (const std::string& question : group.questions) {
        auto node = from.extract(question);
        if (!node.empty() && node.mapped().asked > 0) to.insert(std::move(node));
    }
}

}  // namespace

void add(Answers& sum, const Answers& part) {
    for (const auto& [question, amounts] : part) {
        Amounts& target = sum[question];
        target.asked += amounts.asked;
        target.answered += amounts.answered;
        for (const auto& [option, n] : amounts.options)
            target.options[option] += n;
    }
}

Answers without(const Answers& whole, const Answers& part) {
    Answers left;
    for (const auto& [question, amounts] : whole) {
        Amounts rest = amounts;
        if (const auto found = part.find(question); found != part.end()) {
            rest.asked -= found->second.asked;
            rest.answered -= found->second.answered;
            for (const auto& [option, n] : found->second.options)
                rest.options[option] -= n;
        }
        if (rest.asked <= 0) continue;
        rest.answered = std::max<std::int64_t>(0, rest.answered);
        std::erase_if(rest.options, [](const auto& option) { return option.second <= 0; });
        left.emplace(question, std::move(rest));
    }
    return left;
}

ReleaseOrder::ReleaseOrder(const Reads& reads) {
    std::map<std::string, std::set<std::string>> closure;
    for (const auto& [question, direct] : reads) {
        closure[question] = all_read_by(question, reads);
        for (const std::string& read : direct)
            closure[read] = all_read_by(read, reads);
    }
    std::set<std::string> placed;
    for (const auto& [question, after] : closure) {
        if (placed.contains(question)) continue;
        Group group{.questions = {question}, .after = after};
        for (const std::string& read : after) {
            if (closure.at(read).contains(question)) group.questions.insert(read);
        }
        for (const std::string& member : group.questions)
            group.after.erase(member);
        placed.insert(group.questions.begin(), group.questions.end());
        m_groups.push_back(std::move(group));
    }
    // What decides about a group waits for strictly fewer than the group does.
    std::stable_sort(m_groups.begin(), m_groups.end(), [](const Group& left, const Group& right) {
        return left.after.size() < right.after.size();
    });
}

Release release(Answers gathered, const ReleaseOrder& order, std::int64_t k) {
    OTK_ASSERT(k > 0);
    Release result;
    const auto let_out = [&](const ReleaseOrder::Group& group) {
        const bool goes = may_go(group, gathered, result.waiting, k);
        move_group(group, gathered, goes ? result.released : result.waiting);
    };
    for (const ReleaseOrder::Group& group : order.groups())
        let_out(group);
    while (!gathered.empty())
        let_out({.questions = {gathered.begin()->first}, .after = {}});
    return result;
}

}  // namespace otk::analysis
