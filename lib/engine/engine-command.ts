import { engineEnvironment, sharedReadingVariable } from './engine-flags';

/**
 * How the agent handles an engine, as command lines without a shell. Whatever understands these can be the engine.
 *
 * Filled in: `{image}`, `{registry}`, `{region}`, `{name}`, `{gpus}`, `{port}`, `{weightsFolder}`, `{cacheFolder}`,
 * `{stopSeconds}`, `{pid}`; `{flags}` stands for all flags of the engine, an argument each.
 */
export interface EngineCommand {
  /** Fetches the image, unless it is there under its digest: no registry is asked then. Ends when it is there. */
  readonly pull: readonly string[];
  /** Runs one engine in the foreground until it is stopped. */
  readonly run: readonly string[];
  /** Asks it to finish its requests and end. */
  readonly stop: readonly string[];
  /** Ends it at once, and removes what a former run left; may fail. */
  readonly remove: readonly string[];
  /** Runs the release's own benchmark against one engine, and leaves its result in `{cacheFolder}`. */
  readonly bench: readonly string[];
}

const portInContainer = '8000';

/** Where an engine finds the weights. */
export const weightsMount = '/weights';

/** Where it finds what it kept for its next start. */
const cacheMount = '/root/.cache';

/**
 * In a container on the bridge network: with a hop limit of one the metadata service, and with it the instance's role,
 * is out of the engine's reach. Tensor parallelism needs shared memory.
 *
 * @see https://docs.vllm.ai/en/stable/deployment/docker/
 */
export const containerCommand: EngineCommand = {
  pull: [
    'sh',
    '-c',
    [
      'docker image inspect "$3" >&2 && exit 0;',
      'aws ecr get-login-password --region "$1" | docker login --username AWS --password-stdin "$2" >&2 &&',
      'exec docker pull --quiet "$3"',
    ].join(' '),
    'pull',
    '{region}',
    '{registry}',
    '{image}',
  ],
  run: [
    ...['docker', 'run', '--rm', '--name', '{name}', '--gpus', '"device={gpus}"', '--shm-size', '16g'],
    ...['--security-opt', 'no-new-privileges', '--log-driver', 'none'],
    ...['--publish', `127.0.0.1:{port}:${portInContainer}`],
    ...['--volume', `{weightsFolder}:${weightsMount}:ro`, '--volume', `{cacheFolder}:${cacheMount}`],
    ...Object.entries({ ...engineEnvironment, HF_HUB_OFFLINE: '1' }).flatMap(([name, value]) => [
      '--env',
      `${name}=${value}`,
    ]),
    ...['--env', sharedReadingVariable], // from the agent, for those cells that have it
    ...['--entrypoint', 'vllm', '{image}', 'serve', weightsMount, '--host', '0.0.0.0', '--port', portInContainer],
    '{flags}',
  ],
  stop: ['docker', 'stop', '--time', '{stopSeconds}', '{name}'],
  remove: ['docker', 'rm', '--force', '{name}'],
  bench: [
    ...['docker', 'exec', '{name}', 'vllm', 'bench', 'serve', '--base-url', `http://127.0.0.1:${portInContainer}`],
    ...['--tokenizer', weightsMount, '--result-dir', cacheMount, '{flags}'],
  ],
};
