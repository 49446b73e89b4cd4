/** How many of a kind there are, and the nearest of them. */
export interface Found<Example> {
  readonly count: number;
  readonly examples: readonly Example[];
}
