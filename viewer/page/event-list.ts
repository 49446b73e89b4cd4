import { select } from 'd3';
import type { Moment } from '../marks/mark.ts';
import type { RunEvent, RunModel } from '../model/run-model.ts';
import { element } from './element.ts';
import { eventWords } from './event-words.ts';

/** The events of the run as a list beside the picture. */
export interface EventList {
  readonly draw: (model: RunModel) => void;
  readonly show: (moment: Moment) => void;
}

/** Clicking an event calls `choose` with its index. */
export function createEventList(choose: (index: number) => void): EventList {
  const list = element('events', HTMLOListElement);
  let marked: Element | null = null;
  let tabStop: Element | null = null;
  /** How many events the list shows as having happened. */
  let happened = 0;
  return {
    draw: ({ events, verdict }) => {
      const items = select(list)
        .selectAll<HTMLLIElement, RunEvent>('li')
        .data(events)
        .join((entered) => {
          const item = entered.append('li').attr('class', 'future');
          const button = item.append('button').attr('type', 'button').attr('tabindex', -1);
          button.append('span').attr('class', 'what');
          button.append('span').attr('class', 'where');
          return item;
        });
      items.classed('failed', ({ index }) => index === verdict?.event);
      items
        .select('button')
        .attr(
          'title',
          ({ detail, session }) => [session, detail].filter((part) => part !== null).join('\n') || null,
        )
        .on('click', (_, { index }) => choose(index));
      items.select('.what').text(({ label }) => label.replaceAll('\n', ' ') || '(no label)');
      items.select('.where').text((event) => eventWords(event, (id) => id));
    },
    show: ({ current }) => {
      const item = list.children[current] ?? null;
      if (item !== marked || tabStop === null) {
        marked?.removeAttribute('aria-current');
        item?.setAttribute('aria-current', 'step');
        // One stop for the whole list: the keys that step go on from there.
        tabStop?.setAttribute('tabindex', '-1');
        tabStop = (item ?? list.firstElementChild)?.querySelector('button') ?? null;
        tabStop?.setAttribute('tabindex', '0');
        if (item !== null && !isInSight(item, list)) item.scrollIntoView({ block: 'center' });
        marked = item;
      }
      const [from, to] = [Math.min(happened, current + 1), Math.max(happened, current + 1)];
      for (let index = from; index < to; index++) {
        list.children[index]?.classList.toggle('future', index > current);
      }
      happened = current + 1;
    },
  };
}

function isInSight(item: Element, list: Element): boolean {
  const [of, within] = [item.getBoundingClientRect(), list.parentElement?.getBoundingClientRect()];
  return within !== undefined && of.top >= within.top && of.bottom <= within.bottom;
}
