import { describe, expect, test } from 'vitest';
import { topologySvg } from '../../lib/report/topology-svg';
import { exampleFleets, validPlan } from '../support/fleets';

describe('the picture of the topology', () => {
  const picture = topologySvg(validPlan('fleet.yaml'));

  test('names every jurisdiction, region and cell as text, and describes them', () => {
    const texts = [...picture.matchAll(/<text[^>]*>(.*?)<\/text>/g)].map(([, text = '']) =>
      text.replace(/<[^>]*>/g, ''),
    );

    // two p5 in each region of the chat, three g6e in each of the documents, none of the batch before its work
    expect(texts.filter((text) => /^(us|eu)-/.test(text))).toEqual([
      'us-east-1 (home)',
      'us-west-2',
      'eu-central-1',
      'eu-north-1',
    ]);
    expect(texts).toContain('jurisdiction european-union');
    expect(texts.filter((text) => text === '2–3 × p5.48xlarge')).toHaveLength(2);
    expect(texts.filter((text) => text === '3–4 × g6e.2xlarge')).toHaveLength(2);
    expect(picture).toMatch(
      /<title id="title">Topology of the fleet assistant<\/title>\n<desc id="desc">Jurisdiction united-states: us-east-1 has llama-70b, 60 % of chat/,
    );
  });

  test.each(exampleFleets)('of %s needs nothing beside itself, and no box leaves it', (fleet) => {
    const svg = topologySvg(validPlan(fleet));
    const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? [];

    expect(svg).not.toMatch(/<script|href=|url\(|@import|\son\w+=/);
    for (const [, x, y, w, h] of svg.matchAll(
      /<rect class="(?:jurisdiction|region|cell)" x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"/g,
    )) {
      expect(Number(x) + Number(w)).toBeLessThan(Number(width));
      expect(Number(y) + Number(h)).toBeLessThan(Number(height));
    }
  });

  test('escapes what the fleet file says', () => {
    const plan = validPlan();
    expect(topologySvg({ ...plan, fleet: { ...plan.fleet, name: '<script>' } })).not.toContain('<script>');
  });
});
