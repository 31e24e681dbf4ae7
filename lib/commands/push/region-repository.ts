import type { Readable } from 'node:stream';
import { ask } from '../../artifacts/ask';
import { awsFinding } from '../../artifacts/aws-finding';
import type { Descriptor, OciImage } from '../../artifacts/oci-image';
import { engineRepositoryName, pinnedImageTag } from '../../contract/artifacts';
import type { Plan } from '../../plan/plan';
import { answered } from './answered';
import { basicAccess, Registry, type RegistryAnswer, type RegistryRequest } from './registry';
import { TransferProgress } from './transfer-progress';

/** One region's repository of engine images. What is asked of it throws FindingError. */
export class RegionRepository {
  private constructor(
    private readonly region: string,
    private readonly name: string,
    private readonly registry: Registry,
    private readonly progress: TransferProgress,
  ) {}

  static async open({ fleet }: Plan, region: string, image: OciImage): Promise<RegionRepository> {
    const { ECRClient, GetAuthorizationTokenCommand } = await import('@aws-sdk/client-ecr');
    const asked = { region, action: 'ecr:GetAuthorizationToken', of: `the registry of ${fleet.account}` };
    const { authorizationData: [data] = [] } = await ask(
      asked,
      new ECRClient({ region }).send(new GetAuthorizationTokenCommand({ registryIds: [fleet.account] })),
    );
    const registry = new Registry(data?.proxyEndpoint ?? '', basicAccess(data?.authorizationToken ?? ''));
    const bytes = image.blobs.reduce((sum, { size }) => sum + size, 0);
    return new RegionRepository(
      region,
      engineRepositoryName(fleet.name),
      registry,
      new TransferProgress(region, bytes),
    );
  }

  async hasBlob({ digest }: Descriptor): Promise<boolean> {
    const { status } = await this.tell(() => ({ method: 'HEAD', url: `blobs/${digest}` }), [200, 307, 404]);
    if (status !== 404) {
      this.progress.say(`${digest.slice(0, 19)} already there`);
    }
    return status !== 404;
  }

  async putBlob({ digest, size }: Descriptor, stream: () => Readable): Promise<void> {
    const { headers } = await this.tell(() => ({ method: 'POST', url: 'blobs/uploads/' }), [202]);
    const place = String(headers.location);
    const url = `${place}${place.includes('?') ? '&' : '?'}digest=${encodeURIComponent(digest)}`;
    const body = () => (size === 0 ? {} : { body: stream() });
    await this.tell(() => ({ method: 'PUT', url, type: 'application/octet-stream', bytes: size, ...body() }), [201]);
    this.progress.moved(size);
    this.progress.say(`${digest.slice(0, 19)} uploaded`);
  }

  /** What makes an image of its blobs, and a tag that keeps it. */
  async putManifests(image: OciImage): Promise<void> {
    for (const { digest, mediaType, bytes } of image.manifests) {
      const url = `manifests/${digest === image.digest ? pinnedImageTag(digest) : digest}`;
      const { status } = await this.tell(() => ({ method: 'HEAD', url, type: mediaType }), [200, 404]);
      if (status === 404) {
        await this.tell(() => ({ method: 'PUT', url, type: mediaType, bytes: bytes.length, body: bytes }), [201]);
      }
    }
    const type = image.manifests.at(-1)?.mediaType ?? '';
    await this.tell(() => ({ method: 'HEAD', url: `manifests/${image.digest}`, type }), [200]);
    process.stderr.write(`${this.region}: verified ${image.digest} in ${this.name}\n`);
  }

  private tell(request: () => RegistryRequest, expected: readonly number[]): Promise<RegistryAnswer> {
    const inRepository = (): RegistryRequest => {
      const asked = request();
      const isAbsolute = /^(https?:|\/)/.test(asked.url);
      return isAbsolute ? asked : { ...asked, url: `/v2/${this.name}/${asked.url}` };
    };
    return answered(this.registry, inRepository, expected, ({ method, url }, refused) => {
      const action = `registry ${method} ${url.split('?')[0]?.split('/').slice(-2)[0]}`;
      const thrown =
        refused instanceof Error
          ? refused
          : { name: String(refused.status), message: refused.body.toString('utf8').slice(0, 2000) };
      return awsFinding({ region: this.region, action, of: `repository ${this.name}` }, thrown);
    });
  }
}
