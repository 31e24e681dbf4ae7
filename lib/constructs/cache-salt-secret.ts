import { RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { cacheSaltSecretName } from '../contract/cache-salt';
import { acknowledge } from './acknowledge';

export interface CacheSaltSecretProps {
  readonly fleet: string;
  /** @default - the key of AWS */
  readonly encryptionKey?: IKey | undefined;
}

/** Letters and digits: 381 bits, beyond the 256 of the function that they key. */
const length = 64;

/** What keeps the tenants of a region from telling, by how fast an answer begins, what others have asked. */
export class CacheSaltSecret extends Construct {
  readonly secret: Secret;

  constructor(scope: Construct, id: string, props: CacheSaltSecretProps) {
    super(scope, id);
    this.secret = new Secret(this, 'Resource', {
      secretName: cacheSaltSecretName(props.fleet),
      description: 'Key of the salts of prefix caches, one for each tenant',
      generateSecretString: { passwordLength: length, excludePunctuation: true },
      ...(props.encryptionKey && { encryptionKey: props.encryptionKey }),
      // Nothing is lost with it but caches, which the end of its stack ends too.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    acknowledge(this.secret, {
      id: 'AwsSolutions-SMG4',
      reason:
        'rotation would empty every prefix cache of the region at once, and protects nothing: only instances read it, it opens nothing, and no salt leaves an instance',
    });
  }
}
