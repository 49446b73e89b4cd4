/** How many random cases a property runs now, out of the `full` number that `npm run test:full` runs. */
export function randomCases(full: number): number {
  return Math.max(1, Math.ceil((full * percent()) / 100));
}

/** The share that SEQWRIGHT_RANDOM asks for, in percent. */
function percent(): number {
  const text = process.env.SEQWRIGHT_RANDOM ?? '10';
  const share = Number(text);
  if (!Number.isFinite(share) || share <= 0) {
    throw new Error(`SEQWRIGHT_RANDOM is '${text}', not a positive number of percent`);
  }
  return share;
}
