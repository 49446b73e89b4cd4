import type { Message } from '../syntax/diagram.ts';
import { textOf } from './label-text.ts';

/** Is the message a request to be told from now on? `unsubscribe` and `subscriber id` are not. */
export function isSubscription({ label }: Message): boolean {
  return /^(?:\w+\s+){0,2}(?:re)?subscribes?\b|^(?:\w+\s+){0,2}subscription (?:request|to|for)\b|\b(?:request|create|open|establish|register|add)s? (?:an? |the )?subscription\b/i.test(
    textOf(label),
  );
}
