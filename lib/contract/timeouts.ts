/** How long connections live: what clients notice when traffic moves. */
export const timeouts = {
  /** A client's connection to the load balancer, however busy: until then it does not ask DNS again. Lowest that AWS allows. */
  clientKeepAliveSeconds: 60,
  /** Least silence on a connection before the load balancer closes it. */
  idleSeconds: 120,
} as const;
