import { select } from 'd3';
import type { Layout } from '../layout/layout.ts';
import type { Layer, Mark, Moment } from './mark.ts';
import { marks } from './marks.ts';
import { name } from './name.ts';

/** The drawn run. */
export interface Picture {
  readonly draw: (layout: Layout) => void;
  readonly show: (moment: Moment) => void;
}

/** Draws into two `svg` elements: one for the names, which stays in sight, and one for all else. */
export function createPicture(header: SVGSVGElement, body: SVGSVGElement): Picture {
  let layers: readonly { mark: Mark; layer: Layer }[] = [];
  return {
    draw: (layout) => {
      const { width, height, headerHeight } = layout;
      select(header).attr('width', width).attr('height', headerHeight);
      select(body).attr('width', width).attr('height', height);
      layers = [...layersIn(header, [name]), ...layersIn(body, marks)];
      for (const { mark, layer } of layers) mark.draw(layer, layout);
    },
    show: (moment) => {
      for (const { mark, layer } of layers) mark.show?.(layer, moment);
    },
  };
}

function layersIn(svg: SVGSVGElement, marks: readonly Mark[]): readonly { mark: Mark; layer: Layer }[] {
  select(svg).selectAll('g').remove();
  return marks.map((mark) => ({
    mark,
    layer: select(svg).append('g').attr('class', mark.name),
  }));
}
