#include "core/pipeline/requeue_request.h"

namespace connectorscope {

std::string_view toString(RefusalKind kind)
{
    switch (kind) {
    case RefusalKind::NoSuchMessage:
        return "no-such-message";
    case RefusalKind::NotThere:
        return "not-there";
    case RefusalKind::InPickUp:
        return "in-pickup";
    case RefusalKind::Unreadable:
        return "unreadable";
    case RefusalKind::Changed:
        return "changed";
    case RefusalKind::Held:
        return "held";
    case RefusalKind::InRun:
        return "in-run";
    case RefusalKind::SiteCondition:
        return "site-condition";
    case RefusalKind::AlreadyTransferred:
        return "already-transferred";
    case RefusalKind::MailLoop:
        return "mail-loop";
    case RefusalKind::StillFatal:
        return "still-fatal";
    case RefusalKind::NoRecipient:
        return "no-recipient";
    case RefusalKind::BadRecipient:
        return "bad-recipient";
    case RefusalKind::TooManyRecipients:
        return "too-many-recipients";
    case RefusalKind::HeaderNotRead:
        return "header-not-read";
    case RefusalKind::HandedOverBefore:
        return "handed-over-before";
    case RefusalKind::OneAtFirst:
        return "one-at-first";
    case RefusalKind::NoStaging:
        return "no-staging";
    case RefusalKind::VaultFull:
        return "vault-full";
    }
    return {};
}

} // namespace connectorscope
