#pragma once

#include "ui/acting/act.h"

#include <cstdint>
#include <string>
#include <vector>

namespace connectorscope {

/// How many messages shall be requeued at once.
struct BulkWish
{
    bool repair = true;  ///< what makes one corrupt or blocked
    std::string mailbox; ///< of those that name none; empty: they stay
    std::string sender;  ///< of those that do not tell it, for a repair; empty: they stay
};

/// Why messages are not requeued, or what is to be known before they are, and of how many.
struct BulkReason
{
    Refusal refusal; ///< of a warning only the reason
    std::uint64_t count = 0;
};

/// What requeueing many messages would come to; a plain value.
struct BulkPlan
{
    BulkWish wish;
    std::uint64_t looked = 0;           ///< at so many
    std::vector<std::string> passing;   ///< as they are, or repaired
    std::vector<std::string> toMailbox; ///< go through to BulkWish::mailbox
    std::uint64_t repaired = 0;         ///< of those that go through
    std::uint64_t needMailbox = 0;      ///< would go through if somebody said who gets them
    std::uint64_t needSender = 0;       ///< the same for who sent them
    std::uint64_t refused = 0;
    std::vector<BulkReason> reasons;  ///< of those that are refused, the most frequent first
    std::vector<BulkReason> warnings; ///< of those that go through
    bool isOneAtFirst = false;        ///< the only thing in the way of all: one has to prove it

    std::uint64_t goThrough() const { return passing.size() + toMailbox.size(); }
    /// Of those that go through; with `isOneAtFirst` of the first.
    ActRequest request() const;
};

/// Somebody has only to say who gets it.
bool wantsMailbox(const Refusal& refusal);
bool wantsMailbox(const RequeuePreview& preview);
/// Somebody has only to say who sent it.
bool wantsSender(const RequeuePreview& preview);

/// Adds up the dry runs of many messages.
class BulkSum
{
public:
    /// `ofSite`: what the site refuses of so many, whatever the message is.
    BulkSum(const BulkWish& wish, std::vector<Refusal> ofSite);

    void add(const RequeuePreview& preview, bool toMailbox);
    BulkPlan take();

private:
    static void count(std::vector<BulkReason>& reasons, const Refusal& refusal);

    BulkPlan m_plan;
    std::vector<Refusal> m_ofSite;
};

} // namespace connectorscope
