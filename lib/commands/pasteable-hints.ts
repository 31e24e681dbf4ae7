import type { Finding } from '../contract/findings';
import { pasteableText } from '../contract/pasteable-text';

/** The findings with every hint naming the fleet file that they are about, so that it can be pasted as it stands. */
export const pasteableHints = (findings: readonly Finding[], file: string): Finding[] =>
  findings.map((finding) => ({ ...finding, message: pasteableText(finding.message, file) }));
