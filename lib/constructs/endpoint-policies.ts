import { AnyPrincipal, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** What an endpoint lets through, over and above what the caller's own role allows. */
export interface EndpointAccess {
  readonly account: string;
  readonly region: string;
}

export interface BucketAccess extends EndpointAccess {
  /** The fleet's own in this region. */
  readonly artifactBucketName: string;
}

/** Only roles of this account: credentials that an intruder brings along do not work here. */
export const ownRolesOnly = ({ account }: EndpointAccess): PolicyDocument =>
  new PolicyDocument({
    statements: [
      new PolicyStatement({
        principals: [new AnyPrincipal()],
        actions: ['*'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:PrincipalAccount': account } },
      }),
    ],
  });

/**
 * Roles of this account to the one bucket that the fleet's instances start from, so that nothing is carried into any
 * other; and the bucket from which the registry hands out image layers, under its own signature.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html minimum S3 bucket permissions
 */
export const artifactsAndImageLayers = ({ account, region, artifactBucketName }: BucketAccess): PolicyDocument =>
  new PolicyDocument({
    statements: [
      new PolicyStatement({
        principals: [new AnyPrincipal()],
        actions: ['s3:*'],
        resources: [`arn:aws:s3:::${artifactBucketName}`, `arn:aws:s3:::${artifactBucketName}/*`],
        // The account is checked too: once the bucket is deleted, another account could take its name.
        conditions: { StringEquals: { 'aws:PrincipalAccount': account, 'aws:ResourceAccount': account } },
      }),
      new PolicyStatement({
        principals: [new AnyPrincipal()],
        actions: ['s3:GetObject'],
        resources: [`arn:aws:s3:::prod-${region}-starport-layer-bucket/*`],
      }),
    ],
  });
