import { imageReference } from '../../artifacts/image-reference';
import type { OciImage } from '../../artifacts/oci-image';
import { platformFindings } from '../../artifacts/platform-findings';
import { fileFinding } from '../../artifacts/weights-findings';
import type { Finding } from '../../contract/findings';
import type { Plan } from '../../plan/plan';
import { bytesText } from '../../report/transfer-text';
import { copyImage } from './copy-image';
import { ImageSource } from './image-source';
import { type ImagePin, imageOptions, type PushOrder } from './push-order';
import { readDockerLogin } from './read-docker-login';
import { spoolRoom } from './spool-blob';

/** An image from a registry, for every region: what a tag means now is what all of them run. */
export function remoteImageOrder(plan: Plan, pin: ImagePin, text: string): PushOrder {
  const reference = imageReference(text, imageOptions[pin]);
  if ('level' in reference) {
    return refused(reference);
  }
  const login = readDockerLogin(reference.host);
  if ('level' in login) {
    return refused(login);
  }
  return {
    findings: [],
    read: async () => {
      const source = new ImageSource(reference, login);
      const image = await source.image();
      process.stderr.write(`${text} is ${image.digest}\n`);
      return {
        findings: [...platformFindings(plan, text, image), ...(await roomFindings(image))],
        edit: { path: [pin], values: { id: image.digest, status: 'resolved' } },
        send: () => copyImage(plan, source, image),
      };
    },
  };
}

const refused = (finding: Finding): PushOrder => ({
  findings: [finding],
  read: () => Promise.reject(new Error(`${finding.path}: ${finding.message}`)),
});

async function roomFindings({ blobs }: OciImage): Promise<Finding[]> {
  const largest = Math.max(0, ...blobs.map(({ size }) => size));
  const { folder, bytes } = await spoolRoom();
  return largest <= bytes
    ? []
    : [
        fileFinding(folder, {
          problem: 'has no room for the largest layer',
          got: bytesText(bytes),
          expected: bytesText(largest),
          fix: 'make room, or set TMPDIR to another folder',
          source: 'docs/artifacts.md',
        }),
      ];
}
