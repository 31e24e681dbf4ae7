/** How instances reach AWS services in the network of a company. */
export interface CompanyNetwork {
  readonly proxy?: { readonly url: string; readonly noProxy: readonly string[] } | undefined;
  /** PEM. */
  readonly certificateAuthorities?: string | undefined;
}

/** Where Amazon Linux 2023 looks for further authorities, and what it makes of them and its own. */
const anchor = '/etc/pki/ca-trust/source/anchors/polyregion.pem';
const bundle = '/etc/pki/tls/certs/ca-bundle.crt';

/** Programs of the machine that talk to AWS beside the agent: image pulls and Session Manager. */
const units = ['docker.service', 'amazon-ssm-agent.service'];

/** Variables that the agent, the command line of AWS and the units need; empty where the network asks for none. */
export function companyEnvironment(
  { proxy, certificateAuthorities }: CompanyNetwork,
  region: string,
): Readonly<Record<string, string>> {
  const direct = [
    'localhost',
    '127.0.0.1',
    '169.254.169.254',
    `s3.${region}.amazonaws.com`,
    `.s3.${region}.amazonaws.com`,
    ...(proxy?.noProxy ?? []),
  ];
  return {
    ...(proxy && { HTTPS_PROXY: proxy.url, NO_PROXY: direct.join(',') }),
    ...(certificateAuthorities && { AWS_CA_BUNDLE: bundle, NODE_EXTRA_CA_CERTS: anchor }),
  };
}

/** What the boot script does first, so that everything after it reaches AWS. */
export function companyNetworkScript(network: CompanyNetwork, region: string): string[] {
  const { certificateAuthorities } = network;
  const variables = Object.entries(companyEnvironment(network, region));
  return [
    ...(certificateAuthorities === undefined
      ? []
      : [
          `install -d -m 0755 "$root$(dirname ${anchor})"`,
          `cat > "$root${anchor}" <<'CERTIFICATES'`,
          certificateAuthorities.trimEnd(),
          'CERTIFICATES',
          'update-ca-trust',
        ]),
    ...variables.map(([name, value]) => `export ${name}="${value}"`),
    ...(variables.length === 0
      ? []
      : units.flatMap((unit) => [
          `install -d -m 0755 "$root/etc/systemd/system/${unit}.d"`,
          `cat > "$root/etc/systemd/system/${unit}.d/polyregion.conf" <<'UNIT'`,
          '[Service]',
          ...variables.map(([name, value]) => `Environment="${name}=${value}"`),
          'UNIT',
        ])),
    ...(variables.length === 0 ? [] : ['systemctl daemon-reload', `systemctl try-restart ${units.join(' ')}`]),
  ];
}
