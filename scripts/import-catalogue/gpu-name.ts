/** Name of a GPU as EC2 gives it, in capitals, where the sources have other names; both memories of the A100 are one GPU. */
const gpuNames: Record<string, string> = {
  'A100 40GB SXM': 'A100',
  'A100 80GB SXM': 'A100',
  'A100-40GB SXM': 'A100',
  'A100-80GB SXM': 'A100',
  'H100 80GB SXM': 'H100',
  'H100 SXM': 'H100',
  'H200 141GB SXM': 'H200',
  'H200 SXM': 'H200',
  'RTX PRO 4500 Blackwell Server': 'RTX-PRO-4500',
  'RTX PRO 6000 Blackwell Server': 'RTX-PRO-SERVER-6000',
};

export const gpuName = (name = ''): string => gpuNames[name] ?? name;
