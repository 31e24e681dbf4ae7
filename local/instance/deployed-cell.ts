import { DescribeLaunchTemplatesCommand, DescribeLaunchTemplateVersionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { readParameters } from '../../agent/read-parameters';
import { type CellParameters, cellParametersFile } from '../../lib/contract/cell-parameters';
import type { CellPlan } from '../../lib/plan/capacity/cell';
import type { Deployment } from '../deploy/deploy-fleet';
import { emulatedAws } from '../deploy/emulated-aws';

/** The document between the line of the boot script that writes it and its last line. */
const writtenParameters = new RegExp(`${cellParametersFile}" <<'(\\w+)'\\n([\\s\\S]*?)\\n\\1\\n`);

/**
 * What the deployed launch template of a cell tells its instances.
 *
 * @throws Error when the emulator holds none for the cell
 */
export async function deployedCell(
  { server, plan, emulator }: Pick<Deployment, 'server' | 'plan' | 'emulator'>,
  { model, region }: Pick<CellPlan, 'model' | 'region'>,
): Promise<CellParameters> {
  const { account, name } = plan.fleet;
  const client = new EC2Client(emulatedAws(server, region, account));
  try {
    const { LaunchTemplates = [] } = await client.send(new DescribeLaunchTemplatesCommand());
    for (const { LaunchTemplateId } of LaunchTemplates) {
      const { LaunchTemplateVersions: [version] = [] } = await client.send(
        new DescribeLaunchTemplateVersionsCommand({ LaunchTemplateId, Versions: ['$Latest'] }),
      );
      const script = Buffer.from(version?.LaunchTemplateData?.UserData ?? '', 'base64').toString('utf8');
      const [, , text] = writtenParameters.exec(script) ?? [];
      const parameters = text === undefined ? undefined : readParameters(text);
      if (parameters?.fleet === name && parameters.model === model) {
        return parameters;
      }
    }
  } finally {
    client.destroy();
  }
  throw new Error(`${emulator}: holds no launch template of ${model} in ${region}, expected the one that was deployed`);
}
