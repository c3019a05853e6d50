"""Which addresses belong to the open internet: nobody makes us knock at our own doors."""

from ipaddress import IPv4Address, IPv6Address

Address = IPv4Address | IPv6Address
_NAT64 = 0x0064FF9B << 64  # 64:ff9b::/96, an IPv4 address in its last 32 bits


def is_public(address: Address) -> bool:
    """Whether it belongs to the open internet; what is wrapped in another is looked at itself."""
    if isinstance(address, IPv6Address):
        if int(address) >> 32 << 32 == _NAT64 << 32:
            return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
        if address.is_site_local:
            return False
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is not None:
            return is_public(inner)
    is_special = address.is_private or address.is_reserved or address.is_multicast or address.is_unspecified
    return address.is_global and not (is_special or address.is_loopback or address.is_link_local)
