/** A bug of ours, never of the diagram or of the user: the command line reports it and exits with 70. */
export class Violation extends Error {
  override readonly name = 'Violation';
}
