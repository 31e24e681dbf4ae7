import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { outputsAsExports } from './stack-outputs';
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
  /** The template as synthesized. */
  readonly original: Template;
  /** The template as deployed to the emulator. */
  readonly template: Template;
  /** Logical id → type of each removed resource. */
  readonly removed: ReadonlyMap<string, string>;
}

export interface StripOptions {
  /** Folder of a synthesized app. */
  readonly from: string;
  /** Folder of the copy. Files that are already there are replaced. */
  readonly to: string;
  readonly emulator: EmulatorName;
  /** Hosted-zone id in the fleet file, and the id of the emulator's zone that replaces it: an emulator chooses ids itself. */
  readonly hostedZone: { readonly stated: string; readonly emulated: string };
  /** Ids of resources that were created through the emulator's API because its CloudFormation cannot, by stack and logical id. */
  readonly standIns: ReadonlyMap<string, string>;
}

const knowsStackOutputs: Readonly<Record<EmulatorName, boolean>> = { moto: false, ministack: true };

/** Copies a synthesized app without the parts that an emulator cannot hold. The real CDK CLI then deploys the copy. */
export function stripAssembly({ from, to, emulator, hostedZone, standIns }: StripOptions): StrippedAssembly {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true });
  const stacks = synthesizedStacks(from).map(({ name, region, templateFile, template: original }) => {
    const ofZone = mapStrings(original, (text) => text.replaceAll(hostedZone.stated, hostedZone.emulated)) as Template;
    const { template: stripped, removed } = stripTemplate(ofZone, rowsOf(emulator), (logicalId) =>
      standIns.get(`${name}/${logicalId}`),
    );
    const zoned = zoneNames(stripped, region);
    const template = knowsStackOutputs[emulator] ? zoned : outputsAsExports(zoned, name);
    writeFileSync(join(to, templateFile), JSON.stringify(template, null, 1));
    return { name, region, original, template, removed };
  });
  return { folder: to, stacks };
}
