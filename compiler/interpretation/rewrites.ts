import type { DrawnMessage } from '../interaction/interaction.ts';
import type { ExtraEnds } from './extra.ts';

/** One thing that an interpretation makes of a diagram, and of what that is drawn. */
export type Rewrite =
  | { readonly kind: 'reverse' | 'optional' | 'repeat'; readonly messages: readonly DrawnMessage[] }
  | {
      readonly kind: 'threads';
      readonly name: string;
      readonly owner: string | null;
      readonly spawn: DrawnMessage | null;
      readonly messages: readonly DrawnMessage[];
    }
  | {
      readonly kind: 'alternatives' | 'unordered';
      readonly parts: readonly (readonly DrawnMessage[])[];
    }
  | { readonly kind: 'latest'; readonly lifeline: string }
  | { readonly kind: 'extra'; readonly message: ExtraEnds }
  | { readonly kind: 'after'; readonly messages: readonly [first: DrawnMessage, second: DrawnMessage] }
  | { readonly kind: 'refs'; readonly label: string; readonly file: string };
