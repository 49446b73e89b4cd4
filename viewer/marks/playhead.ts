import { heightAt } from '../layout/height-at.ts';
import type { Layout } from '../layout/layout.ts';
import type { Mark } from './mark.ts';

/** The line that shows how far the run has come. */
export const playhead: Mark = {
  name: 'playhead',
  draw: (layer, layout) => {
    layer.datum(layout).append('line').attr('x1', 0).attr('x2', layout.width);
  },
  show: (layer, { position }) => {
    const y = heightAt(layer.datum() as Layout, position);
    layer.select('line').attr('transform', `translate(0,${y})`);
  },
};
