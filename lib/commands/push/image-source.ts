import type { IncomingMessage } from 'node:http';
import type { DockerLogin } from '../../artifacts/docker-login';
import { FindingError } from '../../artifacts/finding-error';
import type { ImageReference } from '../../artifacts/image-reference';
import type { Descriptor, OciImage } from '../../artifacts/oci-image';
import { pullFinding, refusedBy } from '../../artifacts/pull-finding';
import { remoteImage } from '../../artifacts/remote-image';
import { answered, mayPass } from './answered';
import { PullAccess } from './pull-access';
import { Registry } from './registry';

const manifestTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

/** Where an image is pulled from. What is asked of it throws FindingError. */
export class ImageSource {
  private readonly registry: Registry;

  constructor(
    readonly reference: ImageReference,
    private readonly login: DockerLogin,
  ) {
    const { base, repository } = reference;
    this.registry = new Registry(base, new PullAccess(base, repository, login));
  }

  image(): Promise<OciImage> {
    const { text, version, repository } = this.reference;
    return remoteImage(text, version, async (of) => {
      const url = `/v2/${repository}/manifests/${of}`;
      const request = () => ({ method: 'GET', url, type: manifestTypes }) as const;
      const { headers, body } = await answered(this.registry, request, [200], (_asked, refused) =>
        pullFinding(
          this.reference,
          this.login,
          refused instanceof Error ? refused : refusedBy(refused.status, refused.body),
        ),
      );
      return { mediaType: String(headers['content-type']).split(';')[0]?.trim() ?? '', bytes: body };
    });
  }

  /** A blob as it comes, from this byte on where the registry can. */
  async blob({ digest, size }: Descriptor, from: number): Promise<IncomingMessage> {
    const url = `/v2/${this.reference.repository}/blobs/${digest}`;
    const answer = await this.registry.open({
      method: 'GET',
      url,
      ...(from === 0 ? {} : { range: [from, size - 1] as const }),
    });
    const { statusCode: status = 0 } = answer;
    if (status === 200 || status === 206) {
      return answer;
    }
    answer.destroy();
    const refused = { code: String(status) };
    throw mayPass(status) ? Object.assign(new Error('no blob'), refused) : this.fault(refused);
  }

  fault(refused: Error | { readonly code: string }): FindingError {
    return new FindingError(pullFinding(this.reference, this.login, refused));
  }
}
