/** Distances of the picture, in pixels. */
export const sizes = {
  /** From the picture's edge to the first and the last name. */
  margin: 20,
  /** Between two names in the header. */
  betweenNames: 10,
  aroundNames: 8,
  namePadding: 9,
  nameHeightMin: 34,
  actorFigure: 30,
  /** Free space on both sides of a label between its lifelines. */
  labelPadding: 10,
  /** From an arrow up to its label. */
  aboveArrow: 4,
  /** Between two rows that have nothing to do with each other. */
  betweenRows: 12,
  /** From a send down to its receive when nothing happens in between: nearly level, as one draws it. */
  immediate: 7,
  loopWidth: 22,
  loopHeight: 14,
  /** The length of an arrow that ends or starts in the open. */
  shortArrow: 44,
  /** An action's words may pass over the next lifeline: its row is its own. */
  actionTextMax: 150,
  boxPadding: 8,
  columnGapMin: 84,
  columnGapMax: 260,
  top: 14,
  bottom: 36,
} as const;
