// The same diagram, as its author wrote it.
export { default } from './order.binding.ts';
