import { describe, expect, test } from 'vitest';
import { loadPins } from '../../lib/fleet/lock-file';
import { readText } from '../support/project-root';

const digest = `sha256:${'a'.repeat(64)}`;

describe('a lock file', () => {
  test('of an example pins nothing yet, and says so', () => {
    const { pins, findings } = loadPins(readText('fleets/chat.lock.yaml'), ['us-east-1', 'us-west-2'], ['llama-70b']);

    expect(pins.machineImages).toEqual({
      'us-east-1': { status: 'unresolved' },
      'us-west-2': { status: 'unresolved' },
    });
    expect(findings).toMatchObject([
      {
        level: 'warning',
        path: 'lock',
        message: expect.stringMatching(
          /^has no pin yet for 6 artifacts, so npx cdk deploy would stop and ask for them, got "unresolved", expected a resolved pin of machineImages\.us-east-1, machineImages\.us-west-2, engineImageDigest, guardImageDigest, agent, weights\.llama-70b;/,
        ),
      },
    ]);
  });

  test('gives resolved pins', () => {
    const text = `machineImages: { us-east-1: { id: ami-0123456789abcdef0, status: resolved } }\nengineImageDigest: { id: '${digest}', status: resolved }\nguardImageDigest: { id: '${digest}', status: resolved }\nagent: { id: '${digest}', status: resolved }\nweights: { small: { manifest: '${digest}', status: resolved } }`;

    expect(loadPins(text, ['us-east-1'], ['small'])).toEqual({
      pins: {
        machineImages: { 'us-east-1': { status: 'resolved', id: 'ami-0123456789abcdef0' } },
        engineImageDigest: { status: 'resolved', id: digest },
        guardImageDigest: { status: 'resolved', id: digest },
        agent: { status: 'resolved', id: digest },
        weights: { small: { status: 'resolved', id: digest } },
        networks: {},
      },
      findings: [],
    });
  });

  test('gives the ids of an existing network, of regions of the fleet only', () => {
    const text = 'networks: { us-east-1: { vpcId: vpc-0aaaaaaa, privateSubnets: { use1-az1: subnet-0aaaaaaa } } }';

    expect(loadPins(text, ['us-east-1']).pins.networks).toEqual({
      'us-east-1': { vpcId: 'vpc-0aaaaaaa', privateSubnets: { 'use1-az1': 'subnet-0aaaaaaa' }, publicSubnets: {} },
    });
    expect(loadPins(text, ['us-west-2']).findings.map(({ path }) => path)).toContain('lock.networks.us-east-1');
  });

  test('that is not there leaves everything unresolved', () => {
    expect(loadPins(undefined, ['us-east-1'], ['small']).findings).toMatchObject([
      { path: 'lock', message: expect.stringContaining('has no pin yet for 5 artifacts') },
    ]);
  });

  test.each([
    { what: 'a malformed id', text: 'machineImages: { us-east-1: { id: ami-latest, status: resolved } }' },
    { what: 'a tag instead of a digest', text: 'engineImageDigest: { id: latest, status: resolved }' },
    {
      what: 'all zeros that claim to be resolved',
      text: `machineImages: { us-east-1: { id: ami-${'0'.repeat(17)}, status: resolved } }`,
    },
    { what: 'what is not YAML', text: 'a: [' },
    {
      what: 'weights of a model that the fleet has not',
      text: `weights: { smal: { manifest: '${digest}', status: resolved } }`,
    },
    {
      what: 'weights that claim to be resolved and are all zeros',
      text: `weights: { small: { manifest: 'sha256:${'0'.repeat(64)}', status: resolved } }`,
    },
    {
      what: 'a region that the fleet has not',
      text: `machineImages: { us-esat-1: { id: ami-0123456789abcdef0, status: resolved } }`,
    },
    { what: 'a prototype key', text: 'machineImages: { __proto__: { id: ami-0123456789abcdef0, status: resolved } }' },
  ])('fails with $what', ({ text }) => {
    expect(loadPins(text, ['us-east-1'], ['small']).findings.some(({ level }) => level === 'error')).toBe(true);
  });
});
