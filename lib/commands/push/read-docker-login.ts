import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { type DockerLogin, dockerLogin, noLogin } from '../../artifacts/docker-login';
import type { Finding } from '../../contract/findings';

/** The login for a registry, from the folder where `docker login` leaves it. */
export function readDockerLogin(host: string): DockerLogin | Finding {
  const path = join(process.env.DOCKER_CONFIG || join(homedir(), '.docker'), 'config.json');
  return existsSync(path) ? dockerLogin(path, readFileSync(path, 'utf8'), host) : noLogin;
}
