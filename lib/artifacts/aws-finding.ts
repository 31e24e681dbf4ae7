import { faultKind } from '../aws/fault-kind';
import type { Finding } from '../contract/findings';
import { fileFinding } from './weights-findings';

/** The call to AWS that failed. */
export interface Asked {
  readonly region: string;
  /** The IAM action, with its service, for example `s3:PutObject`. */
  readonly action: string;
  readonly of: string;
}

/** Explains an error of the AWS SDK to the person who runs the command. */
export function awsFinding({ region, action, of }: Asked, thrown: unknown): Finding {
  const { name = '', code, message = '', $metadata } = (thrown ?? {}) as AwsError;
  const status = $metadata?.httpStatusCode;
  const cause = [code, name].find((one) => one !== undefined && !/^(Error|Unknown\w*|)$/.test(one));
  const got = cause ?? (status === undefined ? message || 'an error' : String(status));
  return fileFinding(`${region}.${action}`, { ...advice(got, action, of), got, source: `AWS: ${message || got}` });
}

interface AwsError {
  readonly name?: string;
  readonly code?: string;
  readonly message?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

function advice(cause: string, action: string, of: string): { problem: string; expected: string; fix: string } {
  switch (faultKind(cause)) {
    case 'denied':
      return {
        problem: `is not allowed on ${of}`,
        expected: "an answer, from the fleet's own account",
        fix: `allow ${action} to these credentials, or use those of the fleet's account`,
      };
    case 'expired':
    case 'rejected':
      return {
        problem: 'was refused',
        expected: 'credentials in force',
        fix: 'renew them (aws sso login, aws configure, or another AWS_PROFILE)',
      };
    case 'noCredentials':
      return {
        problem: 'has no credentials',
        expected: `AWS credentials that allow ${action}`,
        fix: 'run: aws sso login or aws configure, or set AWS_PROFILE',
      };
    case 'unreachable':
    case 'throttled':
      return { problem: `gave no answer for ${of}`, expected: 'an answer', fix: 'run it again: it resumes' };
    case undefined:
      return /^(NoSuchBucket|NotFound|404|RepositoryNotFound)/.test(cause)
        ? {
            problem: `found no ${of}`,
            expected: 'the artifacts stack of the region',
            fix: "deploy it first: npx cdk deploy '*-artifacts-*'",
          }
        : { problem: `failed on ${of}`, expected: 'an answer', fix: 'run it again: it resumes' };
  }
}
