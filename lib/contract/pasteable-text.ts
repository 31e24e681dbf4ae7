import { cdkFleetArgument, fleetArgument } from './fleet-argument';

/** Commands that read a fleet file, as texts mention them. */
const readsFleet =
  /npx polyregion (?:artifacts push|prices update|plan --options|validate|calibrate|destroy|doctor|launches|measure|optimize|prepare|pin|plan|quotas|rehearse|runbooks|smoke)\b/g;
const synthesizesFleet = /npx cdk (?:deploy|diff)\b/g;

/** A text whose commands of Polyregion name a fleet file, so that they can be pasted as they stand. */
export const pasteableText = (text: string, file: string): string =>
  text.replace(readsFleet, (command) => `${command}${fleetArgument(file)}`);

/** A page whose commands of Polyregion and CDK, and whose sentences, name the fleet file that it was made from. */
export const pasteablePage = (page: string, file: string): string =>
  pasteableText(
    page.replace(/\bfleet\.yaml\b/g, () => file),
    file,
  ).replace(synthesizesFleet, (command) => `${command}${cdkFleetArgument(file)}`);
