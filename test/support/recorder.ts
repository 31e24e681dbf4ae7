import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from './project-root';
import { type Simulator, startProcess } from './simulators';

const python = join(projectRoot, '.venv/bin/python');

/** One call as the recorder has read it. */
export interface RecordedCall {
  /** Name of botocore's model; null where the request was no call of AWS. */
  readonly service: string | null;
  readonly operation: string | null;
  readonly region?: string;
  readonly protocol?: string;
  readonly parameters?: Record<string, unknown>;
  /** What AWS's model has against it; a call with problems is refused. */
  readonly problems: readonly string[];
  /** Null where the connection was cut. */
  readonly status: number | null;
}

/** What to answer; the first rule that fits a call counts, `times` of them (all, where it is not said). */
export interface Rule {
  readonly service?: string;
  readonly operation?: string;
  readonly region?: string;
  readonly times?: number;
  readonly delaySeconds?: number;
  /** Cuts the connection without an answer. */
  readonly drop?: boolean;
  readonly status?: number;
  readonly code?: string;
  readonly message?: string;
  /** The answer, in the names of the service model. The recorder refuses one that the operation could not return. */
  readonly response?: object;
}

export interface Recorder extends Simulator {
  calls(): Promise<RecordedCall[]>;
  answer(rules: readonly Rule[]): Promise<void>;
  forget(): Promise<void>;
}

/** Needs `.venv/`, as `npm run python` makes it. */
export async function startRecorder(): Promise<Recorder> {
  const main = join(projectRoot, 'simulators/recorder/main.py');
  const recorder = await startProcess(python, [main], { PYTHONDONTWRITEBYTECODE: '1' });
  return {
    ...recorder,
    calls: async () => (await recorder.control({})).calls as RecordedCall[],
    answer: async (rules) => {
      await recorder.control({ rules });
    },
    forget: async () => {
      await recorder.control({ forget: true, rules: [] });
    },
  };
}

export const nobody = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example' };

/** The real AWS CLI against a URL, once; rejects where it fails. */
export function awsCli(url: string, region: string, args: readonly string[]): Promise<string> {
  const child = spawn(python, ['-m', 'awscli', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      AWS_ENDPOINT_URL: url,
      AWS_DEFAULT_REGION: region,
      AWS_ACCESS_KEY_ID: nobody.accessKeyId,
      AWS_SECRET_ACCESS_KEY: nobody.secretAccessKey,
      AWS_MAX_ATTEMPTS: '1',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_PAGER: '',
      PYTHONDONTWRITEBYTECODE: '1',
    },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
  }
  return new Promise((settle, fail) => {
    child.once('error', fail);
    child.once('close', (status) =>
      status === 0 ? settle(text) : fail(new Error(`aws: ended with ${status}\n${text}`)),
    );
  });
}
