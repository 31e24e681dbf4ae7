import { createHash } from 'node:crypto';
import { awsFinding } from '../artifacts/aws-finding';
import { blobPath, type Descriptor, type OciImage } from '../artifacts/oci-image';
import { ask, PushFault } from '../artifacts/push-fault';
import { fileFinding } from '../artifacts/weights-findings';
import { engineRepositoryName, pinnedImageTag } from '../contract/artifacts';
import type { Finding } from '../fleet/findings';
import type { Plan } from '../plan/plan';
import { bytesText } from '../report/transfer-text';
import type { OpenLayout } from './open-layout';
import { Registry, type RegistryAnswer, type RegistryRequest } from './registry';
import { TransferProgress } from './transfer-progress';

/** Of a request that fails; the layers that arrived are not sent again. */
const attempts = 3;

/** Blobs whose bytes are not what their name says, before any of them is sent. */
export async function blobFindings(archive: string, layout: OpenLayout, { blobs }: OciImage): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { digest, size } of blobs) {
    process.stderr.write(`reading ${digest.slice(0, 19)}, ${bytesText(size)}\n`);
    const hash = createHash('sha256');
    for await (const chunk of size === 0 ? [] : layout.stream(blobPath(digest))) {
      hash.update(chunk as Buffer);
    }
    const got = `sha256:${hash.digest('hex')}`;
    if (got !== digest) {
      const fix = 'save the image again';
      const fault = { problem: 'does not have its digest', got, expected: digest, fix, source: 'docs/artifacts.md' };
      findings.push(fileFinding(`${archive}/${blobPath(digest)}`, fault));
    }
  }
  return findings;
}

/** Brings an image to one region's repository, its layers first. @throws PushFault */
export async function pushImage({ fleet }: Plan, region: string, layout: OpenLayout, image: OciImage): Promise<void> {
  const repository = engineRepositoryName(fleet.name);
  const registry = await openRegistry(region, fleet.account);
  const base = `/v2/${repository}`;
  const progress = new TransferProgress(
    region,
    image.blobs.reduce((sum, { size }) => sum + size, 0),
  );
  const tell = (request: () => RegistryRequest, expected: readonly number[]): Promise<RegistryAnswer> =>
    answered(region, repository, registry, request, expected);

  const pushBlob = async ({ digest, size }: Descriptor): Promise<string> => {
    const { status } = await tell(() => ({ method: 'HEAD', url: `${base}/blobs/${digest}` }), [200, 307, 404]);
    if (status !== 404) {
      return 'already there';
    }
    const { headers } = await tell(() => ({ method: 'POST', url: `${base}/blobs/uploads/` }), [202]);
    const place = String(headers.location);
    const url = `${place}${place.includes('?') ? '&' : '?'}digest=${encodeURIComponent(digest)}`;
    const body = () => (size === 0 ? {} : { body: layout.stream(blobPath(digest)) });
    await tell(() => ({ method: 'PUT', url, type: 'application/octet-stream', bytes: size, ...body() }), [201]);
    progress.sent(size);
    return 'uploaded';
  };

  for (const blob of image.blobs) {
    progress.say(`${blob.digest.slice(0, 19)} ${await pushBlob(blob)}`);
  }
  for (const { digest, mediaType, bytes } of image.manifests) {
    const url = `${base}/manifests/${digest === image.digest ? pinnedImageTag(digest) : digest}`;
    const { status } = await tell(() => ({ method: 'HEAD', url, type: mediaType }), [200, 404]);
    if (status === 404) {
      await tell(() => ({ method: 'PUT', url, type: mediaType, bytes: bytes.length, body: bytes }), [201]);
    }
  }
  const type = image.manifests.at(-1)?.mediaType ?? '';
  await tell(() => ({ method: 'HEAD', url: `${base}/manifests/${image.digest}`, type }), [200]);
  process.stderr.write(`${region}: verified ${image.digest} in ${repository}\n`);
}

async function openRegistry(region: string, account: string): Promise<Registry> {
  const { ECRClient, GetAuthorizationTokenCommand } = await import('@aws-sdk/client-ecr');
  const asked = { region, action: 'ecr:GetAuthorizationToken', of: `the registry of ${account}` };
  const { authorizationData: [data] = [] } = await ask(
    asked,
    new ECRClient({ region }).send(new GetAuthorizationTokenCommand({ registryIds: [account] })),
  );
  return new Registry(data?.proxyEndpoint ?? '', data?.authorizationToken ?? '');
}

/** What a registry answers, asked again while it fails. */
async function answered(
  region: string,
  repository: string,
  registry: Registry,
  request: () => RegistryRequest,
  expected: readonly number[],
): Promise<RegistryAnswer> {
  for (let attempt = 1; ; attempt++) {
    const asked = request();
    const { method, url } = asked;
    const action = `registry ${method} ${url.split('?')[0]?.split('/').slice(-2)[0]}`;
    let refused: unknown;
    try {
      const answer = await registry.ask(asked);
      if (expected.includes(answer.status)) {
        return answer;
      }
      refused = { name: String(answer.status), message: answer.text };
      if (answer.status < 500 && answer.status !== 429) {
        attempt = attempts;
      }
    } catch (thrown) {
      refused = thrown;
    }
    if (attempt >= attempts) {
      throw new PushFault(awsFinding({ region, action, of: `repository ${repository}` }, refused));
    }
  }
}
