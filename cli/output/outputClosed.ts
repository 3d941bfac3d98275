/** The reader of our output has gone away (`… | head`): stop quietly. */
export class OutputClosed extends Error {
  override readonly name = 'OutputClosed';
}
