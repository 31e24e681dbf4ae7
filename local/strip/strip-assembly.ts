import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EmulatorName, rowsOf } from './strip-list';
import { stripTemplate } from './strip-template';
import { synthesizedStacks } from './synthesized-stacks';
import { mapStrings, type Template } from './template';
import { zoneNames } from './zone-names';

export interface StrippedAssembly {
  readonly folder: string;
  readonly stacks: readonly StrippedStack[];
}

export interface StrippedStack {
  readonly name: string;
  readonly region: string;
  /** As it was synthesized. */
  readonly original: Template;
  /** As it is deployed. */
  readonly template: Template;
  /** Logical id → type of what was taken out. */
  readonly removed: ReadonlyMap<string, string>;
}

export interface StripOptions {
  /** Folder of a synthesized app. */
  readonly from: string;
  /** Where the copy goes; what is there is replaced. */
  readonly to: string;
  readonly emulator: EmulatorName;
  /** Of the fleet file, and of the zone that the emulator has in its place: it lets nobody choose an id. */
  readonly hostedZone: { readonly stated: string; readonly emulated: string };
  /** By stack and logical id: what was made through the emulator's API because its CloudFormation does not make it. */
  readonly standIns: ReadonlyMap<string, string>;
}

/** Copies a synthesized app as far as an emulator can hold it; the real CDK CLI deploys the copy as it is. */
export function stripAssembly({ from, to, emulator, hostedZone, standIns }: StripOptions): StrippedAssembly {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true });
  const stacks = synthesizedStacks(from).map(({ name, region, templateFile, template: original }) => {
    const ofZone = mapStrings(original, (text) => text.replaceAll(hostedZone.stated, hostedZone.emulated)) as Template;
    const { template: stripped, removed } = stripTemplate(ofZone, rowsOf(emulator), (logicalId) =>
      standIns.get(`${name}/${logicalId}`),
    );
    const template = zoneNames(stripped, region);
    writeFileSync(join(to, templateFile), JSON.stringify(template, null, 1));
    return { name, region, original, template, removed };
  });
  return { folder: to, stacks };
}
