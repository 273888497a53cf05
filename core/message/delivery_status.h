#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

/// One recipient of a delivery status report (RFC 3464, 2.3), values decoded and without their type
/// ("rfc822;").
struct DeliveryStatusRecipient
{
    std::string finalRecipient;
    std::string originalRecipient;
    std::string action; ///< lower case: failed, delayed, delivered, relayed, expanded
    std::string status; ///< "5.1.1"
    std::string diagnosticCode;
    std::string remoteMta;
};

/// The body of a message/delivery-status part (RFC 3464).
struct DeliveryStatus
{
    std::string reportingMta;
    std::string originalEnvelopeId;
    std::string arrivalDate; ///< as it stands
    std::vector<DeliveryStatusRecipient> recipients;
};

/// Reads a decoded message/delivery-status body; what cannot be read is left out. Linear in the bytes.
DeliveryStatus parseDeliveryStatus(std::string_view body);

} // namespace connectorscope
