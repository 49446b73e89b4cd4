import { makeLine, spanOf } from '../text/lines.ts';
import type { Reader, Reading } from './construct.ts';
import { constructsFor } from './dispatch.ts';
import { Lifelines } from './lifelines.ts';

/** What a text would be read as where the reader is, which learns nothing of it; null when it fits no construct. */
export function readTentatively(text: string, reader: Reader): Reading | null {
  const line = makeLine(text, '', 1);
  const blind: Reader = {
    dialect: reader.dialect,
    lifelines: new Lifelines(),
    answered: () => reader.answered(),
    lastActive: () => reader.lastActive(),
    isDoomed: (id) => reader.isDoomed(id),
    takeBlock: () => ({ lines: [], last: null, span: spanOf(line) }),
    hasBlock: () => false,
    hasBegun: () => true,
    isInBox: () => reader.isInBox(),
    isInParallel: () => reader.isInParallel(),
    report: () => {},
  };
  for (const construct of constructsFor(reader.dialect, text)) {
    const found = construct.read(line, blind);
    if (found !== null) return found;
  }
  return null;
}
