import { action } from './action.ts';
import { event } from './event.ts';
import { expectation } from './expectation.ts';
import { label } from './label.ts';
import { lifeline } from './lifeline.ts';
import type { Mark } from './mark.ts';
import { message } from './message.ts';
import { note } from './note.ts';
import { playhead } from './playhead.ts';
import { ref } from './ref.ts';

/** Every mark of the picture, from back to front. */
export const marks: readonly Mark[] = [
  lifeline,
  playhead,
  ref,
  note,
  message,
  expectation,
  label,
  action,
  event,
];
