import type { ServerProcess } from '../emulators/server-process';

/** Configures the AWS SDK for an emulator: `new EC2Client(emulatedAws(server, region, account))`. */
export const emulatedAws = ({ url }: Pick<ServerProcess, 'url'>, region: string, account: string) => ({
  region,
  endpoint: url,
  credentials: { accessKeyId: account, secretAccessKey: 'test' },
  maxAttempts: 1, // a retry would hide a fault of the first try
});
