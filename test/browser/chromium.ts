import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { devDependencies } from '../../package.json';
import { projectRoot } from '../support/project-root';

/** Folder that the browser of the npm package is unpacked to, once for each version. */
const home = join(projectRoot, 'node_modules/.cache', `chromium-${devDependencies['@sparticuz/chromium']}`);

/** Starts the Chromium that npm installed, driven over a pipe: no port is opened, and it ends with the test. */
export async function startChromium(): Promise<Browser> {
  if (!existsSync(home)) {
    await unpack();
  }
  const fonts = join(home, 'fonts.conf');
  writeFileSync(fonts, fontsConf);
  return chromium.launch({
    executablePath: join(home, 'chromium'),
    // Root, in containers, may not use the sandbox; it opens only the pages that the test has made.
    args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'],
    env: { ...process.env, LD_LIBRARY_PATH: join(home, 'al2023/lib'), FONTCONFIG_FILE: fonts },
  });
}

/** Its own fonts first, then those of the machine, so that a machine without any has text. */
const fontsConf = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${join(home, 'fonts')}</dir><dir>/usr/share/fonts</dir><cachedir>${join(home, 'fonts-cache')}</cachedir></fontconfig>
`;

/** The package unpacks into the folder for temporary files, its libraries only where it believes to be in Lambda. */
async function unpack(): Promise<void> {
  const parent = join(home, '..');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'unpacking-'));
  const before = { ...process.env };
  Object.assign(process.env, { TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' });
  try {
    const { default: packed } = await import('@sparticuz/chromium');
    await packed.executablePath();
  } finally {
    for (const name of ['TMPDIR', 'AWS_LAMBDA_JS_RUNTIME', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH']) {
      restore(name, before[name]);
    }
  }
  moveTo(folder);
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) {
    delete process.env[name];
  } else {
    process.env[name] = value;
  }
}

/** Whole or not at all, also where two tests unpack at once. */
function moveTo(folder: string): void {
  try {
    renameSync(folder, home);
  } catch (thrown) {
    rmSync(folder, { recursive: true });
    if (!existsSync(home)) {
      throw thrown;
    }
  }
}

/** A folder for the pages of a test. */
export const pageFolder = (): string => mkdtempSync(join(tmpdir(), 'polyregion-pages-'));
