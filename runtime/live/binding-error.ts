/** The binding asks for something that is not there; only the run shows it. The user's mistake, told in one line. */
export class BindingError extends Error {
  override readonly name = 'BindingError';
}
