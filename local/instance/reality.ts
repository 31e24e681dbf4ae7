/** What of a local deployment is the same program as on AWS, and what stands in for something. */
export const reality = {
  real: [
    'the CDK CLI and the templates',
    "the agent's bundle, with the parameters of the launch template and the secret and bucket that were deployed to ministack",
    'HAProxy, with the configuration that the agent writes',
  ],
  standIns: [
    'AWS: two emulators',
    'the engine: a test engine that repeats one word, without GPU and model',
    'weights: one file of two bytes; image pulls and containers: plain processes',
    'instance metadata: a simulator',
    'load balancer, firewall, DNS and TLS: none, so no token is checked',
  ],
} as const;
