#include "core/diagnosis/limit_words.h"

#include "core/site/units.h"

#include <algorithm>

namespace connectorscope {

namespace {

/// Empty: the cause is about none.
std::string limitOf(const JudgeContext& context, const ReadLimits& limits, CauseId cause)
{
    switch (cause) {
    case CauseId::HeaderBlockTooLarge:
        return sizeText(context.headerSize);
    case CauseId::TooManyRecipients:
        return std::to_string(context.recipients);
    case CauseId::MailLoop:
        return std::to_string(context.receivedHops);
    case CauseId::NestingTooDeep:
        return std::to_string(limits.depth);
    case CauseId::TooManyParts:
        return std::to_string(limits.parts);
    case CauseId::MessageTooLarge:
        return sizeText(context.messageSize);
    default:
        return {};
    }
}

} // namespace

std::string meaningWithin(const JudgeContext& context, const ReadLimits& limits, const Cause& cause)
{
    std::string text(cause.meaning);
    const std::string limit = limitOf(context, limits, cause.key);
    if (limit.empty())
        return text;
    text.resize(std::min(text.rfind(" ("), text.rfind('.')));
    return text + " (" + limit + ").";
}

} // namespace connectorscope
