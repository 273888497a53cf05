#pragma once

#include "core/message/address.h"

#include <cstddef>
#include <string>

namespace connectorscope {

/// Fills an AddressList while it is read: judges each address, keeps the issues bounded and the groups in
/// order. For address_list.cpp and its lexer only.
class AddressGatherer
{
public:
    explicit AddressGatherer(std::size_t most)
        : m_most(most)
    {
    }

    /// Keeps the address and reports what makes it unusable; beyond the limit it only counts it.
    void add(Address address, std::size_t begin, std::size_t end);
    void report(AddressFault fault, std::size_t begin, std::size_t end);

    /// The addresses that follow are its members. Closes the group before it, if that is still open.
    void openGroup(std::string name, std::size_t begin);
    /// Does nothing where no group is open.
    void closeGroup(bool closed, std::size_t end);

    AddressList list;

private:
    std::size_t m_most;
    bool m_groupOpen = false;
};

} // namespace connectorscope
