/** How every artifact is pinned: by the SHA-256 of its content. */
export const pinnedDigest = /^sha256:[0-9a-f]{64}$/;

/** The same digest without its algorithm, as it stands beside a file. */
export const hexadecimalDigest = /^[0-9a-f]{64}$/;
