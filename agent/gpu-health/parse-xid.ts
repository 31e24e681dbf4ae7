/** An error that NVIDIA's driver wrote into the kernel log. */
export interface XidError {
  readonly code: number;
  /** PCI address of the GPU. */
  readonly device: string;
}

/** Older drivers leave `PCI:` out. @see https://docs.nvidia.com/deploy/xid-errors/ */
const form = /NVRM: Xid \((?:PCI:)?([0-9a-fA-F:.]+)\): (\d+)/;

/** Undefined for every other line. */
export function parseXid(line: string): XidError | undefined {
  const [, device, code] = form.exec(line) ?? [];
  return device === undefined || code === undefined ? undefined : { code: Number(code), device };
}
