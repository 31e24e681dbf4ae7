import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../lib/contract/findings';
import { loadPins } from '../../../lib/fleet/lock-file';
import { makePlan, type PlannedFleet } from '../../../lib/plan/make-plan';
import { chatFleetText, edit, load } from '../../support/fleets';

const types = 'instanceTypes: [p5.48xlarge, p5en.48xlarge]';

const findingsOf = (text: string): readonly Finding[] => load(text).findings;

const withTypes = (list: string): string => edit(chatFleetText(), types, `instanceTypes: [${list}]`);

const messageAt = (findings: readonly Finding[], path: string): string =>
  findings
    .filter((finding) => finding.path === path)
    .map(({ message }) => message)
    .join('\n');

describe('a type that fleets cannot use is named with what to take instead', () => {
  test.each([
    ['inf2.xlarge', 'has AWS Inferentia2 chips', 'take a type with NVIDIA GPUs'],
    ['trn9.xlarge', 'has AWS Trainium chips', 'take a type with NVIDIA GPUs'],
    ['dl1.24xlarge', 'has no NVIDIA GPU (Habana Gaudi HL-205)', 'take a type with NVIDIA GPUs'],
    ['g4ad.xlarge', 'has no NVIDIA GPU (AMD Radeon Pro V520)', 'take a type with NVIDIA GPUs'],
    ['g5g.xlarge', 'has Arm processors beside its T4G', 'take g4dn.xlarge'],
    ['g6f.xlarge', 'gives a share of an L4', 'take g6.xlarge'],
    ['gr6f.4xlarge', 'gives a share of an L4', 'take g6.xlarge'],
    ['p3.2xlarge', 'has GPUs of a generation (V100 16GB)', 'take g4dn.xlarge (T4)'],
    ['g4dn.metal', 'is a machine without a hypervisor', 'take g4dn.12xlarge'],
    ['p6e-gb200.36xlarge', 'is sold as a part of an UltraServer', 'take p6-b200.48xlarge'],
    ['m7i.large', 'has no GPU', 'take a type with NVIDIA GPUs'],
    ['p5.48xlrage', 'is no known GPU instance type', 'did you mean p5.48xlarge?'],
  ])('%s', (name, problem, fix) => {
    const message = messageAt(findingsOf(withTypes(name)), 'models[0].instanceTypes[0]');

    expect(message).toContain(`${problem}`);
    expect(message).toContain(`got "${name}"`);
    expect(message).toContain(fix);
  });
});

describe('a region without the allowed types', () => {
  test('is answered with what is there, where the type is, and prices', () => {
    // lib/catalogue/data/prices.json: eu-west-1 lists g5 and p4d alone with 4 GPUs or more;
    // London to Dublin is 460 km, to Stockholm 1,630 km
    const findings = findingsOf(
      edit(
        chatFleetText(),
        'regions: [us-east-1, us-west-2]\njurisdictions: { united-states: [us-east-1, us-west-2] }',
        'regions: [us-east-1, eu-west-1]\njurisdictions: { united-states: [us-east-1, eu-west-1] }',
      ).replaceAll('united-states', 'both'),
    );

    const message = messageAt(findings, 'models[0].instanceTypes[0]');
    expect(message).toContain('is not offered in eu-west-1, got "p5.48xlarge"');
    expect(message).toContain('eu-west-1 has g4dn.12xlarge (4 T4, 4.362 USD/h), g5.12xlarge (4 A10G, 6.33167 USD/h)');
    expect(message).toMatch(/the nearest regions with p5\.48xlarge are eu-west-2 \(London, 470 km, \S+ USD\/h\)/);
  });

  test('another allowed type is what to keep', () => {
    expect(messageAt(findingsOf(withTypes('p5.48xlarge, p5e.48xlarge')), 'models[0].instanceTypes[1]')).toContain(
      'remove it: p5.48xlarge is offered there',
    );
  });

  test('zones that were not read are not guessed', () => {
    const message = messageAt(findingsOf(withTypes('g4dn.2xlarge')), 'models[0].instanceTypes[0]');

    expect(message).toContain('is sold in us-east-1, but in which of its zones was not read');
    expect(message).toContain('npx polyregion prices update --region us-east-1');
  });

  test('a type without an on-demand price names that of its Capacity Blocks', () => {
    const message = messageAt(findingsOf(withTypes('p5.48xlarge, p5e.48xlarge')), 'models[0].instanceTypes[1]');

    expect(message).toContain('as a Capacity Block it costs 47.76 USD/h (2026-07-22)');
  });
});

describe('a type that one zone alone offers', () => {
  const oneZone = (zones: string): string =>
    edit(
      edit(chatFleetText(), types, `instanceTypes: [p6-b200.48xlarge]${zones}`),
      'serving: 400000',
      'serving: 5000000',
    );

  const planned = (text: string): PlannedFleet => {
    const { fleet, findings } = load(text);
    const made = fleet && makePlan(fleet, loadPins(undefined, fleet.regions).pins);
    return { plan: made?.plan, answer: made?.answer, findings: [...findings, ...(made?.findings ?? [])] };
  };

  test('fails without a reason, and says how to give one', () => {
    expect(messageAt(findingsOf(oneZone('')), 'models[0].instanceTypes')).toContain(
      'have only one Availability Zone in common in us-east-1, got "p6-b200.48xlarge: use1-az6", expected at least 2 zones that offer every allowed type; remove the type that is offered in the fewest zones, or the region; or allow one zone on purpose: models[0].zones: { one: why, owner: who }',
    );
  });

  test('is planned with one, and the finding says what the loss of the zone takes', () => {
    const { plan, findings } = planned(
      oneZone('\n    zones: { one: a Capacity Block lies in one zone, owner: ml@example.com }'),
    );

    const [cell] = plan?.cells ?? [];
    const left = plan?.workloads[0]?.failover.survivors.find(({ lostRegion }) => lostRegion === 'us-east-1');
    expect(cell?.zoneIds).toEqual(['use1-az6']);
    expect(messageAt(findings, 'models[0].zones')).toContain(
      `lets the cell of us-east-1 stand in one zone: when that zone is lost, so are all its instances; the other regions then serve ${left?.shareOfPeak.value.toFixed(2)} of the peak of chat without a launch, got "use1-az6"`,
    );
    expect(messageAt(findings, 'models[0].zones')).toContain('a Capacity Block lies in one zone; ml@example.com');
  });

  test('the network has a second zone, which the load balancer needs', () => {
    const { plan } = planned(oneZone('\n    zones: { one: a Capacity Block lies in one zone, owner: ml@example.com }'));

    expect(plan?.regions.find(({ region }) => region === 'us-east-1')?.zoneIds).toEqual(['use1-az6', 'use1-az1']);
  });

  test('an exception that nothing needs is said to be needless', () => {
    expect(
      messageAt(
        findingsOf(edit(chatFleetText(), types, `${types}\n    zones: { one: why not, owner: ml@example.com }`)),
        'models[0].zones',
      ),
    ).toContain('allows one zone, and every region offers two or more');
  });
});
