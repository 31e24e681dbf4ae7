import { addressRange, overlap, unroutedRanges } from '../contract/address-ranges';

/**
 * Names that no public DNS server answers: one label, and the domains that are reserved for a machine or a private network.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6761 2013: localhost
 * @see https://www.rfc-editor.org/rfc/rfc6762 2013: local
 * @see https://www.rfc-editor.org/rfc/rfc8375 2018: home.arpa
 * @see https://www.icann.org/en/board-activities-and-meetings/materials/approved-resolutions-special-meeting-of-the-icann-board-29-07-2024-en 2024: internal
 */
const privateName = /^[^.]+$|(?:^|\.)(?:localhost|local|internal|home\.arpa)$/;

/** What is wrong with the host of a URL that the whole internet must reach; undefined if nothing is. */
export function hostFault(url: string): string | undefined {
  // The standard's parser writes every spelling of an IPv4 address, such as 0x7f.1, as four decimal numbers.
  const host = URL.canParse(url) ? new URL(url).hostname.replace(/\.$/, '') : '';
  const address = addressRange(`${host}/32`);
  if (address !== undefined) {
    return unroutedRanges.some((cidr) => overlap(addressRange(cidr) ?? address, address))
      ? 'has an address that the internet does not route'
      : undefined;
  }
  return privateName.test(host) ? 'has a host that no public DNS server knows' : undefined;
}
