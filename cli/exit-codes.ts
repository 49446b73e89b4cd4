/** What every command tells its caller, by name. */
export const exitCodes = {
  pass: 0,
  /** Non-conforming, or errors in a checked diagram. */
  fail: 1,
  /** Wrong usage or configuration, a file that cannot be read, or that holds no diagram which the command could use. */
  usage: 2,
  inconclusive: 3,
  /** Our own bug. */
  bug: 70,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
