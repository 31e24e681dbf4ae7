import { workloadHostName } from '../../lib/contract/names';
import type { LocalRegions } from './local-regions';

const tokenSeconds = 86_400;

const json = (value: object): string => `'${JSON.stringify(value)}'`;

/** What a person may call, and how to break it. */
export function serveText({ here, instances, provider, issuer }: LocalRegions): string {
  const host = workloadHostName({ workload: 'chat', jurisdiction: 'us', domain: 'ai.example.com' });
  const call = [
    `curl -si ${here.url}/v1/chat/completions -H 'host: ${host}' -H "authorization: Bearer $TOKEN"`,
    `-d ${json({ model: 'org/Big', stream: true, messages: [{ role: 'user', content: 'hello' }] })}`,
  ].join(' \\\n    ');
  const change = (url: string, behaviour: object): string => `curl -s ${url} -d ${json(behaviour)}`;
  const { first, second, sibling, small } = instances;
  const full = { queueFull: true };
  const rows: readonly (readonly [what: string, command: string])[] = [
    ['the first instance is full: the second one of the cell answers', change(first.controlUrl, full)],
    ['the second instance is full, too: us-west-2 answers', change(second.controlUrl, full)],
    ['us-west-2 is full, too: the smaller model answers', change(sibling.controlUrl, full)],
    ['the smaller model is full, too: the provider answers', change(small.controlUrl, full)],
    ['the provider fails: 503 with Retry-After', change(provider.controlUrl, { status: 500 })],
    ['the first instance has room again', change(first.controlUrl, { queueFull: false })],
    [
      'the first instance sends its status and no token: after a second another one answers',
      change(first.controlUrl, { stalled: true }),
    ],
    ['the process of the first instance hangs (kill -CONT ends that)', `kill -STOP ${first.pid}`],
  ];
  return [
    'Two regions on this machine, with gateways. Other machines cannot reach them, and nothing in AWS is used.',
    `\nCall the gateway of us-east-2; its token lasts for a day:\n`,
    `  TOKEN=${issuer.token({ exp: Math.floor(Date.now() / 1000) + tokenSeconds })}`,
    `  ${call}`,
    `\nThe answer says in x-polyregion-tier what has answered. Each command below breaks something; call again after it:\n`,
    ...rows.map(([what, command]) => `  # ${what}\n  ${command}`),
    `\nCtrl-C ends everything.\n`,
  ].join('\n');
}
