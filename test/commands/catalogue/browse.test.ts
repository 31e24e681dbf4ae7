import { tmpdir } from 'node:os';
import { describe, expect, test } from 'vitest';
import { runCommand } from '../../support/run-command';

const run = (...args: string[]) => runCommand(tmpdir(), args);
const widest = (text: string): number => Math.max(...text.split('\n').map((line) => line.length));

describe('types', () => {
  test('lists those whose name or GPU has a word', async () => {
    const { status, stdout } = await run('types', 'H100');

    expect(status).toBe(0);
    expect(stdout).toMatch(/p5\.48xlarge.* 8 × H100/);
    expect(stdout).toMatch(/p5\.4xlarge.* 1 × H100/);
    expect(stdout).not.toContain('g6e');
    expect(widest(stdout)).toBeLessThanOrEqual(80);
  });

  test('says of which no plan can be made, and says it of no other', async () => {
    expect((await run('types', 'g7.')).stdout).toContain('No plan can use RTX-PRO-4500 yet');
    expect((await run('types', 'g7.2xlarge')).stdout).toContain('No plan can use RTX-PRO-4500 yet');
    expect((await run('types', 'H100')).stdout).not.toContain('No plan can use');
  });

  test('shows where one is offered, to people and to programs', async () => {
    const { stdout } = await run('types', 'p5.48xlarge');
    const { offers } = JSON.parse((await run('types', 'p5.48xlarge', '--json')).stdout);

    expect(stdout).toMatch(/us-east-1.* 55\.04 /);
    expect(stdout).toContain('L-417A185B');
    expect(widest(stdout)).toBeLessThanOrEqual(80);
    expect(offers[0]).toMatchObject({ region: 'us-east-1', onDemandUsdPerHour: { value: 55.04, origin: 'published' } });
  });

  test.each([
    ['inf2.xlarge', 'AWS Inferentia'],
    ['banana', 'is no part of the name'],
  ])('says why %s is none', async (name, why) => {
    const { status, stdout, stderr } = await run('types', name);

    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain(why);
  });
});

describe('regions', () => {
  test('lists every region with GPUs', async () => {
    const { stdout } = await run('regions');

    expect(stdout).toMatch(/eu-north-1 .*Stockholm/);
    expect(widest(stdout)).toBeLessThanOrEqual(80);
  });

  test('shows what one offers', async () => {
    const { stdout } = await run('regions', 'eu-north-1');

    expect(stdout).toMatch(/p5\.48xlarge.*eun1-az1/);
    expect(widest(stdout)).toBeLessThanOrEqual(88);
  });

  test('refuses one that has none', async () => {
    const { status, stderr } = await run('regions', 'mars-1');

    expect(status).toBe(1);
    expect(stderr).toContain('mars-1: no GPU instance type');
  });
});
