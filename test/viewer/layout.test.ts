import { describe, expect, test } from 'vitest';
import { heightAt } from '../../viewer/layout/height-at.ts';
import { type Layout, layOut, type PlacedText } from '../../viewer/layout/layout.ts';
import { fonts, layText, type Measure } from '../../viewer/layout/text-block.ts';
import { buildModel } from '../../viewer/model/build-model.ts';
import { diagrams, shown, simulated } from './shown.ts';

/** As wide as DejaVu Sans is about, one of the widest that a page may be shown in. */
const measure: Measure = (text, font) => text.length * fonts[font].size * 0.58;

describe.each(diagrams)('a picture of %s', (path) => {
  const layouts = [1, 2, 3, 4, 5].map((seed) => layOut(buildModel(simulated(path, seed)), 1000, measure));

  test('has the events below each other', () => {
    for (const { events, height } of layouts) {
      const ys = events.map(({ y }) => y);
      expect(ys).toEqual(ys.toSorted((a, b) => a - b));
      expect(new Set(ys).size).toBe(ys.length);
      expect(ys.at(-1)).toBeLessThan(height);
    }
  });

  test('has each message between the lifelines and the rows of its two events', () => {
    for (const { events, messages } of layouts) {
      for (const { message, x1, y1, x2, y2 } of messages) {
        expect(events[message.send ?? -1]).toMatchObject({ xs: [x1], y: y1 });
        expect(events[message.receive ?? -1]).toMatchObject({ xs: [x2], y: y2 });
      }
    }
  });

  test('slants an arrow more when something else happens on its way', () => {
    for (const { messages } of layouts) {
      const slants = (immediate: boolean): readonly number[] =>
        messages
          .filter(({ departs, arrives }) => (arrives - departs === 1) === immediate)
          .map(({ y1, y2 }) => y2 - y1);
      expect(Math.max(...slants(true))).toBeLessThan(Math.min(...slants(false)));
    }
  });

  test('keeps names and words apart and inside', () => {
    for (const layout of layouts) {
      expect(overlaps(layout.columns.map(({ box }) => box))).toEqual([]);
      const words = [...layout.messages, ...layout.actions].map(({ label }) => boxOf(label));
      expect(words.length).toBeGreaterThan(30);
      expect(overlaps(words)).toEqual([]);
      expect(words.filter(({ x, width }) => x < 0 || x + width > layout.width)).toEqual([]);
    }
  });

  test('fills the width that there is', () => {
    const wide = layOut(buildModel(simulated(path, 1)), 1600, measure);
    expect(wide.width).toBe(1600);
    expect(wide.columns.at(-1)?.x).toBeGreaterThan(layouts[0]?.columns.at(-1)?.x ?? 0);
  });
});

test('nine lifelines fit a window of 1280 pixels with the list of events beside them', () => {
  const layout = layOut(buildModel(simulated('diagrams/cfd-order/order.puml', 1)), 1011, measure);
  expect(layout.columns).toHaveLength(9);
  expect(layout.width).toBeLessThan(1100);
});

test('an arrow without a receive ends short of its receiver, one without a send starts in the open', () => {
  const { columns, messages } = layOut(
    buildModel(
      shown([
        { kind: 'send', lifeline: 'A', peer: 'B', label: 'x' },
        { kind: 'receive', lifeline: 'A', peer: 'B', label: 'y' },
      ]),
    ),
    600,
    measure,
  );
  const [a = 0, b = 0] = columns.map(({ x }) => x);
  const [open, found] = messages;
  expect(open).toMatchObject({ x1: a, open: true, found: false });
  expect(open?.x2).toBeGreaterThan(a);
  expect(open?.x2).toBeLessThan(b);
  expect(found).toMatchObject({ x2: a, open: false, found: true });
  expect(found?.x1).toBeGreaterThan(a);
  expect(found?.x1).toBeLessThan(b);
});

test('an empty trace has an empty picture', () => {
  expect(layOut(buildModel(shown([])), 600, measure)).toMatchObject({
    width: 600,
    messages: [],
    columns: [],
  });
});

describe('a text is broken into lines', () => {
  const lines = (text: string, widthMax: number): readonly string[] =>
    layText(text, widthMax, 'label', (part) => part.length * 10).lines;

  test('where its author broke it', () => {
    expect(lines('one\ntwo', 500)).toEqual(['one', 'two']);
  });

  test('at blanks, into lines of about the same length', () => {
    expect(lines('aa bb cc dd ee', 110)).toEqual(['aa bb cc', 'dd ee']);
  });

  test('inside a word only when it is too long alone, and then where its parts join', () => {
    expect(lines('OrderCreated', 120)).toEqual(['OrderCreated']);
    expect(lines('PushUpdateIntegrationMessage', 120)).toEqual(['PushUpdate', 'Integration', 'Message']);
    expect(lines('cfd_order_request', 110)).toEqual(['cfd_order_', 'request']);
  });
});

test('between two events the playhead is between their rows', () => {
  const layout = { events: [{ y: 10 }, { y: 30 }] } as unknown as Pick<Layout, 'events'>;
  expect([0, 0.5, 1, 1.5, 2].map((position) => heightAt(layout, position))).toEqual([0, 5, 10, 20, 30]);
});

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function boxOf({ block, x, y, anchor }: PlacedText): Box & { text: string } {
  const left = { start: x, middle: x - block.width / 2, end: x - block.width }[anchor];
  const { width, height } = block;
  return { text: block.lines.join(' '), x: left, y: y - height / 2, width, height };
}

function overlaps<B extends Box>(boxes: readonly B[]): readonly (readonly [B, B])[] {
  return boxes.flatMap((a, index) =>
    boxes
      .slice(index + 1)
      .filter(
        (b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height,
      )
      .map((b) => [a, b] as const),
  );
}
