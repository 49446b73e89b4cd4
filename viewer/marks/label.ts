import type { PlacedMessage } from '../layout/layout.ts';
import { classesAt, type Mark, setClasses } from './mark.ts';
import { drawText } from './text.ts';

/** The words of a message, in front of all arrows, also those of later messages. */
export const label: Mark = {
  name: 'labels',
  draw: (layer, { messages }) => {
    const groups = layer
      .selectAll<SVGGElement, PlacedMessage>('g')
      .data(messages)
      .join('g')
      .attr('class', 'label future')
      .attr('data-event', ({ message }) => message.send ?? message.receive);
    drawText(groups, (placed) => placed.label);
  },
  show: (layer, moment) => {
    layer.selectAll<SVGGElement, PlacedMessage>('g').each(function ({ message }) {
      setClasses(this, classesAt(moment, 'label', [message.send, message.receive]));
    });
  },
};
