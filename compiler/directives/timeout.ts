import { parseDuration } from '../text/duration.ts';
import { type DirectiveEntry, messageOf, unreadable } from './directive.ts';

/** `@timeout 5s`: how long the receiver of a message waits for it. In milliseconds. */
export const timeout: DirectiveEntry<number> = {
  forms: ['5s', '200 ms', '2 minutes'],
  above: 'a message from one lifeline to another',
  fits: (target) => {
    const message = messageOf(target);
    if (message === null || message.arrow.hidden || message.arrow.lost) return false;
    const { from, to, alsoTo } = message;
    return [to, ...alsoTo].some(
      (end) => end.kind === 'lifeline' && !(from.kind === 'lifeline' && from.id === end.id),
    );
  },
  read(value) {
    const ms = parseDuration(value);
    return ms === null ? unreadable(`\`${value}\` is no duration`) : { value: ms };
  },
  join: null,
  about:
    'The receiver of the message waits for it at most so long, counted from its own event before; without one there, from the beginning of the recording. `conform` judges it where both events have a `time`, and lists it as unchecked elsewhere. In `test` the harness waits no longer than that for the message of a real participant.',
  example: ['A -> B : ask', "' @timeout 5s", 'B --> A : answer'],
};
