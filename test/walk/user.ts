import { spawn } from 'node:child_process';
import { generateKeyPairSync, sign } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandEnvironment, type Run } from '../support/cli';
import { projectRoot } from '../support/project-root';
import { weightsFolder } from '../support/weights-folder';

/** A folder in which a new user works: the commands are where npm puts them, and AWS is what the environment names. */
export class User {
  readonly folder = mkdtempSync(join(tmpdir(), 'polyregion-walk-'));
  private readonly bin = join(this.folder, 'node_modules/.bin');

  constructor(private readonly environment: NodeJS.ProcessEnv) {
    mkdirSync(this.bin, { recursive: true });
    symlinkSync(join(projectRoot, 'dist/bin/polyregion.js'), join(this.bin, 'polyregion'));
    symlinkSync(join(projectRoot, 'node_modules/aws-cdk/bin/cdk'), join(this.bin, 'cdk'));
    const aws = join(this.bin, 'aws');
    writeFileSync(aws, `#!/bin/sh\nexec '${join(projectRoot, '.venv/bin/python')}' -m awscli "$@"\n`);
    chmodSync(aws, 0o755);
  }

  /** Types a command into a shell. What it prints on both streams is in `stdout`. */
  type(command: string, environment: NodeJS.ProcessEnv = {}): Promise<Run> {
    const child = spawn('sh', ['-c', `${command} 2>&1`], {
      cwd: this.folder,
      env: {
        ...commandEnvironment(this.folder, { ...this.environment, ...environment }),
        PATH: `${this.bin}:${process.env.PATH}`,
        PYTHONDONTWRITEBYTECODE: '1',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    return new Promise((settle) => child.once('close', (status) => settle({ status, stdout, stderr: '' })));
  }

  /** Replaces what is an example's, and the model by one whose weights are a megabyte. */
  async editFleet(hostedZoneId: string): Promise<void> {
    const path = join(this.folder, 'fleet.yaml');
    const model = 'meta-llama/Llama-3.1-8B-Instruct';
    const weights = 'Llama-3.1-8B-Instruct';
    weightsFolder(join(this.folder, weights), 1024 * 1024);
    const small = `  - name: llama-3-1-8b\n    weights: ${model}\n    config: ${weights}/config.json\n`;
    const text = readFileSync(path, 'utf8').replace('Z0123456789EXAMPLE', hostedZoneId);
    writeFileSync(path, text.replace(`  - model: ${model}\n`, small));
    await this.type('git init --quiet && git add fleet.lock.yaml');
  }

  /** Puts a token of the issuer into the file that the page names. */
  getToken(issuer: string): void {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = { iss: issuer, sub: 'a-team', exp: Math.floor(Date.now() / 1000) + 3600 };
    const signed = `${part({ alg: 'RS256', kid: '1' })}.${part(claims)}`;
    const signature = sign('RSA-SHA256', Buffer.from(signed), privateKey).toString('base64url');
    writeFileSync(join(this.folder, 'token.txt'), `${signed}.${signature}\n`);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
