/** What may go wrong besides. */
export interface Faults {
  /** Every message may be lost. */
  readonly lossy: boolean;
  /** Every message may arrive twice. */
  readonly duplicating: boolean;
  /** These lifelines may stop for ever at any moment; what is on its way to them then is nobody's matter. */
  readonly crashing: readonly string[];
}

export const noFaults: Faults = { lossy: false, duplicating: false, crashing: [] };
