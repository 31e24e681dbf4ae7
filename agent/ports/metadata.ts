/** The instance's own metadata, version 2 only. */
export interface Metadata {
  /** Text at a path below `/latest/`, or undefined where there is none. @throws Error when the service does not answer */
  read(path: string): Promise<string | undefined>;
}
