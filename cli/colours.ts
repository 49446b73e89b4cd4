import colours from 'picocolors';
import type { Style } from '../compiler/diagnostics/render.ts';

/** The colours of diagnostics; picocolors leaves them out for pipes, files and under NO_COLOR. */
export const coloured: Style = {
  severity: {
    error: (text) => colours.bold(colours.red(text)),
    warning: (text) => colours.bold(colours.yellow(text)),
    info: (text) => colours.bold(colours.cyan(text)),
  },
  strong: colours.bold,
  faint: colours.blue,
};
