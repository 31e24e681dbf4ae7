/** What a new user types, as docs/first-deployment.md has it, and what must come of it on emulators. */
export interface Step {
  readonly command: string;
  /** What the test runs instead, and why; `{…}` are places of this machine. @default - the command itself */
  readonly instead?: readonly [command: string, because: string];
  readonly status: number;
  /** What it prints. */
  readonly says?: RegExp;
}

export const page = 'docs/first-deployment.md';

const curl = `curl --no-buffer https://chat.us.ai.example.com/v1/chat/completions --header "Authorization: Bearer $(cat token.txt)" --header 'Content-Type: application/json' --data '{"model": "meta-llama/Llama-3.1-8B-Instruct", "stream": true, "messages": [{"role": "user", "content": "Hello"}]}'`;
const fromRegistry = 'a registry on loopback holds an image under this name';
const noName = 'no name resolves, so the instance that was deployed is asked directly';

export const steps: readonly Step[] = [
  {
    command: 'npm install --save-dev PATH/TO/polyregion-0.1.0.tgz',
    instead: ['true', 'npm run test:package installs the package'],
    status: 0,
  },
  {
    command:
      "npx polyregion init --name small-team --model llama-3.1-8b --types g6e.2xlarge --regions us-east-2 --jurisdiction us --failover 'none: we can wait for a region to come back' --mean-requests 1 --peak-requests 2 --no-search </dev/null",
    status: 0,
    says: /^fleet\.yaml: written\nfleet\.lock\.yaml: written\ncdk\.json: written$/m,
  },
  { command: 'npx polyregion validate', status: 0, says: /^fleet\.yaml: valid$/m },
  { command: 'npx polyregion plan', status: 0, says: /^us-east-2 +llama-3-1-8b +1–2 g6e\.2xlarge/m },
  { command: 'npx polyregion doctor', status: 1, says: /^missing {2}bootstrap us-east-2: /m },
  { command: "npx cdk deploy '*-artifacts-*'", status: 0, says: /✅ {2}small-team-artifacts-us-east-2/ },
  { command: 'npx polyregion pin', status: 0, says: /us-east-2/ },
  {
    command: 'npx polyregion artifacts push --model llama-3-1-8b --from ./Llama-3.1-8B-Instruct',
    status: 0,
    says: /weights\.llama-3-1-8b|llama-3-1-8b/,
  },
  {
    command: 'npx polyregion artifacts push --image docker.io/vllm/vllm-openai:v0.33.0',
    instead: ['npx polyregion artifacts push --image {registry}/vllm/vllm-openai:v0.33.0', fromRegistry],
    status: 0,
    says: /engineImageDigest is sha256:/,
  },
  {
    command: 'npx polyregion artifacts push --guard-image docker.io/library/haproxy:2.6',
    instead: ['npx polyregion artifacts push --guard-image {registry}/library/haproxy:2.6', fromRegistry],
    status: 0,
    says: /guardImageDigest is sha256:/,
  },
  { command: 'npx polyregion artifacts push --agent', status: 0, says: /agent is sha256:/ },
  { command: 'git diff fleet.lock.yaml', status: 0, says: /^\+ {2}llama-3-1-8b: .*status: resolved/m },
  { command: 'npx cdk diff', status: 0, says: /Number of stacks with differences: 5/ },
  { command: 'npx cdk deploy --all', status: 0, says: /✅ {2}small-team-operations-us-east-2/ },
  { command: 'npx polyregion token check --file token.txt', status: 0, says: /^accepted/m },
  {
    command: 'npx polyregion smoke --token-file token.txt',
    instead: ['npx polyregion smoke --token-file token.txt --url {instance}', noName],
    status: 0,
    says: /^2 fine\. The fleet answers\.$/m,
  },
  {
    command: curl,
    instead: [curl.replace('https://chat.us.ai.example.com', '{instance}'), noName],
    status: 0,
    says: /^data: \[DONE\]$/m,
  },
  {
    command: 'npx polyregion destroy',
    status: 0,
    says: /^Nothing was done\. To do it: npx polyregion destroy --yes$/m,
  },
  { command: 'npx polyregion destroy --yes', status: 0, says: /^small-team: destroyed$/m },
];
