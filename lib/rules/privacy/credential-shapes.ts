/** Patterns of credentials: well-known prefixes, key files, assignments, addresses with a password. */
const shapes: readonly RegExp[] = [
  /\b(AKIA|ASIA)[0-9A-Z]{16}\b/,
  /aws_(secret_access_key|session_token)/i,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\bhf_[A-Za-z0-9]{20,}/,
  /\b(ghp|gho|ghs)_[A-Za-z0-9]{20,}|\bgithub_pat_\w{20,}/,
  /\bsk-[A-Za-z0-9_-]{20,}/,
  /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}/,
  /(password|passwd|secret|token|api[_-]?key)["']?\s*[=:]\s*["']?[^\s"'$<{?]{8,}/i,
  /:\/\/[^\s/:@]+:[^\s/:@]+@/,
  // A dynamic reference puts the secret itself into the resource.
  /\{\{resolve:(secretsmanager|ssm-secure):/,
];

export const looksLikeCredential = (text: string): boolean => shapes.some((shape) => shape.test(text));
