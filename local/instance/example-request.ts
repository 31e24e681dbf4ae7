import { shellWord } from '../../lib/contract/fleet-argument';
import { probeRequest } from '../../lib/engine/probe';
import { mainRoute } from '../../lib/engine/served-route';
import type { LocalInstance } from './local-instance';

export interface ExampleRequest {
  readonly url: string;
  readonly body: string;
  readonly curl: string;
}

const answerTokens = 32;

/** What a client of the instance asks first: for a streamed answer where the model generates text. */
export function exampleRequest({ url, parameters }: LocalInstance): ExampleRequest {
  const { task, chat = true, weights } = parameters;
  const { path, body } = probeRequest(mainRoute(task, chat), weights);
  const asked =
    task === 'generate' ? JSON.stringify({ ...JSON.parse(body), max_tokens: answerTokens, stream: true }) : body;
  const address = `${url}${path}`;
  const curl = `curl --no-buffer ${address} --header 'Content-Type: application/json' --data ${shellWord(asked)}`;
  return { url: address, body: asked, curl };
}
