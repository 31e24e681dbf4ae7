import { ask } from '../../artifacts/ask';
import { type ArtifactPlace, artifactBucketName } from '../../contract/artifacts';
import { type Evidence, evidence, modelEvidencePrefix } from '../../contract/evidence';
import { parseContractText } from '../../contract/parse-contract';

/** Loaded here and now: no other command pays for the SDK. */
const s3Module = () => import('@aws-sdk/client-s3');

/** What one instance left behind, and where it lies. */
export interface StoredEvidence extends Evidence {
  readonly region: string;
  /** For people, as `aws s3 cp` takes it. */
  readonly address: string;
}

/** The newest evidence of a model's instances in one region, newest first. @throws FindingError */
export async function readEvidence(place: ArtifactPlace, model: string, most: number): Promise<StoredEvidence[]> {
  const { S3Client, GetObjectCommand, paginateListObjectsV2 } = await s3Module();
  const { region, account: ExpectedBucketOwner } = place;
  const Bucket = artifactBucketName(place);
  const client = new S3Client({ region });
  try {
    const keys: string[] = [];
    const pages = paginateListObjectsV2(
      { client },
      { Bucket, ExpectedBucketOwner, Prefix: modelEvidencePrefix(model) },
    );
    const list = async (): Promise<void> => {
      for await (const { Contents = [] } of pages) {
        keys.push(...Contents.flatMap(({ Key }) => Key ?? []));
      }
    };
    await ask({ region, action: 's3:ListBucket', of: `bucket ${Bucket}` }, list());
    const newest = keys.sort().reverse().slice(0, most);
    const read = newest.map(async (Key) => {
      const object = client.send(new GetObjectCommand({ Bucket, ExpectedBucketOwner, Key }));
      const { Body } = await ask({ region, action: 's3:GetObject', of: Key }, object);
      const text = (await Body?.transformToString()) ?? '';
      return { ...parseContractText(evidence, text, form(Key)), region, address: `s3://${Bucket}/${Key}` };
    });
    return await Promise.all(read);
  } finally {
    client.destroy();
  }
}

const form = (key: string) => ({ what: key, fix: 'use the release of polyregion that the fleet runs' });
