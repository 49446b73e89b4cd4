import { type DirectiveEntry, messageOf, unreadable } from './directive.ts';
import { readJson } from './json.ts';

/** What a message brings: values of a class of a class diagram, or something like an example. */
export type Payload =
  | { readonly kind: 'type'; readonly name: string; readonly list: boolean }
  | { readonly kind: 'example'; readonly value: unknown };

/** `@payload Order`, `@payload {"id": 1}`: what a message brings. */
export const payload: DirectiveEntry<Payload> = {
  forms: ['Order', 'Order[]', '{"id": 1}'],
  above: 'a message',
  fits: (target) => messageOf(target)?.arrow.hidden === false,
  read(value) {
    if (/^[[{"]/.test(value)) {
      const read = readJson(value);
      return 'reason' in read ? unreadable(read.reason) : { value: { kind: 'example', value: read.value } };
    }
    const [, name, brackets] = /^([\p{L}_][\p{L}\p{N}_.]*)(\[\])?$/u.exec(value) ?? [];
    if (name === undefined) return unreadable(`\`${value}\` is neither the name of a class nor JSON`);
    return { value: { kind: 'type', name, list: brackets !== undefined } };
  },
  join: null,
  about:
    'The payload of the message is a value of that class (`Order[]`: a list of them), which stands in a class diagram in the same file or in an include; or it looks like the example: the same keys with the same types of values, and perhaps more of them. `conform` fails an event whose `payload` is another, says where, and leaves events without one unchecked. See [payload types](../conformance/payloads/README.md).',
  example: [
    "' @payload Order",
    'A -> B : place order',
    '\' @payload {"id": 1, "state": "open"}',
    'B --> A : placed',
  ],
};
