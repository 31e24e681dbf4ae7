import type { AwsCommand } from '../alerts/command';

/** A resource that outlives its stack and costs money until it is deleted by hand. */
export interface Retained {
  readonly type: string;
  readonly name: string;
  /** Commands that empty and delete it, in order; none where the type is not known here. */
  readonly commands: readonly AwsCommand[];
}

interface Template {
  readonly Resources?: Readonly<Record<string, { readonly Type?: string; readonly DeletionPolicy?: string }>>;
}

/** The resources that a stack leaves behind, from its template and the ids of its resources. */
export function retainedOf(
  template: string,
  resources: readonly { readonly logicalId: string; readonly physicalId: string }[],
  region: string,
): Retained[] {
  const { Resources = {} } = JSON.parse(template) as Template;
  return Object.entries(Resources).flatMap(([logicalId, { Type = '', DeletionPolicy = '' }]) => {
    const name = resources.find((one) => one.logicalId === logicalId)?.physicalId;
    return DeletionPolicy.startsWith('Retain') && name !== undefined
      ? [{ type: Type, name, commands: deletionOf(Type, name, region) }]
      : [];
  });
}

function deletionOf(type: string, name: string, region: string): AwsCommand[] {
  switch (type) {
    case 'AWS::S3::Bucket':
      return emptyBucket(name, region);
    case 'AWS::ECR::Repository':
      return [
        { service: 'ecr', operation: 'delete-repository', region, options: { 'repository-name': name, force: true } },
      ];
    case 'AWS::KMS::Key':
      return [{ service: 'kms', operation: 'schedule-key-deletion', region, options: { 'key-id': name } }];
    default:
      return [];
  }
}

/** The first command deletes a thousand versions. Repeat it until it fails, because no version is left. */
const emptyBucket = (bucket: string, region: string): AwsCommand[] => [
  {
    service: 's3api',
    operation: 'delete-objects',
    region,
    options: {
      bucket,
      delete: {
        outputOf: {
          service: 's3api',
          operation: 'list-object-versions',
          region,
          options: { bucket, 'max-items': 1000 },
          query: '{Objects: [Versions, DeleteMarkers][].{Key: Key, VersionId: VersionId}}',
          output: 'json',
        },
        as: 'word',
      },
    },
  },
  { service: 's3api', operation: 'delete-bucket', region, options: { bucket } },
];
